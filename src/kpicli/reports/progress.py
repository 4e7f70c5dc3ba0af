"""Progress as rows to show."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.models.choices import Level
from kpicli.models.preset import Preset
from kpicli.progress.goals import progress_of_goals
from kpicli.progress.status import ProgressStatus
from kpicli.reports.filters import EVERYTHING, Filters, chosen
from kpicli.reports.goal import GoalReport, goal_report
from kpicli.reports.movement import Movement, movement
from kpicli.reports.sections import Grouping, Order, Section, sections

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from kpicli.progress.goals import GoalProgress
    from kpicli.workspace import Workspace

__all__ = ["GoalReport", "Grouping", "Order", "ProgressReport", "Request", "Section"]


class Request(Struct, frozen=True):
    """What is asked of a report: its arrangement, which goals, and a day to compare with.

    `looks_ahead` asks for forecasts and planned ways.
    """

    by: Grouping = Grouping.CASCADE
    order: Order = Order.USUAL
    filters: Filters = EVERYTHING
    since: date | None = None
    looks_ahead: bool = True


class TeamReport(Struct, frozen=True):
    """A team: its id, its title or else its id, its level, and the teams above it."""

    id: str
    title: str
    level: str
    above: tuple[str, ...]


class ProgressReport(Struct, frozen=True):
    """The goals in the order of ids, how many have each status, and the sections to show.

    `organisation` is the title of the one team at the top, empty where there is none. `since` is
    the day that the goals' movement counts from. `teams` are the teams with their titles and the
    teams above them, from the nearest up. `preset` is whose definition decided the statuses.
    """

    as_of: date
    goals: tuple[GoalReport, ...]
    counts: Mapping[ProgressStatus, int]
    sections: tuple[Section, ...]
    by: Grouping = Grouping.CASCADE
    order: Order = Order.USUAL
    organisation: str = ""
    since: date | None = None
    teams: tuple[TeamReport, ...] = ()
    preset: Preset = Preset.DEFAULT


def progress_report(
    workspace: Workspace, progress: Mapping[str, GoalProgress], request: Request
) -> ProgressReport:
    """The report on the goals of a workspace that are asked for."""
    moved = _movements(workspace, progress, request.since)
    goals = {
        key: goal_report(
            workspace.goals[key],
            workspace,
            progress[key],
            moved.get(key),
            looks_ahead=request.looks_ahead,
        )
        for key in chosen(workspace, progress, request.filters)
    }
    counted = Counter(goal.status for goal in goals.values())
    return ProgressReport(
        workspace.as_of,
        tuple(goals.values()),
        {status: counted[status] for status in ProgressStatus},
        tuple(sections(goals, workspace, request.by, request.order)),
        request.by,
        request.order,
        _organisation(workspace),
        request.since,
        tuple(_teams(workspace)),
        workspace.context.preset,
    )


def _movements(
    workspace: Workspace, progress: Mapping[str, GoalProgress], since: date | None
) -> Mapping[str, Movement]:
    if since is None:
        return {}
    earlier = progress_of_goals(workspace.on(since))
    return {key: movement(earlier[key], now) for key, now in progress.items()}


def _organisation(workspace: Workspace) -> str:
    tops = [team for team in workspace.teams.values() if team.model.parent is None]
    heads = [team for team in tops if workspace.team_level(team.id) is Level.ORGANIZATION]
    return (heads[0].model.title or heads[0].id) if len(heads) == 1 else ""


def _teams(workspace: Workspace) -> Iterator[TeamReport]:
    for key in sorted(workspace.teams):
        above = workspace.line_of_teams(key)[1:]
        title = workspace.teams[key].model.title or key
        yield TeamReport(key, title, workspace.team_level(key) or "", above)
