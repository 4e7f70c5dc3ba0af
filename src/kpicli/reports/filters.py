"""Which goals a report is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kpicli.models.choices import Level
    from kpicli.models.period import DateRange
    from kpicli.progress.goals import GoalProgress
    from kpicli.progress.status import ProgressStatus
    from kpicli.workspace import AnyGoal, Definition, Workspace


class Filters(Struct, frozen=True):
    """What a goal has to be; one of the values of each filter has to fit, an empty one is none.

    A team stands for those below it, too. A goal fits a period if its own overlaps with it; a
    goal without a period fits none.
    """

    teams: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    periods: tuple[DateRange, ...] = ()
    statuses: tuple[ProgressStatus, ...] = ()
    levels: tuple[Level, ...] = ()


EVERYTHING = Filters()


def chosen(
    workspace: Workspace, progress: Mapping[str, GoalProgress], filters: Filters
) -> Iterator[str]:
    """The ids of the goals that fit, in order."""
    for key in sorted(workspace.goals):
        goal = workspace.goals[key]
        if (
            _fits_team(goal, workspace, filters.teams)
            and (not filters.owners or workspace.owner(goal) in filters.owners)
            and _fits_period(goal, workspace, filters.periods)
            and (not filters.statuses or progress[key].status in filters.statuses)
            and (not filters.levels or workspace.level(goal) in filters.levels)
        ):
            yield key


def known_teams(workspace: Workspace) -> frozenset[str]:
    """The teams that are defined, and those that goals name."""
    named = {goal.model.team for goal in workspace.goals.values() if goal.model.team}
    return frozenset(named.union(workspace.teams))


def known_owners(workspace: Workspace) -> frozenset[str]:
    """The people that are defined, and whoever answers for a goal."""
    owners = {owner for goal in workspace.goals.values() if (owner := workspace.owner(goal))}
    return frozenset(owners.union(workspace.people))


def _fits_team(goal: Definition[AnyGoal], workspace: Workspace, teams: tuple[str, ...]) -> bool:
    team = goal.model.team
    if not teams or team is None:
        return not teams
    return team in teams or not set(teams).isdisjoint(workspace.line_of_teams(team))


def _fits_period(
    goal: Definition[AnyGoal], workspace: Workspace, periods: tuple[DateRange, ...]
) -> bool:
    own = workspace.period(goal)
    if not periods or own is None:
        return not periods
    return any(own.start <= other.end and other.start <= own.end for other in periods)
