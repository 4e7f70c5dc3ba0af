"""Contributions that jump over a level of the organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.models.choices import Level
from kpicli.workspace.levels import goals_above_others

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kpicli.workspace.cascade import Link
    from kpicli.workspace.definition import Definition
    from kpicli.workspace.workspace import AnyGoal, Workspace


_JUMP = 2
"""How many levels a link leads up that jumps over one."""


class SkippedLevel(Struct, frozen=True):
    """A link from a goal to one two or more levels above it, past a team that has goals.

    `team` is on the line from the goal's team up, at the level that is skipped, and `between`
    the first of its goals.
    """

    goal: Definition[AnyGoal]
    parent: Definition[AnyGoal]
    link: Link
    team: str
    level: Level
    between: Definition[AnyGoal]


def skipped_levels(workspace: Workspace) -> Iterator[SkippedLevel]:
    """The links of goals that are not over and reach the level between on no other way."""
    for parent in goals_above_others(workspace, _JUMP):
        high = workspace.level(parent)
        for goal, link in workspace.contributors(parent):
            low = workspace.level(goal)
            if low is None or high is None or low.rank - high.rank < _JUMP:
                continue
            if link.counts and not goal.model.is_over:
                jump = _skipped(workspace, goal, parent, link)
                if jump and not _is_reached(workspace, goal, jump.level):
                    yield jump


def _first_goals(workspace: Workspace) -> Mapping[str, Definition[AnyGoal]]:
    """The first goal of each team that is neither over nor one person's."""
    found: dict[str, Definition[AnyGoal]] = {}
    for team, goals in workspace.groups.by_team.items():
        shared = (goal for goal in goals if goal.model.level is not Level.INDIVIDUAL)
        first = next(shared, None)
        if team and first:
            found[team] = first
    return found


def _skipped(
    workspace: Workspace,
    goal: Definition[AnyGoal],
    parent: Definition[AnyGoal],
    link: Link,
) -> SkippedLevel | None:
    goals = workspace.remembered(_first_goals)
    levels = {workspace.level(goal), workspace.level(parent)}
    ranks = sorted(level.rank for level in levels if level is not None)
    for team in workspace.line_of_teams(goal.model.team or ""):
        level = workspace.team_level(team)
        if level is not None and team in goals and ranks[0] < level.rank < ranks[-1]:
            return SkippedLevel(goal, parent, link, team, level, goals[team])
    return None


def _is_reached(workspace: Workspace, goal: Definition[AnyGoal], level: Level) -> bool:
    above = workspace.cascade.ancestors(goal.id)
    return any(workspace.level(workspace.goals[other]) is level for other in above)
