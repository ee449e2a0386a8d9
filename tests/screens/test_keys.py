"""The card of keys, and the office's own keys."""

from collections.abc import Callable, Sequence

import pytest
from rich.cells import cell_len

from data.words import use_language
from desk.functions import FUNCTIONS
from desk.session import Session
from models.errors import InputError
from screens.card import KEYS_FILE, choose_keys, document, printed, read_keys
from screens.kit.keys import MEANINGS, read_keymap
from screens.page import Page
from tests.screens.conftest import At


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_every_key_and_function_stands_on_one_screen(
    at: At, size: tuple[int, int], lang: str, same_screen: Callable[..., None]
) -> None:
    async with at("keys", size=size, lang=lang) as app:
        same_screen(app, f"keys-{size[0]}x{size[1]}-{lang}")


async def test_a_command_gets_other_keys_at_once_and_for_the_next_start(
    at: At, office: Session
) -> None:
    path = office.store.path.parent / KEYS_FILE
    async with at("keys") as app:
        await app.press("down", "enter", *"ctrl+b,f2", "enter")
        assert "Ctrl+B" in app.said
        assert "Ctrl+B" in app.rows[-1]
    assert read_keymap(path, MEANINGS) == {"save": "ctrl+b,f2"}
    async with at("keys") as app:
        assert "*保存" in app.seen
        await app.press("f10", "2")
        assert "F2保存" in app.rows[-1]
    assert read_keymap(path, MEANINGS) == {}


async def test_a_key_that_is_taken_is_refused_and_nothing_is_kept(at: At, office: Session) -> None:
    async with at("keys") as app:
        await app.press("down", "enter", *"f3", "enter")
        assert "F3" in app.said
    assert read_keymap(office.store.path.parent / KEYS_FILE, MEANINGS) == {}


async def test_enter_on_a_function_opens_it(at: At) -> None:
    async with at("keys") as app:
        at_home = [function.code for function in FUNCTIONS].index("97")
        await app.press("tab", *["down"] * at_home, "enter", "escape")
        assert isinstance(app.screen, Page)
        assert app.screen.function == "97"


@pytest.mark.parametrize("typed", ["a", "ctrl+1", "enter", "alt+s", "f13", "ctrl+"])
def test_keys_that_never_arrive_cannot_be_chosen(typed: str) -> None:
    with pytest.raises(InputError):
        read_keys(typed)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("F2, Ctrl+S", "f2,ctrl+s"), ("Esc", "escape"), ("ｆ５", "f5"), ("", "")],
)
def test_keys_are_typed_as_they_are_printed(typed: str, kept: str) -> None:
    assert read_keys(typed) == kept


def test_nothing_typed_means_the_keys_it_was_shipped_with(office: Session) -> None:
    path = office.store.path.parent / KEYS_FILE
    chosen = choose_keys(path, {}, "save", "ctrl+b")
    assert choose_keys(path, chosen, "save", "") == {}
    assert not path.exists()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_card_fits_a_page_of_eighty_columns(lang: str) -> None:
    use_language(lang)
    lines: Sequence[str] = printed({}).splitlines()
    assert len(lines) <= 60
    assert max(cell_len(line) for line in lines) <= 80
    for function in FUNCTIONS:
        assert any(f"{function.code:>2} " in line for line in lines)


def test_the_card_is_a_document_too() -> None:
    card = document({"save": "ctrl+b"})
    assert {"id": "save", "keys": ["Ctrl+B"]}.items() <= card["keys"][1].items()
    assert {"code": "97", "name": "Keys"} in card["functions"]
