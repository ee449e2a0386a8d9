"""The columns of each kind of reference data."""

from typing import Any

from data.reference import term
from desk.reference_edit import Row
from desk.reference_rows import price_words, title
from models.minutes import show_minutes
from models.reference import PHRASE_USES, Phrase, Price, Term, TimeLimit, Topic
from models.words import N_, _, language
from screens.kit.lists import Column

ENDED = N_("(ended) {what}")


def columns(kind: str) -> list[Column[Any]]:
    """What a row shows, by its kind."""
    return _COLUMNS[kind]()


def _called(row: Row) -> str:
    called = title(row)
    return called if row.voided is None else _(ENDED).format(what=called)


def _topics() -> list[Column[Any]]:
    return [
        Column(_(N_("Code")), lambda row: row.code, 5),
        Column(_(N_("Place · kind of thing · problem")), _called),
        Column(_(N_("Urgency")), lambda row: term("urgencies", row.urgency), 7),
        Column(_(N_("Trade")), lambda row: term("skills", row.skill), 11),
    ]


def _limits() -> list[Column[Any]]:
    return [
        Column(_(N_("Type · urgency · step")), _called),
        Column(_(N_("Promised")), lambda row: show_minutes(row.public_minutes), 9, "right"),
        Column(_(N_("Target")), lambda row: show_minutes(row.internal_minutes), 9, "right"),
    ]


def _phrases() -> list[Column[Any]]:
    return [
        Column(_(N_("Code")), lambda row: row.code, 5),
        Column(_(N_("Offered for")), lambda row: _(PHRASE_USES.get(row.use, row.use)), 18),
        Column(_(N_("Words")), _called),
    ]


def _prices() -> list[Column[Any]]:
    return [
        Column(_(N_("Code")), lambda row: row.code, 5),
        Column(_(N_("Service")), _called),
        Column(_(N_("Price")), price_words, 16, "right"),
        Column(_(N_("Per")), lambda row: row.unit_zh if language() == "zh" else row.unit_en, 8),
    ]


def _terms() -> list[Column[Any]]:
    return [
        Column(_(N_("Digit")), lambda row: row.digit, 5),
        Column(_(N_("Called")), _called),
        Column(_(N_("Code")), lambda row: row.code, 14),
    ]


_COLUMNS = {
    Topic.kind: _topics, TimeLimit.kind: _limits, Phrase.kind: _phrases, Price.kind: _prices,
    Term.kind: _terms,
}  # fmt: skip
