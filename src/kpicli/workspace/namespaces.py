"""What references may name: the ids of a workspace, by kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from kpicli.findings import nearest

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from kpicli.workspace.workspace import Workspace

TEAM_PREFIX = "team:"
_MOST_SUGGESTED = 200


class Namespace(Struct, frozen=True):
    """The ids that a kind of reference may name."""

    kind: str
    ids: AbstractSet[str]
    suggestions: dict[str, str | None] = field(default_factory=dict)

    def nearest(self, text: str) -> str | None:
        """The nearest id; looked for once, since one renamed goal leaves many behind.

        Of more than `_MOST_SUGGESTED` texts the later ones get none: each is compared with all
        ids, and a namespace that lacks so many was not misspelled.
        """
        if text not in self.suggestions and len(self.suggestions) < _MOST_SUGGESTED:
            self.suggestions[text] = nearest(text, self.ids)
        return self.suggestions.get(text)


class Namespaces(Struct, frozen=True):
    """All ids of a workspace, those of broken definitions included.

    Without any team a team is just a name, and without any person a person is.
    """

    goals: Namespace
    kpis: Namespace
    metrics: Namespace
    teams: Namespace | None
    people: Namespace | None
    parties: Namespace | None

    def of_party(self, text: str) -> Namespace | None:
        """What a person has to be among, or a team written as `team:<id>`."""
        return self.teams if text.startswith(TEAM_PREFIX) else self.people

    def of_either(self, text: str) -> Namespace | None:
        """What somebody has to be among who is a person or a team."""
        return self.parties or (self.teams if text.startswith(TEAM_PREFIX) else None)


def namespaces_of(workspace: Workspace) -> Namespaces:
    """The ids that the definitions of a workspace have, and those in files that are no YAML."""
    broken: dict[str, set[str]] = {}
    for part in workspace.broken:
        if part.id:
            broken.setdefault(part.section, set()).add(part.id)
    objectives = broken.get("objectives", set())
    kpis = broken.get("kpis", set())
    unread = workspace.unread
    teams = _together(workspace.teams.keys(), broken.get("teams", set()))
    people = _together(workspace.people.keys(), broken.get("people", set()))
    metrics = _together(workspace.metrics.keys(), broken.get("metrics", set()), kpis, unread)
    return Namespaces(
        Namespace("goal", _together(workspace.goals.keys(), objectives, kpis, unread)),
        Namespace("KPI", _together(workspace.kpi_ids, kpis, unread)),
        Namespace("metric", metrics),
        Namespace("team", _together(teams, unread)) if teams else None,
        Namespace("person", _together(people, unread)) if people else None,
        Namespace("person or team", _together(teams, people, unread)) if teams and people else None,
    )


def _together(known: AbstractSet[str], *others: AbstractSet[str]) -> AbstractSet[str]:
    """All of these ids; there are few others, if any, so that mostly nothing is copied."""
    return frozenset(known).union(*others) if any(others) else known
