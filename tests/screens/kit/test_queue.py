"""Keys typed ahead land where they were meant: cure 1."""

from collections.abc import Iterable

from textual import events
from textual.widget import Widget

from screens.kit.fields import TextField
from screens.kit.form import Form
from screens.kit.queue import press_all
from screens.kit.screen import DeskScreen
from tests.screens.kit.sample import Sample, SampleApp, Second


async def test_a_packet_of_keys_reaches_each_field_in_turn(app: SampleApp) -> None:
    press_all(app, [*"abc", "tab", *"138", "tab", "2", *"李", "enter", *"5", "f2"])
    await app.keys_done()
    values = app.sample.saved[0]
    assert (values["name"], values["phone"], values["channel"]) == ("abc", "138", "call")
    assert (values["person"], values["day"]) == ("3", 5)


async def test_keys_after_one_that_opens_a_screen_wait_for_it(app: SampleApp) -> None:
    press_all(app, [*"甲", "f6", *"乙丙"])
    await app.keys_done()
    assert isinstance(app.screen, Second)
    assert app.screen.query_one(Form).values() == {"other": "乙丙"}
    assert app.sample.form.values()["name"] == "甲"


async def test_keys_go_on_in_the_screen_below_when_the_one_above_closes(app: SampleApp) -> None:
    press_all(app, ["f6", "x", "escape", *"甲", "f10", "1", *"乙"])
    await app.keys_done()
    assert isinstance(app.screen, Sample)
    assert app.sample.form.values()["name"] == "甲乙"


async def test_a_value_list_opened_and_used_in_one_packet(app: SampleApp) -> None:
    press_all(app, ["tab", "tab", "f4", "3", "tab", *"张四", "enter", "f2"])
    await app.keys_done()
    assert app.sample.saved[0]["channel"] == "wechat"
    assert app.sample.saved[0]["person"] == "2"


async def test_a_paste_keeps_its_place_among_the_keys(app: SampleApp) -> None:
    press_all(app, [*"ab"])
    app.post_message(events.Paste("中间"))
    press_all(app, ["c", "tab", "1"])
    await app.keys_done()
    assert app.sample.form.values()["name"] == "ab中间c"
    assert app.sample.form.values()["phone"] == "1"


class Late(DeskScreen):
    """A screen that chooses its field only when it has been drawn."""

    def compose_body(self) -> Iterable[Widget]:
        yield Form(TextField("first", "第一"), TextField("second", "第二"))

    def on_mount(self) -> None:
        self.call_after_refresh(self.choose)

    def choose(self) -> None:
        self.set_focus(self.query_one(Form)["second"])


async def test_keys_wait_until_a_new_screen_has_been_drawn(app: SampleApp) -> None:
    late = Late()
    app.sample.do_save = lambda: app.push_screen(late)  # type: ignore[assignment,method-assign]
    press_all(app, ["f2", *"甲乙"])
    await app.keys_done()
    assert late.query_one(Form).values() == {"first": "", "second": "甲乙"}


async def test_keys_after_the_one_that_ends_the_day_hold_nothing_up(app: SampleApp) -> None:
    press_all(app, ["ctrl+q", *"甲乙丙"])
    await app.keys_done()
    assert app.return_code == 0


async def test_a_key_that_no_keyboard_has_is_dropped(app: SampleApp) -> None:
    app.post_message(events.Key("ctrl+\r", None))
    press_all(app, ["a"])
    await app.keys_done()
    assert app.sample.form.values()["name"] == "a"
