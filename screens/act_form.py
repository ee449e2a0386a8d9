"""What an act needs, asked for in a window: every screen does acts through here.

A field for each need by its sort, so that an act added to a machine needs no screen of its own:

    def acts(self): return menu(self._open)             # F10
    def do_act(self, act_id): do_act(self, self.session, named(self._open, act_id), self.acted)
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from desk.acts import OpenAct, perform
from desk.session import Session
from models.errors import DeskError
from models.when import to_ms
from models.words import N_, _
from screens.kit.ask import Ask
from screens.kit.dialogs import Act
from screens.kit.screen import DeskScreen
from screens.need_fields import need_field


def menu(open_acts: Iterable[OpenAct]) -> list[Act]:
    """The acts as F10 lists them; those that are closed stay, with the reason."""
    return [Act(act_id(each), _(each.act.label), each.why_not) for each in open_acts]


def act_id(open_act: OpenAct) -> str:
    """`order.assign`: what an act is called on a screen that shows those of two records."""
    return f"{open_act.record.kind}.{open_act.act.name}"


def named(open_acts: Iterable[OpenAct], wanted: str) -> OpenAct:
    """The act with this id."""
    return next(each for each in open_acts if act_id(each) == wanted)


def do_act(
    screen: DeskScreen,
    session: Session,
    open_act: OpenAct,
    done: Callable[[str], object],
    **given: Any,
) -> None:
    """Do an act: at once when it needs nothing, else through a window with its fields.

    `given` are fields known already; they stand there and can be changed. `done` hears the
    sentence of what was done, after the commit.
    """
    record, act = open_act.record, open_act.act

    def submit(values: dict[str, Any]) -> None:
        perform(session, record, act.name, {name: _plain(value) for name, value in values.items()})

    def answered(values: dict[str, Any] | None) -> None:
        if values is not None:
            done(sentence(open_act))

    if act.needs:
        fields = [need_field(session, need, record, act.name) for need in act.needs]
        for field in fields:
            if field.field_id in given:
                field.write(given[field.field_id], dim=True)
        title = f"{_(act.label)}  {record.number}"
        screen.app.push_screen(Ask(title, *fields, submit=submit), answered)
        return
    try:
        submit({})
    except DeskError as error:
        screen.warn(str(error))
    else:
        answered({})


def sentence(open_act: OpenAct) -> str:
    """What is said when an act is done."""
    number, label = open_act.record.number, _(open_act.act.label)
    return _(N_("{number}: {act}")).format(number=number, act=label)


def _plain(value: Any) -> Any:
    """The value as procedures take it: moments in UTC milliseconds."""
    return to_ms(value) if isinstance(value, datetime) else value
