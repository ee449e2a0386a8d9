"""A digit takes a value: by its place, or where the trade has a digit for it, by that."""

from collections.abc import Iterable

from textual.widget import Widget

from screens.kit.base import DeskApp
from screens.kit.choices import ChoiceField
from screens.kit.dialogs import Option
from screens.kit.form import Form
from screens.kit.queue import press_all
from screens.kit.screen import DeskScreen
from tests.screens.snapshots import screen_text

MARKS = [
    Option("satisfied", "满意", digit="5"),
    Option("fairly", "较满意", digit="3"),
    Option("dissatisfied", "不满意", digit="1"),
    Option("by_letter", "书面", digit="10"),
]


class Rating(DeskScreen):
    def compose_body(self) -> Iterable[Widget]:
        yield Form(ChoiceField("mark", "满意度", MARKS))


class RatingApp(DeskApp):
    def on_mount(self) -> None:
        self.push_screen(Rating())


async def test_a_mark_is_taken_by_its_own_digit_in_the_field_and_in_the_list() -> None:
    app = RatingApp()
    async with app.run_test(size=(80, 24)):
        await app.keys_done()
        field = app.screen.query_one(ChoiceField)
        assert "5满意 3较满意 1不满意" in screen_text(app)
        press_all(app, ["2", "1"])
        await app.keys_done()
        assert field.answer == "dissatisfied"
        press_all(app, ["up", "f4", "2", "5"])
        await app.keys_done()
        assert field.answer == "satisfied"
        field.set_options(MARKS[:2])
        assert field.answer == "satisfied"
