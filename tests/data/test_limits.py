"""The rule a matter is held to: its category's own, the one valid when its clock began."""

from data.limits import Rule, find_rule
from desk.session import Session
from models.reference import TimeLimit, Topic
from tests.conftest import DAY, NOON


def rule(session: Session, at: int, topic: int | None = None) -> Rule | None:
    return find_rule(session.store.connection, "repair", "normal", "arrive", topic, at)


def limit(
    session: Session, minutes: int, since: int, category: str = "", voided: str | None = None
) -> TimeLimit:
    with session.store.change(session, "limit.add") as change:
        return change.add(
            TimeLimit(
                type="repair", urgency="normal", category=category, step="arrive",
                public_minutes=minutes, internal_minutes=minutes // 2, since=since, voided=voided,
            )
        )  # fmt: skip


def lift(session: Session) -> Topic:
    with session.store.change(session, "topic.add") as change:
        return change.add(
            Topic(
                code="dtkr", place_zh="电梯", place_en="Lift", category="tx", category_zh="电梯运行",
                category_en="Lifts", problem_zh="困人", problem_en="Entrapment", types="repair",
                urgency="urgent", skill="lift", in_unit=0,
            )
        )  # fmt: skip


def test_without_a_rule_there_is_no_limit(session: Session) -> None:
    assert rule(session, NOON) is None


def test_a_matter_keeps_the_rule_of_its_day_though_a_newer_one_was_made(session: Session) -> None:
    limit(session, 480, NOON - 30 * DAY)
    before = rule(session, NOON)
    limit(session, 240, NOON + DAY)
    assert before is not None
    assert rule(session, NOON) == before
    newer = rule(session, NOON + 2 * DAY)
    assert newer is not None
    assert newer.public_minutes == 240


def test_a_matter_older_than_every_rule_has_the_oldest(session: Session) -> None:
    limit(session, 480, NOON)
    limit(session, 240, NOON + DAY)
    found = rule(session, NOON - 90 * DAY)
    assert found is not None
    assert found.public_minutes == 480


def test_the_category_has_its_own_rule_and_a_voided_one_counts_no_more(session: Session) -> None:
    topic = lift(session)
    limit(session, 480, NOON)
    own = limit(session, 30, NOON, "tx")
    found = rule(session, NOON, topic.id)
    assert found is not None
    assert found.public_minutes == 30
    with session.store.change(session, "limit.end") as change:
        change.set(own, voided="误")
    found = rule(session, NOON, topic.id)
    assert found is not None
    assert found.public_minutes == 480


def test_a_rule_for_a_category_does_not_reach_back(session: Session) -> None:
    topic = lift(session)
    limit(session, 480, NOON)
    limit(session, 30, NOON + DAY, "tx")
    old, new = rule(session, NOON + DAY - 1, topic.id), rule(session, NOON + DAY, topic.id)
    assert old is not None
    assert old.public_minutes == 480
    assert new is not None
    assert new.public_minutes == 30


def test_a_rule_that_was_closed_still_counts_for_what_began_before(session: Session) -> None:
    topic = lift(session)
    limit(session, 480, NOON)
    limit(session, 30, NOON, "tx")
    limit(session, 30, NOON + DAY, "tx", voided="并入通用")
    old, new = rule(session, NOON + DAY - 1, topic.id), rule(session, NOON + DAY, topic.id)
    assert old is not None
    assert old.public_minutes == 30
    assert new is not None
    assert new.public_minutes == 480
