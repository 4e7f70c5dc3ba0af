"""What a mention means: which definition of the workspace it names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from kpicli.models.goal import Kpi
from kpicli.server.refers import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kpicli.server.mentions import Mention
    from kpicli.workspace import Definition, Workspace


class Meaning(Struct, frozen=True):
    """Something that has an id: a KPI that defines its own metric is one thing, the goal."""

    kind: Kind
    id: str


def definitions(workspace: Workspace, kind: Kind) -> Mapping[str, Definition[Any]]:
    """The definitions of a namespace, by id."""
    match kind:
        case Kind.GOAL:
            return workspace.goals
        case Kind.METRIC:
            return workspace.metrics
        case Kind.TEAM:
            return workspace.teams
        case Kind.PERSON:
            return workspace.people


def meaning_of(mention: Mention, workspace: Workspace) -> Meaning:
    """What a mention names; where nothing has the id, what it would name."""
    known = (kind for kind in mention.kinds if mention.id in definitions(workspace, kind))
    kind = next(known, mention.kinds[0])
    found = definitions(workspace, kind).get(mention.id)
    if kind is Kind.METRIC and found is not None and isinstance(found.model, Kpi):
        kind = Kind.GOAL
    return Meaning(kind, mention.id)


def definition_of(meaning: Meaning, workspace: Workspace) -> Definition[Any] | None:
    """The definition, none where there is no such id."""
    return definitions(workspace, meaning.kind).get(meaning.id)


def title_of(definition: Definition[Any]) -> str:
    """What people call it: its title or name; empty if it has none."""
    model = definition.model
    return getattr(model, "title", None) or getattr(model, "name", None) or ""


def word_for(definition: Definition[Any], kind: Kind) -> str:
    """What it is, in a word: `KPI`, `objective`, `metric`, `team` or `person`."""
    if kind is not Kind.GOAL:
        return kind
    return "KPI" if isinstance(definition.model, Kpi) else "objective"
