"""Teams that have no goals."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from kpicli.workspace.namespaces import TEAM_PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.models.organisation import Team
    from kpicli.workspace.definition import Definition
    from kpicli.workspace.workspace import Workspace


def goalless_teams(workspace: Workspace) -> Iterator[tuple[Definition[Team], int]]:
    """The topmost teams of which no goal speaks, with how many teams are below each.

    A goal speaks of its team, of a team that owns it and of its owner's team, and of all teams
    above those. Ended goals do not count. None where a goal could not be understood.
    """
    if any(part.section in {"objectives", "kpis"} for part in workspace.broken):
        return
    busy = _busy_teams(workspace)
    idle = [team for name, team in workspace.teams.items() if name not in busy]
    lines = [workspace.line_of_teams(team.id)[1:] for team in idle]
    below = Counter(chain.from_iterable(lines))
    for team in idle:
        parent = team.model.parent
        if parent is None or parent not in workspace.teams or parent in busy:
            yield team, below[team.id]


def _busy_teams(workspace: Workspace) -> set[str]:
    busy: set[str] = set()
    teams = workspace.teams
    for named in _teams(workspace):
        # Those above a busy team are busy already.
        team: str | None = named
        while team is not None and team in teams and team not in busy:
            busy.add(team)
            team = teams[team].model.parent
    return busy


def _teams(workspace: Workspace) -> Iterator[str]:
    """The teams that goals name or may name, those that own them, and those of their owners."""
    yield from chain.from_iterable(part.names_meant for part in workspace.misspelled)
    yield from filter(None, workspace.groups.by_team)
    for owner in filter(None, workspace.groups.by_owner):
        if owner.startswith(TEAM_PREFIX):
            yield owner.removeprefix(TEAM_PREFIX)
        person = workspace.people.get(owner)
        if person is not None and person.model.team is not None:
            yield person.model.team
