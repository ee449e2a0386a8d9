"""Whoever calls is somebody already known, wherever that is certain enough."""

from typing import Any

import pytest

from desk.callers import caller
from desk.people import PersonForm, add_person, edit_phone, end_residence
from desk.session import Session
from desk.units import UnitForm, add_unit
from models.errors import InputError, NotFoundError
from models.person import Person, Phone, Residence
from models.place import Unit
from models.roster import UNKNOWN_NAME
from tests.desk.conftest import As

OWN = "13812348866"


def home() -> Unit:
    found: Unit = Unit.get(Unit.code == "3-2-1502")
    return found


@pytest.fixture
def clerk(sitting: As) -> Session:
    """A clerk, and one owner with a telephone at 3-2-1502."""
    session = sitting("1003")
    add_person(session, PersonForm("张三丰"), home(), "owner", OWN)
    return session


def heard(session: Session, unit: Unit | None = None, **said: Any) -> tuple[Person, Phone | None]:
    with session.store.change(session, "matter.log") as change:
        return caller(session, change, unit or home(), **said)


@pytest.mark.parametrize("name", ["张三丰", "", "张先生", "张 三丰"])
def test_a_known_number_is_that_person(clerk: Session, name: str) -> None:
    person, phone = heard(clerk, name=name, phone="138 1234 8866")
    assert person.name == "张三丰"
    assert phone is not None
    assert phone.number == OWN
    assert (Person.select().count(), Phone.select().count()) == (1, 1)


def test_a_wife_on_her_husbands_telephone_is_not_him(clerk: Session) -> None:
    person, phone = heard(clerk, name="刘芳", phone=OWN, relation="family")
    assert person.name == "刘芳"
    assert phone is not None
    assert phone.person_id == person.id
    again, _phone = heard(clerk, name="刘芳", phone=OWN)
    assert again.id == person.id
    assert Person.select().count() == 2


def test_a_known_name_at_the_unit_gains_the_new_number(clerk: Session) -> None:
    person, phone = heard(clerk, name="张三丰", phone="13900001111")
    assert person.name == "张三丰"
    assert phone is not None
    assert phone.number == "13900001111"
    assert Phone.select().where(Phone.person_id == person.id).count() == 2


def test_without_a_number_the_first_in_use_is_rung_back(clerk: Session) -> None:
    _person, phone = heard(clerk, name="张三丰")
    assert phone is not None
    assert phone.number == OWN
    edit_phone(clerk, phone, off=True)
    assert heard(clerk, name="张三丰")[1] is None


def test_calling_from_a_number_puts_it_in_use_again(clerk: Session) -> None:
    edit_phone(clerk, Phone.get(Phone.number == OWN), off=True)
    _person, phone = heard(clerk, phone=OWN)
    assert phone is not None
    assert not Phone.get_by_id(phone.id).off


def test_a_polite_name_that_two_share_is_nobody_known(clerk: Session) -> None:
    assert heard(clerk, name="张先生")[0].name == "张三丰"
    add_person(clerk, PersonForm("张无忌"), home(), "family")
    assert heard(clerk, name="张女士")[0].name == "张女士"


def test_who_is_unknown_becomes_a_person_of_the_unit(clerk: Session) -> None:
    person, _phone = heard(clerk, name="李四", phone="13900001111", relation="tenant")
    residence = Residence.get(Residence.person_id == person.id)
    assert (residence.unit_id, residence.relation, residence.until) == (home().id, "tenant", None)


def test_a_number_without_a_name_is_kept_until_the_name_is_said(clerk: Session) -> None:
    first, _phone = heard(clerk, phone="13900001111")
    assert first.name == UNKNOWN_NAME
    second, _phone = heard(clerk, name="李四", phone="13900001111")
    assert second.id == first.id
    assert Person.get_by_id(first.id).name == "李四"


def test_an_owner_calling_about_another_unit_stays_one_person(clerk: Session) -> None:
    other = add_unit(clerk, UnitForm("3-2-1602"))
    person, _phone = heard(clerk, other, phone=OWN)
    assert person.name == "张三丰"
    assert Residence.select().where(Residence.unit_id == other.id).count() == 0
    heard(clerk, other, phone=OWN, relation="agent")
    assert Residence.get(Residence.unit_id == other.id).relation == "agent"


def test_of_two_with_one_number_the_one_at_the_unit_is_meant(clerk: Session) -> None:
    other = add_unit(clerk, UnitForm("3-2-1602"))
    neighbour = add_person(clerk, PersonForm("赵六"), other, "owner", OWN)
    assert heard(clerk, phone=OWN)[0].name == "张三丰"
    assert heard(clerk, other, phone=OWN)[0].id == neighbour.id


def test_who_moved_out_is_not_met_by_name_any_more(clerk: Session) -> None:
    left = Person.get()
    end_residence(clerk, Residence.get())
    assert heard(clerk, name="张三丰")[0].id != left.id


def test_a_relation_said_later_fills_in_but_never_overwrites(clerk: Session) -> None:
    person, _phone = heard(clerk, name="李四")
    heard(clerk, name="李四", relation="tenant")
    assert Residence.get(Residence.person_id == person.id).relation == "tenant"
    heard(clerk, name="李四", relation="owner")
    assert Residence.get(Residence.person_id == person.id).relation == "tenant"


def test_a_person_picked_on_screen_is_taken_as_picked(clerk: Session) -> None:
    owner = Person.get()
    person, phone = heard(clerk, name="随便", phone="13900001111", person_id=owner.id)
    assert person.id == owner.id
    assert person.name == "张三丰"
    assert phone is not None
    assert phone.person_id == owner.id
    with pytest.raises(NotFoundError):
        heard(clerk, person_id=12345)


def test_without_a_unit_only_the_number_tells_who_it_is(clerk: Session) -> None:
    with clerk.store.change(clerk, "matter.log") as change:
        person, _phone = caller(clerk, change, None, phone=OWN)
    assert person.name == "张三丰"
    with clerk.store.change(clerk, "matter.log") as change:
        stranger, _phone = caller(clerk, change, None, name="张三丰")
    assert stranger.id != person.id
    assert Residence.select().where(Residence.person_id == stranger.id).count() == 0


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"phone": "1381234"}, "phone"),
        ({"name": "x" * 61}, "caller"),
        ({"name": "李", "relation": "friend"}, "relation"),
    ],
)
def test_what_cannot_be_taken_is_named(clerk: Session, said: dict[str, Any], field: str) -> None:
    with pytest.raises(InputError) as refused:
        heard(clerk, **said)
    assert refused.value.field == field
    assert Person.select().count() == 1
