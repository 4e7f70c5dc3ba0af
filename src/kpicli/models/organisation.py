"""Teams, people, and the trade-offs that they accepted."""

from typing import Annotated, Any

from kpicli.fields.field import Field
from kpicli.fields.invalid import invalid
from kpicli.fields.notes import After, Schema
from kpicli.fields.value import Value
from kpicli.models.choice import OneOf
from kpicli.models.choices import Level
from kpicli.models.number import NumberField
from kpicli.models.parts import BudgetField
from kpicli.models.period import DateField
from kpicli.models.text import TEXT_SCHEMA, Id, References, Text


class Team(Value):
    """A part of the organisation: the company, a department, a team."""

    id: Id = Field(description="the name that goals refer to")
    title: Text | None = Field(None, description="the name that people use")
    description: Text | None = Field(None, description="more about it")
    parent: Text | None = Field(None, description="the team that it belongs to")
    level: Annotated[Level, OneOf(Level)] | None = Field(
        None, description="its level; else it follows from the depth"
    )
    lead: Text | None = Field(None, description="the person who leads it")
    budget: BudgetField = Field(default_factory=dict, description="money and people it has")
    tags: References = Field((), description="free labels")
    meta: Any = Field(None, description="anything; kpi does not read it")


class Person(Value):
    """Somebody who can own a goal."""

    id: Id = Field(description="the name that goals refer to")
    name: Text | None = Field(None, description="the person's name")
    email: Text | None = Field(None, description="the person's address")
    team: Text | None = Field(None, description="the team that the person belongs to")
    description: Text | None = Field(None, description="more about the person")
    tags: References = Field((), description="free labels")
    meta: Any = Field(None, description="anything; kpi does not read it")


def _several(goals: tuple[str, ...]) -> tuple[str, ...]:
    if len(goals) < 2:  # noqa: PLR2004 - a trade-off has two sides
        raise invalid("expected a list of at least two")
    return goals


class Tension(Value):
    """A trade-off between goals that somebody decided to accept."""

    between: Annotated[
        References,
        After(_several),
        Schema({"type": "array", "items": TEXT_SCHEMA, "minItems": 2}),
    ] = Field(description="the goals that pull against each other")
    lever: Text | None = Field(None, description="the metric that they pull on")
    reason: Text = Field(description="why it is accepted")
    guardrail: Text | None = Field(None, description="a KPI that must hold meanwhile")
    decided_by: Text | None = Field(None, description="who decided it")
    until: DateField | None = Field(None, description="the last day on which it is accepted")
    strength: NumberField | None = Field(
        None, description="how strong both pulls are, multiplied, up to which it is accepted"
    )
    meta: Any = Field(None, description="anything; kpi does not read it")
