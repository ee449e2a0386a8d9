"""Editing the reference data: what is refused and where, and that the past keeps its own."""

from typing import Any

import pytest

from data.limits import find_rule
from data.reference import phrases, prices, term, term_row, topic_label, topics
from desk.reception import NewMatter, log_matter
from desk.reference_edit import (
    CLOSED_LISTS,
    add_row,
    change_row,
    end_row,
    lists,
    row_history,
    rows,
    values_of,
    why_not_add,
    why_not_end,
)
from desk.session import Session
from desk.staff import StaffForm, edit_staff
from models.errors import InputError, NotAllowedError
from models.matter import Matter
from models.office import Staff
from models.reference import Phrase, Price, Term, TimeLimit, Topic
from tests.conftest import DAY, HOUR, Clock
from tests.desk.conftest import As

TOPIC = {
    "code": "ywyj", "place": "hn", "category": "js", "problem_zh": "浴霸异响",
    "problem_en": "Noisy bathroom heater", "types": ("repair",), "urgency": "normal",
    "skill": "electric", "initials": "", "also": "浴霸响,排风响",
}  # fmt: skip
LIMIT = {
    "type": "repair", "urgency": "normal", "category": "js", "step": "arrive",
    "public_minutes": "4h", "internal_minutes": 120, "source": "给水急",
}  # fmt: skip
PHRASE = {
    "code": "zdlx", "use": "reply", "types": ("repair",),
    "zh": "{time} 前师傅联系您。", "en": "A technician rings you by {time}.",
}  # fmt: skip
PRICE = {
    "code": "S9", "group": "water", "zh": "更换水表", "en": "Replace a meter", "unit_zh": "只",
    "unit_en": "each", "price": 8000, "price_to": 12000, "material": "extra",
    "guarantee_days": "30", "height_cm": "", "topics": "ghlt",
}  # fmt: skip
REASON = {"sort": "extend_reasons", "zh": "等配件到货", "en": "Parts on their way", "digit": ""}
GOOD: dict[str, dict[str, Any]] = {
    "topic": TOPIC, "limit": LIMIT, "phrase": PHRASE, "price": PRICE, "term": REASON,
}  # fmt: skip


@pytest.fixture
def manager(sitting: As) -> Session:
    return sitting("2002")


def limit_row(step: str = "arrive", urgency: str = "normal") -> TimeLimit:
    found = [row for row in rows("limit") if isinstance(row, TimeLimit)]
    return next(
        row for row in found
        if (row.type, row.urgency, row.step, row.category) == ("repair", urgency, step, "")
    )  # fmt: skip


def term_of(sort: str, code: str) -> Term:
    found = term_row(sort, code)
    assert found is not None
    return found


@pytest.mark.parametrize("kind", GOOD)
def test_a_row_is_added_and_found_again(manager: Session, kind: str) -> None:
    added = add_row(manager, kind, GOOD[kind])
    sort = str(GOOD[kind].get("sort") or "")
    assert added.id in {row.id for row in rows(kind, sort)}
    again = change_row(manager, added, values_of(added))
    assert again.id == added.id, "nothing is different, so nothing is written"


@pytest.mark.parametrize("kind", GOOD)
def test_only_who_edits_reference_data_may(sitting: As, kind: str) -> None:
    sort = str(GOOD[kind].get("sort") or "")
    row = rows(kind, sort)[0]
    clerk = sitting("1003")
    for act in (
        lambda: add_row(clerk, kind, GOOD[kind]),
        lambda: change_row(clerk, row, values_of(row)),
        lambda: end_row(clerk, row, "不用"),
        lambda: row_history(clerk, row),
    ):
        with pytest.raises(NotAllowedError):
            act()


