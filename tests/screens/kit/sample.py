"""A desk of one screen with every part of the kit on it, for the tests to press keys in."""

import gc
import json
import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from screens.kit import environment

environment.prepare()

frame = ExitStack()
if __name__ == "__main__":
    frame.enter_context(environment.FirstFrame())

from textual.constants import ESCAPE_DELAY  # noqa: E402
from textual.widget import Widget  # noqa: E402

from models.errors import InputError  # noqa: E402
from screens.kit.base import DeskApp  # noqa: E402
from screens.kit.choices import ChoiceField, LookupField  # noqa: E402
from screens.kit.dialogs import Act, Option  # noqa: E402
from screens.kit.fields import TextField  # noqa: E402
from screens.kit.form import Form  # noqa: E402
from screens.kit.keys import Command  # noqa: E402
from screens.kit.lists import Column, RecordList  # noqa: E402
from screens.kit.note import NoteField  # noqa: E402
from screens.kit.parsed import DateField, SecretField  # noqa: E402
from screens.kit.screen import DeskScreen  # noqa: E402

PEOPLE = [
    Option("1", "张三丰", "3-2-1502"),
    Option("2", "张四[/b]", "3-2-1501"),
    Option("3", "李四", "1-1-0101"),
]
CHANNELS = [Option("visit", "来访"), Option("call", "来电"), Option("wechat", "微信")]
FAIL = Command("fail", "ctrl+b", "Fail", "Raise a fault", "Tests")


def find(typed: str) -> Sequence[Option]:
    return [person for person in PEOPLE if typed in person.label or typed in person.note]


def whole_number(typed: str) -> int:
    if not typed.isdigit():
        raise InputError("“{typed}” is not a number", "day", typed=typed)
    return int(typed)


def rows(offset: int, limit: int) -> range:
    return range(100_000)[offset : offset + limit]


class Sample(DeskScreen):
    help = "What this screen is for: [b]tests[/]"
    own_commands = (FAIL,)
    labels = {"refresh": "Again"}

    def __init__(self) -> None:
        super().__init__()
        self.saved: list[dict[str, Any]] = []
        self.dirty = 0
        self.opened: list[Any] = []

    def compose_body(self) -> Iterable[Widget]:
        yield Form(
            TextField("name", "姓名", max_length=20, help_text="As on the card"),
            TextField("phone", "电话", max_length=11, width=14),
            ChoiceField("channel", "渠道", CHANNELS),
            LookupField("person", "来人", find),
            DateField("day", "日期", parse=whole_number, show=lambda day: f"day {day}"),
            SecretField("pin", "密码"),
            NoteField("words", "要点"),
        )
        yield RecordList(
            [
                Column("No", lambda row: f"TS-{row}", 10),
                Column("Words", lambda row: f"水管破裂{row}[/b]"),
                Column("Left", str, 8, "right"),
            ],
            rows,
            lambda: 100_000,
            style=lambda row: "late" if row == 3 else "",
        )

    @property
    def form(self) -> Form:
        return self.query_one(Form)

    def acts(self) -> Sequence[Act]:
        return [Act("merge", "并入"), Act("void", "作废", "已结案")]

    def do_act(self, act_id: str) -> None:
        self.done(f"act {act_id}")

    def do_save(self) -> None:
        if self.form.check():
            self.saved.append(self.form.values())
            self.done(f"saved {len(self.saved)}")

    def do_refresh(self) -> None:
        self.form.refuse(InputError("11 digits, not {number}", "phone", number=10))

    def do_new(self) -> None:
        self.app.push_screen(Second())

    def do_fail(self) -> None:
        seen = self.form["name"].answer
        raise ValueError(f"no rule for {seen}")

    def on_form_dirty(self) -> None:
        self.dirty += 1

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        self.opened.append(message.row)


class Second(DeskScreen):
    def compose_body(self) -> Iterable[Widget]:
        yield Form(TextField("other", "别的"))

    def do_save(self) -> None:
        self.dismiss(None)


class SampleApp(DeskApp):
    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.sample = Sample()

    def on_mount(self) -> None:
        self.push_screen(self.sample)

    def save_drafts(self) -> None:
        if (path := os.environ.get("SAMPLE_DRAFT")) and self.sample.is_mounted:
            Path(path).write_text(json.dumps(self.sample.form.state()), encoding="utf-8")

    def do_quit(self) -> None:
        if path := os.environ.get("SAMPLE_LOG"):
            Path(path).write_text(
                f"{gc.get_freeze_count()} {gc.isenabled()} {ESCAPE_DELAY}", encoding="utf-8"
            )
        self.exit(0)


if __name__ == "__main__":
    log = os.environ.get("SAMPLE_LOG")
    gc.disable()
    with frame:
        status = SampleApp(error_log=Path(log) if log else None).run_to_status()
    sys.exit(status)
