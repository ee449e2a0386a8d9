"""What stands beside the intake form, and the sentences read to the caller."""

import pytest

from desk.intake import find_households, is_place, open_alike, outlook, topic_by_code
from desk.phrases import filled, offered, read_back
from desk.reception import NewMatter, log_matter
from desk.session import Session
from desk.sheet import matter_by_id, matter_sheet
from models.errors import NotAllowedError, NotFoundError
from models.matter import Matter
from models.person import Person, Phone, Residence, Vehicle
from models.place import Unit
from models.reference import Topic
from tests.conftest import DAY, HOUR, MINUTE, NOON
from tests.desk.conftest import As


@pytest.fixture
def clerk(office: Session, sitting: As) -> Session:
    """At the desk, with 张三丰 and his car in 3-2-1502."""
    unit = Unit.get(Unit.code == "3-2-1502")
    with office.store.change(office, "set up") as change:
        owner = change.add(Person(name="张三丰"))
        change.add(Phone(person_id=owner.id, number="13812348866"))
        change.add(Residence(person_id=owner.id, unit_id=unit.id, relation="owner"))
        change.add(Vehicle(plate="渝A8K123", unit_id=unit.id, person_id=owner.id))
    return sitting("1003")


def topic(code: str) -> Topic:
    found: Topic = Topic.get(Topic.code == code)
    return found


def complaint(session: Session, **more: object) -> Matter:
    fields = {"unit": "3-2-1502", "caller": "张三丰", "topic": "zxzy", "words": "吵", **more}
    return log_matter(session, NewMatter(type="complaint", **fields))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "typed", ["3-2-1502", "31502", "8866", "13812348866", "zsf", "张三丰", "渝A8K123", "8K1"]
)
def test_a_household_is_found_by_whatever_the_caller_says(clerk: Session, typed: str) -> None:
    found = find_households(clerk, typed)
    assert found[0].unit == "3-2-1502"
    assert "13812348866" not in f"{found}"
    assert "张三丰" not in f"{found}"


def test_whoever_was_found_is_who_is_calling(clerk: Session) -> None:
    assert find_households(clerk, "31502")[0].person_id is None
    by_phone = find_households(clerk, "8866")[0]
    assert by_phone.person_id == Person.get().id
    assert by_phone.phone == "138****8866"
    assert find_households(clerk, " ") == []


@pytest.mark.parametrize(
    ("typed", "place"),
    [("中心花园", True), ("3栋大堂", True), ("9-9-9999", False), ("3-2-1502", False), ("", False)],
)
def test_words_that_name_no_unit_are_a_place(typed: str, place: bool) -> None:
    assert is_place(typed) is place


def test_a_second_matter_of_the_same_category_is_noticed_while_the_first_is_open(
    clerk: Session,
) -> None:
    unit_id = Unit.get(Unit.code == "3-2-1502").id
    assert open_alike(clerk, unit_id, topic("zxzy")) is None
    first = complaint(clerk)
    found = open_alike(clerk, unit_id, topic("cssg"))
    assert found is not None
    assert found.number == first.number
    assert open_alike(clerk, unit_id, topic("ltls")) is None


def test_the_outlook_is_what_the_matter_then_gets(clerk: Session) -> None:
    reply, finish = outlook(clerk, "complaint", "normal", topic("zxzy").id, None)
    assert (reply.step, finish.step) == ("reply", "finish")
    matter = complaint(clerk)
    assert (matter.due_at, matter.target_at) == (reply.public, reply.internal)
    assert reply.public == NOON + DAY
    agreed = outlook(clerk, "repair", "urgent", None, NOON + 3 * HOUR)
    assert (agreed[0].step, agreed[0].public) == ("arrive", NOON + 3 * HOUR)


def test_topics_by_code(clerk: Session) -> None:
    found = topic_by_code("zxzy", "complaint")
    assert found is not None
    assert topic_by_code("zxzy", "repair") is None


def test_a_phrase_is_filled_and_what_is_not_known_stays_a_gap(clerk: Session) -> None:
    assert filled("{unit} by {time}", {"unit": "3-2-1502"}) == "3-2-1502 by __"
    phrases = offered(["content"], "repair", {"unit": "3-2-1502"})
    assert any("3-2-1502" in phrase.words for phrase in phrases)
    gaps = ["__" in phrase.words for phrase in phrases]
    assert gaps == sorted(gaps)


def test_the_caller_is_read_the_number_and_until_when_and_never_a_name(clerk: Session) -> None:
    matter = complaint(clerk)
    spoken = read_back(clerk, matter, "3-2-1502")
    assert matter.number in spoken
    assert "3-2-1502" in spoken
    assert "Mon 12:00" in spoken
    assert "{" not in spoken
    assert "张" not in spoken
    assert "12:30" in read_back(clerk, matter, "3-2-1502", NOON + 30 * MINUTE)


def test_nothing_is_read_back_when_it_was_answered(clerk: Session) -> None:
    matter = log_matter(clerk, NewMatter(type="enquiry", words="几号交费", result="十号前"))
    assert read_back(clerk, matter, "") == ""


def test_the_sheet_has_everything_of_a_matter(clerk: Session) -> None:
    matter = complaint(clerk, promised_until=NOON + HOUR, promise="回电")
    sheet = matter_sheet(clerk, matter.id)
    assert (sheet.unit, sheet.person, sheet.phone) == ("3-2-1502", "张*丰", "138****8866")
    assert [promise.words for promise in sheet.promises] == ["回电"]
    assert sheet.name(matter.first_contact_id) == "王敏"
    assert sheet.rule is not None
    assert (sheet.rule.step, sheet.rule.minutes) == ("reply", 24 * 60)
    assert len(sheet.told) == 1


def test_a_matter_is_for_those_who_may_see_it(clerk: Session, sitting: As) -> None:
    matter = complaint(clerk)
    with pytest.raises(NotAllowedError):
        matter_by_id(sitting("3001"), matter.id)
    with pytest.raises(NotFoundError):
        matter_by_id(clerk, 1)
    repair = log_matter(clerk, NewMatter(type="repair", words="漏", handler="3001"))
    assert matter_by_id(sitting("3001"), repair.id).id == repair.id