@pytest.mark.parametrize(("kind", "field", "value"), [
    ("topic", "code", "x"), ("topic", "code", "abcde"), ("topic", "code", "水管"),
    ("topic", "code", "ghdp"), ("topic", "code", "hn"), ("topic", "place", "mars"),
    ("topic", "category", ""), ("topic", "problem_zh", " "), ("topic", "problem_en", ""),
    ("topic", "types", ()), ("topic", "types", ("gossip",)), ("topic", "urgency", "soon"),
    ("topic", "skill", "magic"), ("topic", "initials", "水"),
    ("limit", "type", "gossip"), ("limit", "urgency", ""), ("limit", "category", "zzz"),
    ("limit", "step", "sleep"), ("limit", "public_minutes", 0), ("limit", "public_minutes", "-5"),
    ("limit", "internal_minutes", "5h"), ("limit", "internal_minutes", ""),
    ("phrase", "code", "fsts"), ("phrase", "use", "song"), ("phrase", "types", ("gossip",)),
    ("phrase", "zh", ""), ("phrase", "zh", "{time 前"), ("phrase", "zh", "{weather}"),
    ("phrase", "en", "A technician rings you."),
    ("price", "code", "D01"), ("price", "code", "1"), ("price", "group", "gold"),
    ("price", "price", -1), ("price", "price", "-5"), ("price", "price_to", 8000),
    ("price", "material", "gold"), ("price", "guarantee_days", "long"),
    ("price", "height_cm", "0"), ("price", "topics", "zzzz"), ("price", "unit_en", ""),
    ("term", "zh", ""), ("term", "en", ""), ("term", "zh", "缺料"), ("term", "digit", "1"),
    ("term", "digit", "x"), ("term", "code", "a b"),
])  # fmt: skip
def test_what_cannot_be_is_refused_at_its_field(
    manager: Session, kind: str, field: str, value: object
) -> None:
    with pytest.raises(InputError) as refused:
        add_row(manager, kind, {**GOOD[kind], field: value})
    assert refused.value.field == field
    assert str(refused.value)


def test_up_to_needs_a_price_to_begin_from(manager: Session) -> None:
    with pytest.raises(InputError) as refused:
        add_row(manager, "price", {**PRICE, "price": None})
    assert refused.value.field == "price_to"
    on_request = add_row(manager, "price", {**PRICE, "price": "", "price_to": None})
    assert isinstance(on_request, Price)
    assert on_request.price is None


def test_a_topic_at_its_place_stands_once(manager: Session) -> None:
    add_row(manager, "topic", TOPIC)
    with pytest.raises(InputError) as refused:
        add_row(manager, "topic", {**TOPIC, "code": "yxyb"})
    assert (refused.value.field, "ywyj" in str(refused.value)) == ("problem_zh", True)


# -- time limits


def test_a_changed_limit_holds_from_now_on_and_old_matters_keep_theirs(
    manager: Session, sitting: As, clock: Clock
) -> None:
    clerk = sitting("1003")
    before = log_matter(clerk, NewMatter(type="repair", unit="3-2-1502", words="龙头漏"))
    old = limit_row()
    clock.forward(HOUR)
    new = change_row(manager, old, {**values_of(old), "public_minutes": "2d"})
    assert isinstance(new, TimeLimit)
    assert (new.id != old.id, new.since) == (True, clock.now)
    clock.forward(HOUR)

    def public(at: int) -> int:
        rule = find_rule(manager.store.connection, "repair", "normal", "arrive", None, at)
        assert rule is not None
        return rule.public_minutes

    assert public(Matter.get_by_id(before.id).clock_at) == old.public_minutes
    assert public(clock.now) == 2880
    assert TimeLimit.get_by_id(old.id).voided is None
    assert [row.id for row in rows("limit", at=clock.now)].count(new.id) == 1
    assert old.id not in {row.id for row in rows("limit", at=clock.now)}


def test_who_looked_at_an_older_limit_looks_again(manager: Session, clock: Clock) -> None:
    old = limit_row()
    clock.forward(HOUR)
    change_row(manager, old, {**values_of(old), "public_minutes": 900})
    with pytest.raises(NotAllowedError, match="meanwhile"):
        change_row(manager, old, {**values_of(old), "public_minutes": 700})


def test_what_a_limit_is_for_stays(manager: Session) -> None:
    old = limit_row()
    with pytest.raises(InputError) as refused:
        change_row(manager, old, {**values_of(old), "step": "finish"})
    assert refused.value.field == "step"
    with pytest.raises(InputError, match="already"):
        add_row(manager, "limit", {**values_of(old), "public_minutes": 900})


