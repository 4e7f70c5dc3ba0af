"""The organisation: who is part of whom, and at which level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import SCHEMA_ERROR, Finding, loading_finding
from kpicli.models.choices import Level

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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
    """The team's own level; else by its depth: organisation, department, then team."""
    if team not in teams:
        return None
    own = teams[team].model.level
    if own is not None:
        return own
    depth = len(line_of_teams(teams, team)) - 1
    return (Level.ORGANIZATION, Level.DEPARTMENT, Level.TEAM)[min(depth, 2)]


def department_of_team(teams: Mapping[str, Definition[Team]], team: str) -> str | None:
    """The department that a team is or belongs to; none above departments."""
    return next(
        (
            above
            for above in line_of_teams(teams, team)
            if level_of_team(teams, above) is Level.DEPARTMENT
        ),
        None,
    )


def team_cycles(workspace: Workspace) -> Iterator[Finding]:
    """A finding for each circle of teams that are each other's parents, named once."""
    seen: set[str] = set()
    for team in sorted(workspace.teams):
        line = line_of_teams(workspace.teams, team)
        after = workspace.teams[line[-1]].model.parent
        if after not in line or seen.intersection(line):
            seen.update(line)
            continue
        seen.update(line)
        yield _cycle(workspace, line[line.index(after) :])


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
