"""Reference data in the store: loaded whole, looked up from memory, fresh after a change."""

import json

from data.catalog import load
from data.reference import (
    find_topics,
    label,
    phrases,
    prices,
    role_row,
    roles,
    term,
    term_row,
    terms,
    topic_label,
    topic_row,
    topics,
)
from data.reference_load import load_reference
from data.store import Identity, Store
from data.words import use_language
from desk.session import Session
from models.base import BOOKKEEPING
from models.reference import Price, Term, TimeLimit


def loaded(session: Session) -> None:
    with session.store.change(session, "office.init") as change:
        load_reference(change, load())


def test_the_whole_catalogue_becomes_records(session: Session) -> None:
    loaded(session)
    catalog = load()
    assert [role.code for role in roles()] == [role.code for role in catalog.roles.roles]
    assert len(topics()) == len(catalog.topics.topics)
    assert TimeLimit.select().count() == len(catalog.limits.limits)
    assert Price.select().count() == len(catalog.prices.prices) == len(prices())
    for sort, rows in catalog.terms.lists().items():
        assert [row.code for row in terms(sort)] == [row.code for row in rows]
    assert [row.code for row in terms("places")] == [row.code for row in catalog.topics.places]


def test_every_right_of_the_matrix_arrives_as_all_or_own(session: Session) -> None:
    loaded(session)
    technician = role_row("technician")
    assert technician is not None
    rights = json.loads(technician.rights)
    assert rights["order.accept"] == "own"
    assert set(rights.values()) <= {"all", "own"}
    manager = role_row("manager")
    assert manager is not None
    assert json.loads(manager.rights)["settings.edit"] == "all"


def test_a_term_is_called_what_the_language_in_use_calls_it(session: Session) -> None:
    loaded(session)
    assert term("relations", "owner") == "Owner"
    use_language("zh")
    assert term("relations", "owner") == "业主"
    assert term("relations", "stranger") == "stranger"
    assert label(terms("matter_types")[0]) == "投诉"


def test_a_term_keeps_what_only_its_list_knows(session: Session) -> None:
    loaded(session)
    row = term_row("matter_types", "complaint")
    assert row is not None
    assert (row.digit, json.loads(row.more)["prefix"]) == ("1", "TS")


def test_topics_are_those_of_the_type(session: Session) -> None:
    loaded(session)
    assert topics("repair")
    assert all("repair" in topic.types.split(",") for topic in topics("repair"))
    first = topics("repair")[0]
    assert topic_row(first.id) is first
    assert topic_row(None) is None
    assert topic_label(first).count(" · ") == 2


def test_a_topic_is_found_by_code_initials_and_what_callers_say(session: Session) -> None:
    loaded(session)
    by_code = find_topics("ghdp")
    assert by_code[0].code == "ghdp"
    assert by_code[0].code in {topic.code for topic in find_topics("灯泡")}
    place = {topic.place for topic in find_topics("hn", "repair")}
    assert "hn" in place
    narrowed = find_topics("hn sl", "repair")
    assert narrowed
    assert all((topic.place, topic.category) == ("hn", "sl") for topic in narrowed[:1])
    assert find_topics("zzzz") == []
    assert len(find_topics("", "repair")) == len(topics("repair"))


def test_phrases_are_those_for_the_use_and_type(session: Session) -> None:
    loaded(session)
    offered = phrases("readback", "complaint")
    assert offered
    assert all(row.use == "readback" for row in offered)
    assert not any(row.types == "repair" for row in offered)


def test_prices_are_those_offered_for_the_topic(session: Session) -> None:
    loaded(session)
    assert [row.code for row in prices("ghdp")] == ["D01"]


def test_look_ups_ask_the_store_only_after_reference_data_changed(session: Session) -> None:
    loaded(session)
    asked: list[str] = []
    terms("relations")
    session.store.connection.trace_v2(1, lambda event: asked.append(event["sql"]))
    for _ in range(100):
        terms("relations")
        topics("repair")
    assert asked == []
    session.store.connection.trace_v2(0, None)
    owner = Term.get((Term.sort == "relations") & (Term.code == "owner"))
    with session.store.change(session, "reference.edit") as change:
        change.set(owner, en="Freeholder")
    assert term("relations", "owner") == "Freeholder"
    with session.store.change(session, "reference.edit") as change:
        change.set(owner, voided="not used")
    assert term_row("relations", "owner") is None


def test_another_store_is_never_answered_from_the_first_one(session: Session) -> None:
    loaded(session)
    assert terms("relations")
    path = session.store.path.with_name("other.db")
    with Store.create(path, Identity(letter="B", store_id="other")):
        assert terms("relations") == ()


def test_what_was_ended_is_offered_no_more_and_still_called_by_its_name(session: Session) -> None:
    loaded(session)
    owner = Term.get((Term.sort == "relations") & (Term.code == "owner"))
    topic = topics("repair")[0]
    with session.store.change(session, "reference.end") as change:
        change.set(owner, voided="not used")
        change.set(topic, voided="merged")
    assert term("relations", "owner") == "Owner"
    assert owner.code not in {row.code for row in terms("relations")}
    kept = topic_row(topic.id)
    assert kept is not None
    assert topic_label(kept) == topic_label(topic)
    assert topic.code not in {row.code for row in topics("repair")}


def test_a_price_counts_from_its_moment_until_a_newer_one(session: Session) -> None:
    loaded(session)
    [old] = prices("ghdp")
    later = old.since + 1000
    with session.store.change(session, "reference.edit") as change:
        change.add(copy(old, price=1800, since=later))
    assert [row.price for row in prices("ghdp")] == [1800]
    assert [row.price for row in prices("ghdp", later - 1)] == [old.price]
    with session.store.change(session, "reference.end") as change:
        change.add(copy(old, since=later + 1, voided="no longer offered"))
    assert prices("ghdp") == []
    assert [row.price for row in prices("ghdp", later)] == [1800]


def copy(row: Price, **news: object) -> Price:
    kept = {name: value for name, value in row.__data__.items() if name not in BOOKKEEPING}
    return Price(**{**kept, **news})
