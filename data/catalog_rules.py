"""Time limits and the matrix role × act as the files hold them."""

from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator

from data.catalog_rows import (
    Grant,
    MatterType,
    Minutes,
    Name,
    Named,
    Percent,
    Row,
    Step,
    Text,
    Urgency,
    given_once,
)


class Limit(Row):
    """Minutes allowed for one step: promised in public, aimed at inside (时限)."""

    type: MatterType
    urgency: Urgency
    category: str
    step: Step
    public: Minutes
    internal: Minutes
    source: Text

    @model_validator(mode="after")
    def _inside_first(self) -> Self:
        if self.internal > self.public:
            message = "internal must not be later than public"
            raise ValueError(message)
        return self


class Rules(Row):
    """The figures that are no time limits of one step, but belong with them."""

    nearly_late_percent: Percent
    extensions_max: Annotated[int, Field(ge=0)]
    repeat_days: Annotated[int, Field(gt=0)]
    callback_sample_percent: Percent


class Limits(Row):
    """All time limits, valid from one day on."""

    version: Text
    valid_from: date
    limits: tuple[Limit, ...]
    rules: Rules

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        rows = [(row.type, row.urgency, row.category, row.step) for row in self.limits]
        given_once("type, urgency, category, step", rows)
        return self

    def limit(
        self, of: MatterType, urgency: Urgency, step: Step, category: str = ""
    ) -> Limit | None:
        """The row for this step; the category's own comes before the one for all."""
        rows = {row.category: row for row in self.limits
                if (row.type, row.urgency, row.step) == (of, urgency, step)}  # fmt: skip
        return rows.get(category) or rows.get("")


class Role(Named):
    """A role of the manual (职务)."""

    code: Name
    key: Text
    also: tuple[Text, ...] = ()


class ActRow(Named):
    """One act and what each role may of it."""

    act: Annotated[str, Field(pattern=r"^[a-z]+\.[a-z_]+$")]
    roles: dict[str, Grant]


class Roles(Row):
    """The matrix role × act (职权)."""

    version: Text
    roles: tuple[Role, ...]
    acts: tuple[ActRow, ...]

    @model_validator(mode="after")
    def _complete(self) -> Self:
        given_once("code", [role.code for role in self.roles])
        given_once("key", [role.key for role in self.roles])
        given_once("act", [row.act for row in self.acts])
        wanted = {role.code for role in self.roles}
        for row in self.acts:
            wrong = wanted.symmetric_difference(row.roles)
            if wrong:
                message = f"{row.act}: roles: missing or unknown: {', '.join(sorted(wrong))}"
                raise ValueError(message)
        return self

    def grant(self, role: str, act: str) -> Grant:
        """What this role may of this act; an act or role nobody listed is `none`."""
        row = next((row for row in self.acts if row.act == act), None)
        return row.roles.get(role, "none") if row else "none"

    def rights(self, role: str) -> dict[str, Grant]:
        """Everything this role may, act → allowed or own."""
        return {row.act: row.roles[role] for row in self.acts if row.roles[role] != "none"}
