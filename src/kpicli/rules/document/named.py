"""The names in a workspace: ids, units, tags, teams and owners, with their places."""

from __future__ import annotations

from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.models.goal import Kpi

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from kpicli.fields.value import Value
    from kpicli.findings import Label
    from kpicli.workspace import AnyGoal, Definition, Workspace

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


def names_of(
    workspace: Workspace, wanted_of: Callable[[Iterable[str]], AbstractSet[str]]
) -> Iterator[Name]:
    """The names that are wanted; one in a file's defaults comes with each goal that takes it."""
    wanted = wanted_of(_said_of_goals(workspace))
    for goal in workspace.goals.values() if wanted else ():
        yield from _fields(goal, _fields_of(goal), wanted)
    kinds: tuple[tuple[Iterable[Definition[Value]], tuple[str, ...]], ...] = (
        (workspace.metrics_apart, _OF_METRICS),
        (workspace.teams.values(), _OF_TEAMS),
        (workspace.people.values(), _OF_PEOPLE),
    )
    for definitions, fields in kinds:
        wanted = wanted_of(_said(definitions, fields))
        for definition in definitions if wanted else ():
            yield from _fields(definition, fields, wanted)


def _said_of_goals(workspace: Workspace) -> Iterator[str]:
    """All names of goals; many goals share a few."""
    groups = workspace.groups
    said = (workspace.goals, groups.by_owner, groups.by_team, groups.by_tag, groups.kpis_by_unit)
    segments = _said(workspace.kpis_with("segment"), ("segment",))
    ended = (_said((goal,), _fields_of(goal)) for goal in workspace.ended_goals)
    return filter(None, chain(chain.from_iterable(said), segments, chain.from_iterable(ended)))


def _said(definitions: Iterable[Definition[Value]], fields: tuple[str, ...]) -> set[str]:
    """The names in some fields and in the tags."""
    found: set[str | None] = set()
    for field in fields:
        found.update(map(attrgetter("id" if field == "id" else f"model.{field}"), definitions))
    found.update(chain.from_iterable(map(attrgetter("model.tags"), definitions)))
    return {name for name in found if name is not None}


def _fields_of(goal: Definition[AnyGoal]) -> tuple[str, ...]:
    return _OF_KPIS if isinstance(goal.model, Kpi) else _OF_GOALS


def _fields(
    definition: Definition[Value], fields: tuple[str, ...], wanted: AbstractSet[str]
) -> Iterator[Name]:
    model = definition.model
    for field in fields:
        text = getattr(model, field)
        if text in wanted:
            yield Name(text, definition.id, field, definition.at(field))
    for index, tag in enumerate(getattr(model, "tags", ())):
        if tag in wanted:
            yield Name(tag, definition.id, "tags", definition.at("tags", index))
