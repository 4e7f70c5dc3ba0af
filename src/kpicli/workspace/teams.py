"""The organisation: who is part of whom, and at which level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import SCHEMA_ERROR, Finding, loading_finding
from kpicli.models.choices import Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kpicli.models.organisation import Team
    from kpicli.workspace.definition import Definition
    from kpicli.workspace.workspace import Workspace


def line_of_teams(teams: Mapping[str, Definition[Team]], team: str) -> tuple[str, ...]:
    """The team and those above it, from the team up; a cycle ends where it closes."""
    line: dict[str, None] = {}
    current: str | None = team
    while current is not None and current in teams and current not in line:
        line[current] = None
        current = teams[current].model.parent
    return tuple(line)


def level_of_team(teams: Mapping[str, Definition[Team]], team: str) -> Level | None:
    """The team's own level; else by its depth: organisation, department, then team.

    The depth counts from the nearest team above that says its level.
    """
    line = line_of_teams(teams, team)
    for distance, above in enumerate(line):
        own = teams[above].model.level
        if own is not None:
            return own if not distance else _below(own, distance)
    return _below(Level.ORGANIZATION, len(line) - 1) if line else None


def _below(level: Level, distance: int) -> Level:
    return tuple(Level)[min(level.rank + distance, Level.TEAM.rank)]


def department_in(line: Iterable[str], levels: Mapping[str, Level | None]) -> str | None:
    """The department in a line of teams with their levels; none above departments."""
    return next((team for team in line if levels[team] is Level.DEPARTMENT), None)


def team_cycles(workspace: Workspace) -> Iterator[Finding]:
    """A finding for each circle of teams that are each other's parents, named once."""
    seen: set[str] = set()
    for team in sorted(workspace.teams):
        line: dict[str, None] = {}
        current: str | None = team
        while current is not None and current in workspace.teams and current not in seen:
            seen.add(current)
            line[current] = None
            current = workspace.teams[current].model.parent
        if current is not None and current in line:
            ordered = tuple(line)
            yield _cycle(workspace, ordered[ordered.index(current) :])


def _cycle(workspace: Workspace, circle: tuple[str, ...]) -> Finding:
    first = min(range(len(circle)), key=lambda index: circle[index])
    ordered = (*circle[first:], *circle[:first])
    shown = " → ".join(f"`{team}`" for team in (*ordered, ordered[0]))
    places = [workspace.teams[team].at("parent", message="part of the circle") for team in ordered]
    return loading_finding(
        SCHEMA_ERROR,
        f"teams are each other's parents: {shown}",
        places[0],
        related=tuple(places[1:]),
        help="remove the `parent` of the topmost of them",
        goals=ordered,
        field="parent",
    )
