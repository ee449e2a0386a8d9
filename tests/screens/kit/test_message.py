"""The message line: one row, and more only while a sentence needs them."""

from screens.kit.bars import MessageLine
from tests.screens.kit.sample import SampleApp
from tests.screens.snapshots import screen_lines

LONG = (
    "已登记 TS1123-A017 您反映 3-2-1502 的情况我已记下，单号 TS1123-A017，我们会在 10:43 前答复您。"
)


async def test_a_long_sentence_is_read_whole_and_gives_its_rows_back(app: SampleApp) -> None:
    before = screen_lines(app)
    app.sample.done(LONG)
    await app.keys_done()
    lines = screen_lines(app)
    shown = "".join(lines[-3:-1]).removeprefix("✔ ")
    assert shown.replace(" ", "") == LONG.replace(" ", "")
    assert app.sample.query_one(MessageLine).size.height == 2
    assert lines[:4] == before[:4]
    app.sample.done("好")
    await app.keys_done()
    assert screen_lines(app)[-2] == "✔ 好"
    assert screen_lines(app)[:-2] == before[:-2]
