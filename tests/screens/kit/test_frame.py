"""The frame: fixed rows, keys that say why, acts by number, help, numbers to jump to."""

import gc
from pathlib import Path

import pytest
from textual.app import App

from models.errors import InputError
from screens.kit import look
from screens.kit.ask import Ask
from screens.kit.bars import KeyBar, MessageLine
from screens.kit.base import DeskApp
from screens.kit.dialogs import ChoiceDialog, Option
from screens.kit.fields import TextField
from screens.kit.keys import BACK, LINE, MEANINGS, SAVE, Command, clashes, read_keymap, usable
from screens.kit.lists import RecordList
from screens.kit.queue import press_all
from tests.screens.kit.sample import FAIL, SampleApp
from tests.screens.snapshots import screen_lines


async def press(app: DeskApp, *keys: str) -> None:
    press_all(app, keys)
    await app.keys_done()


def said(app: SampleApp) -> str:
    return app.sample.query_one(MessageLine).words


# Rows and keys


async def test_the_rows_stand_where_they_always_stand(app: SampleApp) -> None:
    app.sample.tell_status("星城一期·前台A", "● 在线 09:41")
    app.sample.done("已登记 ZX1123-A021")
    await app.keys_done()
    lines = screen_lines(app)
    assert lines[0].startswith("星城一期·前台A")
    assert lines[0].endswith("● 在线 09:41")
    assert lines[22] == "✔ 已登记 ZX1123-A021"
    assert lines[23].startswith("F1Help F2Save F3Find")
    assert len(lines[23]) <= 80


async def test_a_key_without_meaning_here_is_dim_and_says_so(app: SampleApp) -> None:
    bar = app.sample.query_one(KeyBar)._words
    dim = {bar.plain[span.start : span.end] for span in bar.spans if span.style == "dim"}
    assert {"F9", "Park", "F7", "Prev"} <= dim
    assert not {"F2", "Save"} & dim
    await press(app, "f9")
    assert said(app) == "! Park has no meaning on this screen"


async def test_a_screen_has_its_own_word_for_a_key(app: SampleApp) -> None:
    assert "F5Again" in screen_lines(app)[23]


async def test_no_toast_and_no_palette_of_textual(app: SampleApp) -> None:
    assert not app.ENABLE_COMMAND_PALETTE
    assert {type(widget).__name__ for widget in app.sample.children} == {
        "StatusRow", "Container", "MessageLine", "KeyBar", "GuessList", "TooSmall",
    }  # fmt: skip


async def test_acts_are_done_by_number_and_a_closed_one_says_why(app: SampleApp) -> None:
    await press(app, "f10", "2")
    assert any("! 已结案" in line for line in screen_lines(app))
    assert any(line.startswith(" 姓名") for line in screen_lines(app))  # still in sight
    await press(app, "1")
    assert said(app) == "✔ act merge"
    await press(app, "f10", "3")
    assert app.sample.saved


async def test_help_has_three_pages(app: SampleApp) -> None:
    await press(app, "f1")
    assert any("As on the card" in line for line in screen_lines(app))
    await press(app, "f1")
    assert any("[b]tests[/]" in line for line in screen_lines(app))
    await press(app, "f1")
    keys = screen_lines(app)
    for command in (*MEANINGS, FAIL):
        assert any(command.help in line for line in keys), command.id
    await press(app, "escape")
    assert app.screen is app.sample


async def test_a_number_jumps_to_a_part_of_the_screen(app: SampleApp) -> None:
    await press(app, "ctrl+o", "2")
    assert app.sample.query_one(RecordList).has_focus
    await press(app, "ctrl+o", "x", "ctrl+o", "1")
    assert app.sample.form["name"].has_focus


async def test_esc_on_the_first_screen_does_not_end_the_day(app: SampleApp) -> None:
    await press(app, "escape")
    assert app.screen is app.sample
    assert "Ctrl+Q" in said(app)


