"""Teams that have no goals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.workspace.references import TEAM_PREFIX

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
    if workspace.broken_ids:
        return
    busy = _busy_teams(workspace)
    below: dict[str, int] = {}
    for name in workspace.teams:
        for above in workspace.line_of_teams(name)[1:]:
            below[above] = below.get(above, 0) + 1
    for team in workspace.teams.values():
        parent = team.model.parent
        is_topmost = parent is None or parent not in workspace.teams or parent in busy
        if team.id not in busy and is_topmost:
            yield team, below.get(team.id, 0)


def _busy_teams(workspace: Workspace) -> set[str]:
    busy: set[str] = set()
    for goal in workspace.live_goals:
        for team in _teams(workspace, goal.model.team, goal.model.owner):
            if team not in busy:
                busy.update(workspace.line_of_teams(team))
    return busy


def _teams(workspace: Workspace, team: str | None, owner: str | None) -> Iterator[str]:
    if team is not None:
        yield team
    if owner is None:
        return
    if owner.startswith(TEAM_PREFIX):
        yield owner.removeprefix(TEAM_PREFIX)
    person = workspace.people.get(owner)
    if person is not None and person.model.team is not None:
        yield person.model.team
