"""The names in a workspace: ids, units, tags, teams and owners, with their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.models.goal import Kpi

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kpicli.findings import Label
    from kpicli.models.value import Value
    from kpicli.workspace import Definition, Workspace

_OF_GOALS = ("id", "team", "owner")
_OF_KPIS = (*_OF_GOALS, "unit", "segment")
_OF_METRICS = ("id", "unit")
_OF_TEAMS = ("id", "parent", "lead")
_OF_PEOPLE = ("id", "team")


class Name(Struct, frozen=True):
    """A name in a field of a definition, as it was written but for quotes."""

    text: str
    id: str
    field: str
    label: Label


def names_of(workspace: Workspace, is_wanted: Callable[[str], object]) -> Iterator[Name]:
    """The names that are wanted; one in a file's defaults comes with each goal that takes it."""
    for goal in workspace.goals.values():
        is_kpi = isinstance(goal.model, Kpi)
        yield from _fields(goal, _OF_KPIS if is_kpi else _OF_GOALS, is_wanted)
    for metric in workspace.metrics.values():
        if not isinstance(metric.model, Kpi):
            yield from _fields(metric, _OF_METRICS, is_wanted)
    for team in workspace.teams.values():
        yield from _fields(team, _OF_TEAMS, is_wanted)
    for person in workspace.people.values():
        yield from _fields(person, _OF_PEOPLE, is_wanted)


def _fields(
    definition: Definition[Value], fields: tuple[str, ...], is_wanted: Callable[[str], object]
) -> Iterator[Name]:
    model = definition.model
    for field in fields:
        text = getattr(model, field)
        if text is not None and is_wanted(text):
            yield Name(text, definition.id, field, definition.at(field))
    for index, tag in enumerate(getattr(model, "tags", ())):
        if is_wanted(tag):
            yield Name(tag, definition.id, "tags", definition.at("tags", index))