async def test_tab_paints_the_two_fields_and_nothing_else(
    app: SampleApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    await press(app, "tab", "shift+tab")  # the screen's own first paint is over
    painted: list[object] = []
    update = type(app.sample._compositor).update_widgets

    def spy(compositor: object, widgets: set[object]) -> object:
        if compositor is app.sample._compositor:
            painted.extend(widgets)
        return update(compositor, widgets)  # type: ignore[arg-type]

    laid_out: list[object] = []
    monkeypatch.setattr(type(app.sample._compositor), "update_widgets", spy)
    monkeypatch.setattr(app.sample, "_refresh_layout", lambda *_a, **_k: laid_out.append(1))
    await press(app, "tab")
    assert set(painted) == {app.sample.form["name"], app.sample.form["phone"]}
    painted.clear()
    await press(app, "1")
    assert set(painted) == {app.sample.form["phone"]}
    assert laid_out == []


async def test_a_window_asks_for_fields_and_keeps_what_was_typed(app: SampleApp) -> None:
    answers: list[object] = []

    def submit(values: dict[str, object]) -> None:
        if values["reason"] == "x":
            raise InputError("say more", "reason")

    app.push_screen(Ask("Void", TextField("reason", "Reason"), submit=submit), answers.append)
    await app.keys_done()
    await press(app, "x", "enter")
    assert any("! say more" in line for line in screen_lines(app))
    await press(app, "end", *"yz", "enter")
    assert answers == [{"reason": "xyz"}]
    app.push_screen(Ask("Void", TextField("a", "A"), TextField("b", "B")), answers.append)
    await app.keys_done()
    await press(app, "1", "enter", "2", "enter", "enter")
    assert answers[-1] == {"a": "1", "b": "2"}
    app.push_screen(Ask("Void", TextField("a", "A")), answers.append)
    await app.keys_done()
    await press(app, "1", "escape")
    assert answers[-1] is None


async def test_a_list_that_nothing_matches_stays_as_it_was(app: SampleApp) -> None:
    answers: list[Option | None] = []
    options = [Option(str(number), f"第{number}项") for number in range(12)]
    app.push_screen(ChoiceDialog("List", options, at="5"), answers.append)
    await app.keys_done()
    await press(app, "q")
    assert any("Nothing matches" in line for line in screen_lines(app))
    await press(app, "down", "enter")
    assert answers == [options[6]]


async def test_bytes_that_are_no_text_are_explained(app: SampleApp) -> None:
    await press(app, "a", "\ufffd", "b")
    assert app.sample.form.values()["name"] == "ab"
    assert "UTF-8" in said(app)


async def test_a_terminal_made_smaller_keeps_the_focus() -> None:
    app = SampleApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(app, "tab")
        await pilot.resize_terminal(60, 20)
        await app.keys_done()
        assert "80 × 24" in screen_lines(app)[0]
        await pilot.resize_terminal(80, 24)
        await press(app, "1")
        assert app.sample.form.values()["phone"] == "1"


# Keys of one's own


def test_every_command_has_an_id_a_help_and_keys_that_arrive() -> None:
    assert clashes(MEANINGS, {}) == []
    assert len({command.id for command in MEANINGS}) == len(MEANINGS) == 16
    assert all(command.help for command in MEANINGS)
    assert all(binding.id and binding.tooltip for binding in [SAVE.binding(), BACK.binding()])


@pytest.mark.parametrize(
    "key", ["a", "alt+x", "shift+f1", "ctrl+f2", "f11", "ctrl+h", "ctrl+w", "ctrl+shift+a"]
)
def test_keys_that_do_not_arrive_are_not_bound(key: str) -> None:
    assert not usable(key)


def test_a_key_with_two_meanings_is_reported() -> None:
    other = Command("other", "f2", "Other", "Something else")
    assert clashes([SAVE, other], {}) == ["F2 is both “Save” and “Other”"]


async def test_keys_can_be_chosen(tmp_path: Path) -> None:
    path = tmp_path / "keys.toml"
    assert read_keymap(path, MEANINGS) == {}
    path.write_text('save = "f12"\nlock = "f2"\n', encoding="utf-8")
    app = SampleApp(keymap=read_keymap(path, MEANINGS))
    async with app.run_test(size=(80, 24)):
        await press(app, *"甲", "f2")
        assert app.sample.saved == []
        await press(app, "f12")
        assert app.sample.saved[0]["name"] == "甲"
        assert "F12Save" in screen_lines(app)[23]


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ('save = "f3"', "both"),
        ('save = "alt+s"', "does not reach"),
        ('sav = "f2"', "no command “sav”"),
        ("save = ", "keys.toml"),
        ("save = 2", "no command"),
    ],
)
def test_a_bad_choice_of_keys_is_explained(toml: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / "keys.toml"
    path.write_text(toml, encoding="utf-8")
    with pytest.raises(InputError, match=words):
        read_keymap(path, [LINE, SAVE])


# Looks


@pytest.mark.parametrize(
    ("environ", "name"),
    [
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, "desk-dark"),
        ({"TERM": "xterm-256color"}, "desk-dark"),
        ({"TERM": "xterm", "WT_SESSION": "1"}, "desk-dark"),
        ({"TERM": "linux", "COLORTERM": "truecolor"}, "desk-16"),
        ({"TERM": "xterm"}, "desk-16"),
        ({}, "desk-16"),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, "desk-16"),
    ],
)
def test_the_look_is_one_the_terminal_can_show(environ: dict[str, str], name: str) -> None:
    assert look.choose(environ) == name


async def test_borders_can_be_ascii() -> None:
    app = SampleApp(ascii_borders=True)
    async with app.run_test(size=(80, 24)):
        await press(app, "f10")
        shown = "\n".join(screen_lines(app))
        assert "┌" not in shown
        assert "+----" in shown


@pytest.mark.parametrize("name", [theme.name for theme in look.LOOKS])
async def test_both_looks_say_the_same(name: str) -> None:
    app = SampleApp(look_name=name)
    async with app.run_test(size=(80, 24)):
        await press(app, *"甲", "f5")
        assert app.theme == name
        assert any(line.startswith("!电话") for line in screen_lines(app))


async def test_tests_leave_the_collector_alone(app: SampleApp) -> None:
    assert isinstance(app, App)
    assert gc.get_freeze_count() == 0
