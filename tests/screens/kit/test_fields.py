"""Fields: what stock textual lacks or gets wrong for Chinese and for one hand on the keys."""

import asyncio
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from models.errors import InputError
from screens.kit import steps
from screens.kit.bars import MessageLine
from screens.kit.fields import TextField
from screens.kit.note import NoteField
from screens.kit.queue import press_all
from tests.screens.kit.sample import SampleApp
from tests.screens.snapshots import screen_lines


async def press(app: SampleApp, *keys: str) -> None:
    press_all(app, [key for group in keys for key in ([group] if _named(group) else group)])
    await app.keys_done()


def _named(key: str) -> bool:
    return key.isascii() and len(key) > 1 and (key in NAMED or "+" in key)


NAMED = {"tab", "enter", "escape", "up", "down", "left", "right", "home", "end", "backspace"} | {
    f"f{number}" for number in range(1, 13)
}


def said(app: SampleApp) -> str:
    return app.sample.query_one(MessageLine).words


def name(app: SampleApp) -> TextField:
    field = app.sample.form["name"]
    assert isinstance(field, TextField)
    return field


# Words


def test_a_word_to_the_left_is_not_the_sentence() -> None:
    line = "客户服务中心A值班 138"
    places = [len(line)]
    while places[-1]:
        places.append(steps.word_left(line, places[-1]))
    assert [line[end:start] for start, end in pairwise(places)] == [
        "138",
        "值班 ",
        "A",
        "中心",
        "服务",
        "客户",
    ]


@given(st.text(alphabet="客户服务中心A1 ，。_é"), st.integers(0, 30))
def test_steps_stay_in_the_line_and_get_somewhere(line: str, at: int) -> None:
    at = min(at, len(line))
    assert 0 <= steps.word_left(line, at) <= max(0, at - 1) or at == 0
    assert min(len(line), at + 1) <= steps.word_right(line, at) <= len(line)


async def test_ctrl_w_takes_a_word_and_ctrl_z_gives_it_back(app: SampleApp) -> None:
    await press(app, "客户服务中心A值班", "ctrl+w")
    assert name(app).value == "客户服务中心A"
    await press(app, "ctrl+w", "ctrl+w", "ctrl+z")
    assert name(app).value == "客户服务中心"
    await press(app, "ctrl+z", "ctrl+z")
    assert name(app).value == "客户服务中心A值班"
    await press(app, "ctrl+z")
    assert name(app).value == ""
    await press(app, "ctrl+y", "ctrl+y")
    assert name(app).value == "客户服务中心A"


async def test_with_nothing_left_to_undo_the_key_goes_on_to_the_screen(app: SampleApp) -> None:
    await press(app, "ctrl+z")
    assert "Nothing to undo" in said(app)


async def test_undo_works_in_the_note_too(app: SampleApp) -> None:
    app.sample.set_focus(app.sample.form["words"])
    await press(app, "水管破裂", "ctrl+w")
    assert app.sample.form.values()["words"] == "水管"
    await press(app, "ctrl+z")
    assert app.sample.form.values()["words"] == "水管破裂"


# Pastes


async def test_a_paste_too_long_is_cut_and_said(app: SampleApp) -> None:
    app.post_message(events.Paste("字" * 51))
    await app.keys_done()
    assert name(app).value == "字" * 20
    assert "20 of 51" in said(app)


async def test_a_paste_is_cleaned(app: SampleApp) -> None:
    app.post_message(events.Paste("甲\x1b[31m乙\x07\u202e\x00丙"))
    await app.keys_done()
    assert name(app).value == "甲[31m乙丙"


async def test_a_paste_of_several_lines_is_offered_to_the_note(app: SampleApp) -> None:
    app.post_message(events.Paste("王敏\n13812348866\n水管破裂"))
    await app.keys_done()
    assert name(app).value == "王敏"
    assert "3 lines" in said(app)
    await press(app, "f4")
    assert app.sample.form.values()["words"] == "王敏\n13812348866\n水管破裂"
    assert app.focused is app.sample.form["words"]


async def test_a_paste_into_the_note_stops_where_the_note_is_full(app: SampleApp) -> None:
    note = app.sample.form["words"]
    assert isinstance(note, NoteField)
    app.sample.set_focus(note)
    app.post_message(events.Paste("字" * 5000))
    await app.keys_done()
    assert len(note.text) == 4000
    assert "At most 4000" in said(app)


async def test_a_full_field_says_so(app: SampleApp) -> None:
    await press(app, "tab", "1" * 12)
    assert app.sample.form.values()["phone"] == "1" * 11
    assert "At most 11" in said(app)


# Choices and look-ups


async def test_a_digit_takes_its_value_and_goes_on(app: SampleApp) -> None:
    await press(app, "tab", "tab", "3")
    assert app.sample.form.values()["channel"] == "wechat"
    assert app.focused is app.sample.form["person"]


async def test_a_full_width_digit_is_a_digit(app: SampleApp) -> None:
    await press(app, "tab", "tab", "２")
    assert app.sample.form.values()["channel"] == "call"


async def test_letters_narrow_a_choice_and_enter_takes_the_first(app: SampleApp) -> None:
    await press(app, "tab", "tab", "微")
    assert any("1微信" in line and "来访" not in line for line in screen_lines(app))
    await press(app, "enter")
    assert app.sample.form.values()["channel"] == "wechat"


