"""The names in a workspace: ids and what refers to them, units and tags, with their places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpicli.models.goal import Kpi

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.findings import Label
    from kpicli.models.metric import MetricFields
    from kpicli.workspace import Definition, Workspace
    from kpicli.workspace.definition import Identified

_OF_GOALS = ("team", "owner")
_OF_TEAMS = ("parent", "lead")
_OF_PEOPLE = ("team",)


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a field of a definition, as it was written but for quotes."""

    text: str
    id: str
    field: str
    label: Label


def names_of(workspace: Workspace) -> Iterator[Name]:
    """All names; what a goal takes from the file's defaults comes with each goal that takes it."""
    for goal in workspace.goals.values():
        yield from _fields(goal, *_OF_GOALS)
        if isinstance(goal.model, Kpi):
            yield from _fields(goal, "unit", "segment")
    for metric in workspace.metrics.values():
        if not isinstance(metric.model, Kpi):
            yield from _of_metric(metric)
    for team in workspace.teams.values():
        yield from _fields(team, *_OF_TEAMS)
    for person in workspace.people.values():
        yield from _fields(person, *_OF_PEOPLE)


def _of_metric(metric: Definition[MetricFields]) -> Iterator[Name]:  # type: ignore[type-var]
    yield from _fields(metric, "unit")


def _fields(definition: Definition[Identified], *fields: str) -> Iterator[Name]:
    model, key = definition.model, definition.id
    yield Name(key, key, "id", definition.at("id"))
    for field in fields:
        text = getattr(model, field)
        if text is not None:
            yield Name(text, key, field, definition.at(field))
    for index, tag in enumerate(getattr(model, "tags", ())):
        yield Name(tag, key, "tags", definition.at("tags", index))
