"""Set-up (首次设置): the estate, its desks, the first administrator, where there is no store yet."""

import asyncio
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from textual.widget import Widget

from desk.office import NewOffice, init, read_desks
from desk.settings import SETTINGS
from models.errors import DeskError
from models.words import N_, _, language
from screens.kit.base import DeskApp
from screens.kit.choices import ChoiceField
from screens.kit.dialogs import Option
from screens.kit.field import Field
from screens.kit.fields import TextField
from screens.kit.form import Form
from screens.kit.screen import DeskScreen
from screens.kit.text import Words
from screens.once import OneTimeSecret
from screens.secret_fields import secret_fields, typed_twice

_FIRST_NO = "9001"
_SETTINGS = ("phone_area", "language")


class SetupScreen(DeskScreen):
    """One form; saved, the office stands and the sign-in opens."""

    help = N_(
        "Fill in the estate, this desk and the first administrator; Enter goes on, F2 sets the"
        " office up. Everything but a desk's letter can be changed later under Settings and Staff."
    )
    DEFAULT_CSS = """
    SetupScreen > #body { padding: 0 1; }
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._form = Form(*_fields())
        for name in ("letter", "desk", "phone_area"):
            field = self._form[name]
            field.hint(field.help_text)

    def compose_body(self) -> Iterable[Widget]:
        """What is set up, then the form."""
        yield Words(_("The store will be {path}").format(path=self._path))
        yield Words("")
        yield self._form
        yield Words("")
        yield Words("", id="making")

    def on_mount(self) -> None:
        """What most offices take stands there already."""
        self.tell_status(_("Setting up a desk"))
        known = {
            "letter": "A", "no": _FIRST_NO, "language": language(),
            "phone_area": SETTINGS["phone_area"].default,
        }  # fmt: skip
        self._form.fill(known, dim=True)

    async def do_save(self) -> None:
        """Set the office up; hashing and writing run in a thread."""
        form = self._form
        if not form.check():
            return
        making = self.query_one("#making", Words)
        try:
            office = _office(form.values())
            making.show(_("Setting up …"))
            made = await asyncio.to_thread(_set_up, self._path, office)
        except DeskError as error:
            form.refuse(error)
            return
        finally:
            making.show("")
        if made is None:
            self.dismiss(True)
            return
        shown = OneTimeSecret(office.admin_no, office.admin_name, made)
        self.app.push_screen(shown, lambda _written: self.dismiss(True))

    def do_back(self) -> None:
        """There is nothing behind it."""
        self.warn(_("Nothing is set up yet; F2 sets up, Ctrl+Q leaves"))


def _fields() -> Iterable[Field]:
    area, spoken = (SETTINGS[name] for name in _SETTINGS)
    yield TextField(
        "estate", _("Estate"), max_length=60, width=40,
        help_text=_("The estate's name as it stands in row 1 and on papers"),
    )  # fmt: skip
    yield TextField(
        "letter", _("Desk's letter"), width=6, max_length=2,
        help_text=_("One letter from A to Z; it stands in every number this desk gives"),
    )  # fmt: skip
    yield TextField("desk", _("Desk's name"), width=20, max_length=60,
                    help_text=_("For example where it stands; may be left empty"))  # fmt: skip
    yield TextField(
        "others", _("Further desks"), max_length=200,
        help_text=_("Letter and name of each: B Clubhouse, C South gate; may be left empty"),
    )  # fmt: skip
    yield TextField("phone_area", _(area.label), width=6, max_length=6,
                    help_text=_("Put before telephone numbers written without one"))  # fmt: skip
    yield ChoiceField("language", _(spoken.label),
                      [Option(code, _(label)) for code, label in spoken.choices],
                      help_text=_("Of every screen; 95 changes it at any time"))  # fmt: skip
    yield TextField("no", _("Administrator's number"), width=14, max_length=20,
                    help_text=_("The staff number the first administrator signs in with"))  # fmt: skip
    yield TextField("name", _("Administrator's name"), width=20, max_length=60)
    secret_help = _(
        "Six digits, or eight characters of three kinds; left empty, a one-time secret is made"
    )
    yield from secret_fields(secret_help)


def _office(values: dict[str, Any]) -> NewOffice:
    return NewOffice(
        estate=values["estate"],
        letter=values["letter"],
        desk=values["desk"],
        others=read_desks(values["others"]),
        admin_no=values["no"],
        admin_name=values["name"],
        admin_secret=typed_twice(values),
        settings={name: values[name] for name in _SETTINGS},
    )


def _set_up(path: Path, office: NewOffice) -> str | None:
    """Make the store and close it; the counter opens it as any other day."""
    store, made = init(path, office)
    store.close()
    return made


class SetUpApp(DeskApp):
    """Leads through set-up where there is no store yet."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def on_mount(self) -> None:
        """The only screen; left once the office is set up."""
        self.push_screen(SetupScreen(self._path), lambda _answer: self.exit(0))

    def do_quit(self) -> None:
        """Leave; nothing is set up."""
        self.exit(1, return_code=1)


def set_up(path: Path) -> bool:
    """Set an office up on screen; whether there is a store at `path` now."""
    return SetUpApp(path).run_to_status() == 0
