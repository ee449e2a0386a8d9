"""Setting an office up, and its settings."""

import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from data.store import Store
from desk.office import NewOffice, init, read_desks
from desk.session import Session
from desk.settings import SETTINGS, check_setting, set_setting, setting, settings
from desk.shown import desk_name
from desk.staff import must_change_secret, sign_in
from models.errors import InputError, NotAllowedError, StoreError
from models.office import Desk, Staff
from models.reference import TimeLimit, Topic
from tests.conftest import Clock
from tests.desk.conftest import As

OFFICE = NewOffice(estate="星城一期", letter="ａ", admin_no="1000", admin_name="马超")


def test_an_office_starts_with_one_change_and_a_secret_shown_once(tmp_path: Path) -> None:
    store, secret = init(tmp_path / "desk.db", OFFICE, clock=Clock(), random=Random(1))
    with store:
        assert secret
        assert [desk.letter for desk in Desk.select()] == ["A"]
        assert store.letter == "A"
        assert store.setting("estate") == "星城一期"
        assert Topic.select().exists()
        assert TimeLimit.select().exists()
        assert len({entry.change for entry in store.entries()}) == 1
        assert store.verify() == []
        session = sign_in(Session(store, clock=Clock(), random=Random(2)), "1000", secret)
        assert session.who.role == "administrator"
        assert must_change_secret(session)


def test_the_secret_of_the_first_administrator_stands_nowhere_in_the_store(tmp_path: Path) -> None:
    store, secret = init(tmp_path / "desk.db", OFFICE, clock=Clock(), random=Random(1))
    store.close()
    assert secret
    assert secret.encode() not in (tmp_path / "desk.db").read_bytes()


def test_a_chosen_secret_is_not_made_again(tmp_path: Path) -> None:
    office = NewOffice("星城", "B", "1000", "马超", admin_secret="402913", desk="前台")
    store, secret = init(tmp_path / "desk.db", office, clock=Clock(), random=Random(1))
    with store:
        assert secret is None
        assert not Staff.get(Staff.no == "1000").once


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"estate": " "}, "estate"),
        ({"letter": "1"}, "letter"),
        ({"letter": "AB"}, "letter"),
        ({"others": {"a": "会所"}}, "letter"),
        ({"admin_no": "王 1"}, "no"),
        ({"admin_name": ""}, "name"),
        ({"admin_secret": "123456"}, "secret"),
        ({"settings": {"phone_area": "23"}}, "phone_area"),
        ({"settings": {"colour": "red"}}, "colour"),
    ],
)
def test_a_wrong_field_is_named_and_no_file_is_left(
    tmp_path: Path, change: dict[str, object], field: str
) -> None:
    values: dict[str, object] = {
        "estate": "星城", "letter": "A", "admin_no": "1000", "admin_name": "马超", **change,
    }  # fmt: skip
    with pytest.raises(InputError) as refused:
        init(tmp_path / "desk.db", NewOffice(**values))  # type: ignore[arg-type]
    assert refused.value.field == field
    assert list(tmp_path.iterdir()) == []


def test_a_set_up_that_fails_half_way_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_change: object, _catalog: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("desk.office.load_reference", broken)
    with pytest.raises(ZeroDivisionError):
        init(tmp_path / "desk.db", OFFICE)
    assert [path.suffix for path in tmp_path.iterdir()] == []


def test_a_store_that_is_there_is_not_set_up_again(tmp_path: Path) -> None:
    store, _secret = init(tmp_path / "desk.db", OFFICE, clock=Clock(), random=Random(1))
    store.close()
    with pytest.raises(StoreError):
        init(tmp_path / "desk.db", OFFICE)
    with Store.open(tmp_path / "desk.db"):
        assert Desk.select().count() == 1


def test_a_setting_is_what_it_is_until_changed(office: Session) -> None:
    assert set(settings(office)) == set(SETTINGS)
    assert setting(office, "idle_minutes") == 5
    assert settings(office)["estate"] == "星城一期"


def test_the_manager_changes_settings_and_the_clerk_does_not(sitting: As) -> None:
    manager, clerk = sitting("2002"), sitting("1003")
    assert set_setting(manager, "idle_minutes", "１０") == 10
    assert set_setting(manager, "idle_minutes", 8) == 8
    assert settings(manager)["idle_minutes"] == 8
    with pytest.raises(NotAllowedError):
        set_setting(clerk, "idle_minutes", 5)
    assert setting(clerk, "idle_minutes") == 8


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("ascii", "yes", True),
        ("ascii", False, False),
        ("ascii", "０", False),
        ("language", "English", "en"),
        ("phone_area", "０１０", "010"),
        ("estate", " 星城\x1b[31m二期 ", "星城[31m二期"),
        ("callback_days", "7", 7),
    ],
)
def test_settings_are_read_as_staff_type_them(name: str, typed: object, kept: object) -> None:
    assert check_setting(name, typed) == kept


@pytest.mark.parametrize(
    ("name", "typed", "says"),
    [
        ("ascii", "perhaps", "yes / no"),
        ("language", "fr", "zh / en"),
        ("phone_area", "12345", "023"),
        ("idle_minutes", "0", "from 1 to 15"),
        ("idle_minutes", "²", "from 1 to 15"),
        ("estate", "x" * 61, "60 characters"),
    ],
)
def test_a_wrong_setting_is_told_what_to_type(name: str, typed: str, says: str) -> None:
    with pytest.raises(InputError, match=says) as refused:
        check_setting(name, typed)
    assert refused.value.field == name


def test_the_running_desk_does_not_load_what_validates_the_catalogue() -> None:
    code = "import sys, data.reference, desk.office; print('data.catalog' in sys.modules)"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("typed", "desks"),
    [
        ("", {}),
        ("B 会所", {"B": "会所"}),
        ("b会所、c＝南门岗；", {"B": "会所", "C": "南门岗"}),
        ("B=Club house, C", {"B": "Club house", "C": ""}),
    ],
)
def test_further_desks_are_typed_as_letter_and_name(typed: str, desks: dict[str, str]) -> None:
    assert read_desks(typed) == desks


@pytest.mark.parametrize("typed", ["会所", "Clubhouse", "B 会所, B 南门", "1 会所"])
def test_a_further_desk_without_a_letter_of_its_own_is_said_at_its_field(typed: str) -> None:
    with pytest.raises(InputError) as refused:
        read_desks(typed)
    assert refused.value.field == "others"


@pytest.mark.parametrize(
    ("name", "shown"), [("前台", "前台A"), ("Front", "Front A"), ("前台A", "前台A"), ("", "A")]
)
def test_a_desk_is_called_by_its_name_and_letter(office: Session, name: str, shown: str) -> None:
    with office.store.change(office, "set up") as change:
        change.set(Desk.get(Desk.letter == "A"), name=name)
    assert desk_name(office) == shown