async def test_what_is_no_choice_is_marked_and_said_but_does_not_trap(app: SampleApp) -> None:
    await press(app, "tab", "tab", "天", "tab")
    assert app.focused is app.sample.form["person"]
    assert "1来访 2来电 3微信" in said(app)
    assert app.sample.form["channel"].error
    assert any(line.startswith("!渠道") for line in screen_lines(app))


async def test_typing_over_a_choice_takes_it_back(app: SampleApp) -> None:
    await press(app, "tab", "tab", "3", "up", "backspace")
    assert app.sample.form.values()["channel"] == ""


async def test_guesses_are_walked_and_taken(app: SampleApp) -> None:
    await press(app, "tab", "tab", "tab", "张")
    assert any(">张三丰" in line and "3-2-1502" in line for line in screen_lines(app))
    await press(app, "down", "enter")
    assert app.sample.form.values()["person"] == "2"
    assert app.focused is app.sample.form["day"]
    assert not any("3-2-1502" in line for line in screen_lines(app))


async def test_f4_lists_the_values_and_letters_narrow_the_list(app: SampleApp) -> None:
    await press(app, "tab", "tab", "f4", "微", "enter")
    assert app.sample.form.values()["channel"] == "wechat"


# Parsed values


async def test_a_value_is_shown_back_and_a_bad_one_is_explained(app: SampleApp) -> None:
    app.sample.set_focus(app.sample.form["day"])
    await press(app, "5")
    assert any("day 5" in line for line in screen_lines(app))
    await press(app, "x", "tab")
    assert said(app) == "! “5x” is not a number"
    assert app.sample.form.values()["day"] is None


async def test_f2_goes_to_the_first_bad_field(app: SampleApp) -> None:
    app.sample.set_focus(app.sample.form["day"])
    await press(app, "x", "f2")
    assert app.sample.saved == []
    assert app.focused is app.sample.form["day"]
    assert "not a number" in said(app)
    await press(app, "backspace", "7", "f2")
    assert app.sample.saved[0]["day"] == 7


async def test_a_procedures_error_stands_at_its_field(app: SampleApp) -> None:
    await press(app, "f5")
    assert app.focused is app.sample.form["phone"]
    assert said(app) == "! 11 digits, not 10"
    await press(app, "1")
    assert not app.sample.form["phone"].error


async def test_an_error_about_no_field_is_said_all_the_same(app: SampleApp) -> None:
    app.sample.form.refuse(InputError("the whole is wrong"))
    await app.keys_done()
    assert said(app) == "! the whole is wrong"


# From field to field


async def test_enter_goes_down_the_form_and_saves_at_its_end(app: SampleApp) -> None:
    await press(app, "甲", *["enter"] * 7)
    assert any("Enter saves" in line for line in screen_lines(app))
    await press(app, "enter")
    assert app.sample.saved[0]["name"] == "甲"


async def test_arrows_go_between_fields_and_through_the_note(app: SampleApp) -> None:
    form = app.sample.form
    await press(app, "down", "down", "up")
    assert app.focused is form["phone"]
    app.sample.set_focus(form["words"])
    await press(app, "一", "ctrl+l", "二", "up")
    assert app.focused is form["words"]
    await press(app, "up")
    assert app.focused is form["pin"]
    await press(app, "down", "down", "down")
    assert app.focused is not form["words"]


async def test_f6_reaches_the_screen_from_the_note(app: SampleApp) -> None:
    app.sample.set_focus(app.sample.form["words"])
    await press(app, "f6")
    assert app.screen is not app.sample


# Values that fill themselves in, and drafts


async def test_what_filled_itself_in_is_dim_until_touched(app: SampleApp) -> None:
    form = app.sample.form
    await press(app, "乙")
    form.fill({"name": "甲", "phone": "138", "channel": "call"}, dim=True)
    assert (name(app).value, name(app).dim) == ("乙", False)
    assert form["phone"].dim
    await press(app, "tab", "end", "1")
    assert (form.values()["phone"], form["phone"].dim) == ("1381", False)


async def test_a_draft_comes_back_at_the_same_field_and_cursor(app: SampleApp) -> None:
    await press(
        app, "甲乙", "tab", "13812", "left", "left", "tab", "2", "李", "enter", "up", "up", "up"
    )
    state = app.sample.form.state()
    assert state["focus"] == "phone"
    app.sample.form.clear()
    app.sample.set_focus(app.sample.form["name"])
    await app.keys_done()
    app.sample.form.restore(state)
    await press(app, "9")
    values = app.sample.form.values()
    assert values["phone"] == "138129"
    assert (values["channel"], values["person"]) == ("call", "3")


async def test_a_secret_is_in_no_draft_and_no_clipboard(app: SampleApp) -> None:
    app.sample.set_focus(app.sample.form["pin"])
    await press(app, "s3cret", "ctrl+c", "ctrl+x")
    assert "s3cret" not in str(app.sample.form.state())
    assert app.clipboard == ""


async def test_two_quiet_seconds_after_a_change_the_draft_is_due(
    app: SampleApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("screens.kit.form.IDLE", 0.01)
    await press(app, "甲")
    for _try in range(200):
        if app.sample.dirty:
            break
        await asyncio.sleep(0.01)
    assert app.sample.dirty == 1