def test_a_limit_of_a_category_ends_and_the_general_one_counts_again(
    manager: Session, clock: Clock
) -> None:
    topic = next(row for row in topics("repair") if row.category == "js")
    own = add_row(manager, "limit", LIMIT)
    clock.forward(DAY)
    during = clock.now
    clock.forward(DAY)
    end_row(manager, own, "并入通用")
    found = [
        find_rule(manager.store.connection, "repair", "normal", "arrive", topic.id, at)
        for at in (during, clock.now)
    ]
    assert [rule.public_minutes for rule in found if rule] == [240, limit_row().public_minutes]
    again = add_row(manager, "limit", {**LIMIT, "public_minutes": "3h"})
    assert again.voided is None


def test_every_kind_of_matter_keeps_its_limit_to_finish(manager: Session) -> None:
    finish = limit_row("finish")
    assert "finish" in why_not_end(finish)
    with pytest.raises(NotAllowedError):
        end_row(manager, finish, "不要了")


# -- prices


def test_a_changed_price_holds_from_now_on(manager: Session, clock: Clock) -> None:
    [old] = prices("ghdp")
    clock.forward(HOUR)
    before = clock.now - 1
    new = change_row(manager, old, {**values_of(old), "price": "20"})
    assert isinstance(new, Price)
    assert [row.price for row in prices("ghdp", clock.now)] == [2000]
    assert [row.price for row in prices("ghdp", before)] == [old.price]
    clock.forward(HOUR)
    end_row(manager, new, "不再提供")
    assert prices("ghdp") == []
    assert [row.price for row in prices("ghdp", clock.now - 1)] == [2000]
    with pytest.raises(NotAllowedError, match="ended"):
        change_row(manager, new, {**values_of(new), "price": "25"})


def test_the_history_tells_every_version(manager: Session, clock: Clock) -> None:
    [old] = prices("ghdp")
    clock.forward(HOUR)
    new = change_row(manager, old, {**values_of(old), "price": "20"})
    clock.forward(HOUR)
    end_row(manager, new, "不再提供")
    told = [event.sentence for event in row_history(manager, new)]
    assert len(told) == 3
    assert told[1].startswith("刘强: Change the reference data")
    assert "price: ¥20.00" in told[1]
    assert "不再提供" in told[2]


# -- topics, phrases, terms


def test_a_topic_is_called_otherwise_and_found_so_at_once(manager: Session) -> None:
    topic = Topic.get(Topic.code == "ghdp")
    change_row(manager, topic, {**values_of(topic), "problem_zh": "换灯"})
    assert any(row.problem_zh == "换灯" for row in topics())
    for fixed in ("code", "place", "category"):
        with pytest.raises(InputError) as refused:
            change_row(manager, topic, {**values_of(topic), fixed: "zz"})
        assert refused.value.field == fixed
    told = row_history(manager, topic)[-1].sentence
    assert "→ 换灯" in told


def test_an_ended_topic_is_offered_no_more_and_old_matters_still_say_it(
    manager: Session, sitting: As
) -> None:
    clerk = sitting("1003")
    logged = log_matter(
        clerk, NewMatter(type="service", unit="3-2-1502", topic="ghdp", words="灯不亮")
    )
    topic = Topic.get(Topic.code == "ghdp")
    with pytest.raises(InputError) as refused:
        end_row(manager, topic, " ")
    assert refused.value.field == "reason"
    end_row(manager, topic, "并入照明")
    assert "ghdp" not in {row.code for row in topics()}
    with pytest.raises(InputError):
        log_matter(clerk, NewMatter(type="service", unit="3-2-1502", topic="ghdp", words="灯不亮"))
    assert Matter.get_by_id(logged.id).topic_id == topic.id
    assert topic_label(topic)
    assert rows("topic")[-1].id == topic.id, "ended ones stand last"
    with pytest.raises(InputError, match="once"):
        add_row(manager, "topic", {**TOPIC, "code": "ghdp"})


def test_a_phrase_ends(manager: Session) -> None:
    phrase = add_row(manager, "phrase", PHRASE)
    assert isinstance(phrase, Phrase)
    assert phrase.code in {row.code for row in phrases("reply", "repair")}
    end_row(manager, phrase, "不说了")
    assert phrase.code not in {row.code for row in phrases("reply", "repair")}


