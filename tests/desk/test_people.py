"""A person's page, and the corrections of what is known of them: ended, never deleted."""

import pytest

from desk.people import (
    PersonForm,
    add_person,
    add_phone,
    add_residence,
    edit_person,
    edit_phone,
    edit_residence,
    end_residence,
    person_form,
    person_page,
)
from desk.reception import NewMatter, log_matter
from desk.session import Session
from desk.units import UnitForm, add_unit, add_vehicle
from models.errors import InputError, NotAllowedError, NotFoundError, StaleError
from models.person import Person, Phone, Residence
from models.place import Unit
from tests.desk.conftest import As

ID_NUMBER = "11010519491231002X"


def home() -> Unit:
    found: Unit = Unit.get(Unit.code == "3-2-1502")
    return found


@pytest.fixture
def clerk(sitting: As) -> Session:
    return sitting("1003")


@pytest.fixture
def owner(clerk: Session) -> Person:
    form = PersonForm("张三丰", id_number=ID_NUMBER)
    return add_person(clerk, form, home(), "owner", "13812348866")


def test_the_page_of_a_person_shows_where_they_belong_and_what_they_asked(
    clerk: Session, owner: Person
) -> None:
    other = add_unit(clerk, UnitForm("3-2-1602"))
    add_residence(clerk, owner, other, "owner", since="2020-01-05")
    add_vehicle(clerk, home(), "渝A8K123", owner)
    log_matter(
        clerk, NewMatter(type="complaint", unit="3-2-1502", words="噪音", phone="13812348866")
    )
    page = person_page(clerk, owner.id)
    assert page.name == "张三丰"
    assert page.id_number == "****002X"
    assert [phone.number for phone in page.phones] == ["138****8866"]
    assert [(one.unit, one.since) for one in page.residences] == [
        ("3-2-1502", None), ("3-2-1602", "2020-01-05"),
    ]  # fmt: skip
    assert [vehicle.plate for vehicle in page.vehicles] == ["渝A***23"]
    assert len(page.open) == len(page.matters) == page.matter_count == 1
    for secret in ("13812348866", "110105", "8K123"):
        assert secret not in repr(page)


def test_a_person_page_costs_so_many_statements(clerk: Session, owner: Person) -> None:
    asked: list[str] = []
    clerk.store.connection.trace_v2(1, lambda event: asked.append(event["sql"]))
    person_page(clerk, owner.id)
    clerk.store.connection.trace_v2(0, None)
    assert len(asked) <= 8, asked


def test_a_correction_is_one_change_with_only_what_changed(clerk: Session, owner: Person) -> None:
    form = person_form(owner)
    assert form.id_number is None
    edit_person(clerk, owner, PersonForm("张三峰", reading="zhang san feng"))
    *_, last = clerk.store.record_entries(owner.id)
    assert last.act == "person.edit"
    assert last.fields() == {"name": "张三峰", "reading": "zhang san feng"}
    assert Person.get_by_id(owner.id).id_number == ID_NUMBER
    edit_person(clerk, owner, PersonForm("张三峰", id_number=""))
    assert Person.get_by_id(owner.id).id_number == ""


def test_two_corrections_of_one_copy_do_not_overwrite_each_other(
    clerk: Session, owner: Person
) -> None:
    mine, theirs = Person.get_by_id(owner.id), Person.get_by_id(owner.id)
    edit_person(clerk, theirs, PersonForm("张三峰"))
    with pytest.raises(StaleError, match="王敏"):
        edit_person(clerk, mine, PersonForm("章三丰"))
    assert Person.get_by_id(owner.id).name == "张三峰"


@pytest.mark.parametrize(
    ("form", "field"),
    [
        (PersonForm(" "), "name"),
        (PersonForm("x" * 61), "name"),
        (PersonForm("张", sort="dog"), "sort"),
        (PersonForm("张", id_number="1.10105E+17"), "id_number"),
        (PersonForm("张", note="x" * 4001), "note"),
    ],
)
def test_a_bad_field_is_named(clerk: Session, owner: Person, form: PersonForm, field: str) -> None:
    with pytest.raises(InputError) as refused:
        edit_person(clerk, owner, form)
    assert refused.value.field == field
    assert Person.get_by_id(owner.id).name == "张三丰"


def test_numbers_are_added_corrected_and_go_out_of_use(clerk: Session, owner: Person) -> None:
    landline = add_phone(clerk, owner, "6234 5678", "家")
    assert landline.number == "02362345678"
    for wrong in ("138-1234-8866", "1381234"):
        with pytest.raises(InputError) as refused:
            add_phone(clerk, owner, wrong)
        assert refused.value.field == "phone"
    with pytest.raises(InputError, match="known already"):
        edit_phone(clerk, landline, number="13812348866")
    edit_phone(clerk, landline, off=True)
    kept = Phone.get_by_id(landline.id)
    assert (kept.number, kept.label, kept.off) == ("02362345678", "家", 1)
    edit_phone(clerk, landline, number="62345679", label="")
    kept = Phone.get_by_id(landline.id)
    assert (kept.number, kept.label, kept.off) == ("02362345679", "", 1)


def test_a_residence_ends_and_stays_in_the_file(clerk: Session, owner: Person) -> None:
    [residence] = Residence.select()
    edit_residence(clerk, residence, since="20260101")
    with pytest.raises(InputError, match="before it began") as refused:
        end_residence(clerk, residence, "20251231")
    assert refused.value.field == "until"
    end_residence(clerk, residence)
    assert Residence.get_by_id(residence.id).until == "2026-11-22"
    assert Residence.get_by_id(residence.id).voided is None
    [one] = person_page(clerk, owner.id).residences
    assert not one.now


def test_nobody_is_the_same_twice_but_may_be_two_things(clerk: Session, owner: Person) -> None:
    with pytest.raises(InputError, match="already"):
        add_residence(clerk, owner, home(), "owner")
    add_residence(clerk, owner, home(), "emergency")
    end_residence(clerk, Residence.get(Residence.relation == "owner"))
    add_residence(clerk, owner, home(), "owner")
    assert Residence.select().count() == 3


def test_a_relation_nobody_knows_is_refused(clerk: Session, owner: Person) -> None:
    for relation in ("", "friend"):
        with pytest.raises(InputError) as refused:
            add_residence(clerk, owner, home(), relation)
        assert refused.value.field == "relation"


def test_who_may_not_edit_people_changes_nothing(sitting: As, owner: Person) -> None:
    before = len(list(sitting("1003").store.entries()))
    for no in ("3001", "7001", "9001"):
        other = sitting(no)
        for act in (
            lambda: edit_person(other, owner, PersonForm("x")),  # noqa: B023
            lambda: add_phone(other, owner, "13900001111"),  # noqa: B023
            lambda: end_residence(other, Residence.get()),  # noqa: B023
            lambda: add_person(other, PersonForm("x"), home(), "owner"),  # noqa: B023
        ):
            with pytest.raises(NotAllowedError):
                act()
    assert len(list(sitting("1003").store.entries())) == before


def test_a_person_who_is_gone_is_said_so(clerk: Session) -> None:
    with pytest.raises(NotFoundError):
        person_page(clerk, 12345)
