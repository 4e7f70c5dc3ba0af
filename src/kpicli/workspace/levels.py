"""Goals by their level in the organisation."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kpicli.models.choices import Level

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kpicli.workspace.definition import Definition
    from kpicli.workspace.workspace import AnyGoal, Workspace

    Goals = list[Definition[AnyGoal]]


def goals_by_level(workspace: Workspace) -> Mapping[Level | None, Goals]:
    """The live goals at each level; under none those of which the level is not known."""
    return workspace.remembered(_by_level)


def goals_above_others(workspace: Workspace, distance: int) -> Goals:
    """The live goals at levels that have live goals so many levels further down, or more."""
    goals = goals_by_level(workspace)
    lowest = max((level.rank for level in goals if level is not None), default=0)
    high = [level for level in Level if lowest - level.rank >= distance]
    return [goal for level in high for goal in goals.get(level, ())]


def _by_level(workspace: Workspace) -> Mapping[Level | None, Goals]:
    found: dict[Level | None, Goals] = defaultdict(list)
    with_own = {goal.id for goal in workspace.goals_with("level")}
    for team, goals in workspace.groups.by_team.items():
        level = workspace.team_level(team) if team else None
        found[level] += [goal for goal in goals if goal.id not in with_own] if with_own else goals
    for goal in workspace.goals_with("level"):
        found[workspace.level(goal)].append(goal)
    return {level: goals for level, goals in found.items() if goals}