def test_a_renamed_category_is_called_so_on_every_topic(manager: Session) -> None:
    category = term_of("categories", "js")
    change_row(manager, category, {**values_of(category), "zh": "给水", "en": "Water"})
    assert {row.category_zh for row in topics() if row.category == "js"} == {"给水"}
    group = term_of("price_groups", "water")
    change_row(manager, group, {**values_of(group), "zh": "水路"})
    assert {row.group_zh for row in prices() if row.code.startswith("S")} == {"水路"}


@pytest.mark.parametrize("sort", sorted(CLOSED_LISTS))
def test_what_the_program_works_by_is_renamed_and_nothing_else(manager: Session, sort: str) -> None:
    row = rows("term", sort)[0]
    assert isinstance(row, Term)
    change_row(manager, row, {**values_of(row), "zh": "另名", "en": "Other name"})
    assert term(sort, row.code) == "Other name"
    assert why_not_add("term", sort)
    assert why_not_end(row)
    with pytest.raises(NotAllowedError):
        end_row(manager, row, "不用")
    with pytest.raises(NotAllowedError):
        add_row(manager, "term", {"sort": sort, "zh": "新", "en": "New"})


@pytest.mark.parametrize(
    ("sort", "code"),
    [("skills", "none"), ("channels", "call"), ("relations", "owner"), ("unit_states", "fitout")],
)
def test_a_value_the_program_names_stays(manager: Session, sort: str, code: str) -> None:
    with pytest.raises(NotAllowedError, match="relies"):
        end_row(manager, term_of(sort, code), "不用")


def test_a_value_in_use_says_by_whom(manager: Session) -> None:
    with pytest.raises(NotAllowedError, match="吴涛"):
        _free_of_topics(manager, "low_voltage")
    account = Staff.get(Staff.name == "吴涛")
    edit_staff(manager, account, StaffForm(account.no, account.name, account.role))
    end_row(manager, term_of("skills", "low_voltage"), "外包")
    assert term_row("skills", "low_voltage") is None
    assert term("skills", "low_voltage") == "Low voltage"


def _free_of_topics(session: Session, skill: str) -> None:
    assert next(row.code for row in topics() if row.skill == skill) in why_not_end(
        term_of("skills", skill)
    )
    for topic in [row for row in topics() if row.skill == skill]:
        change_row(session, topic, {**values_of(topic), "skill": "none"})
    end_row(session, term_of("skills", skill), "外包")


@pytest.mark.parametrize(("sort", "code"), [
    ("places", "hn"), ("categories", "js"), ("departments", "engineering"),
    ("materials", "owner"), ("price_groups", "water"),
])  # fmt: skip
def test_a_value_that_others_name_stays_until_they_do_not(
    manager: Session, sort: str, code: str
) -> None:
    users = why_not_end(term_of(sort, code))
    with pytest.raises(NotAllowedError) as refused:
        end_row(manager, term_of(sort, code), "不用")
    assert str(refused.value) == users


def test_a_new_place_and_category_make_a_topic(manager: Session) -> None:
    place = {"sort": "places", "code": "yc", "zh": "泳池", "en": "Pool", "area": "common"}
    for field, value in (("code", "ghdp"), ("code", ""), ("area", "moon")):
        with pytest.raises(InputError) as refused:
            add_row(manager, "term", {**place, field: value})
        assert refused.value.field == field
    add_row(manager, "term", place)
    category = {"sort": "categories", "code": "sz", "zh": "水质", "en": "Water quality"}
    with pytest.raises(InputError) as refused:
        add_row(manager, "term", category)
    assert refused.value.field == "department"
    add_row(manager, "term", {**category, "department": "engineering"})
    topic = add_row(manager, "topic", {**TOPIC, "place": "yc", "category": "sz"})
    assert isinstance(topic, Topic)
    assert (topic.in_unit, topic.place_zh, topic.category_en) == (0, "泳池", "Water quality")


def test_a_new_reason_gets_a_code_and_the_next_digit(manager: Session) -> None:
    added = add_row(manager, "term", REASON)
    assert isinstance(added, Term)
    assert (added.code, added.digit) == ("dpjdh", "6")
    other = add_row(manager, "term", {**REASON, "zh": "等配件到户"})
    assert isinstance(other, Term)
    assert other.code == "dpjdh2"


@pytest.mark.usefixtures("office")
def test_every_list_can_be_opened() -> None:
    assert {"matter_types", "channels", "extend_reasons", "places"} <= set(lists())
    assert all(rows("term", sort) for sort in lists())
