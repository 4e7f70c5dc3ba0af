"""Progress as rows to show."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from kpicli.models.choices import Direction
from kpicli.models.goal import Kpi
from kpicli.progress.outlook import forecast_of
from kpicli.progress.status import ProgressStatus
from kpicli.reports.cascade import CascadeRow, cascade_report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date
    from decimal import Decimal

    from kpicli.models.commitment import Commitment
    from kpicli.models.period import DateRange
    from kpicli.progress.forecast import Forecast
    from kpicli.progress.goals import GoalProgress
    from kpicli.workspace import AnyGoal, Definition, Workspace


class Grouping(StrEnum):
    """How the goals of a report are arranged."""

    CASCADE = "cascade"
    TEAM = "team"
    OWNER = "owner"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class GoalReport:
    """One goal in a report; texts are empty and numbers none where they do not apply.

    `actual` is the last measurement inside the period, `value` what progress is taken from: the
    same, or of a flow the total so far. `target` is a number, two bounds, or true for `complete`.
    `progress` and `expected` are raw fractions, `score` is clamped to 0..1. `history` holds the
    measurements up to the as-of date.
    """

    id: str
    kind: str
    title: str
    team: str
    owner: str
    level: str
    period: DateRange | None
    period_label: str
    direction: str
    unit: str
    baseline: Decimal | None
    target: Decimal | tuple[Decimal, Decimal] | bool | None
    actual: Decimal | None
    actual_on: date | None
    value: Decimal | None
    progress: Decimal | None
    score: Decimal | None
    expected: Decimal | None
    status: ProgressStatus
    coverage: Decimal
    forecast: Forecast | None
    contributes_to: tuple[str, ...]
    contributors: tuple[str, ...]
    history: tuple[tuple[date, Decimal], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Some rows of a report under a heading; the heading of a cascade is empty."""

    heading: str
    rows: tuple[tuple[GoalReport, CascadeRow | None], ...]


@dataclass(frozen=True, slots=True)
class ProgressReport:
    """The goals in the order of ids, how many have each status, and the sections to show."""

    as_of: date
    goals: tuple[GoalReport, ...]
    counts: Mapping[ProgressStatus, int]
    sections: tuple[Section, ...]


def progress_report(
    workspace: Workspace, progress: Mapping[str, GoalProgress], by: Grouping
) -> ProgressReport:
    """The report on all goals of a workspace."""
    goals = {
        key: _goal_report(workspace.goals[key], workspace, progress[key])
        for key in sorted(workspace.goals)
    }
    counted = Counter(goal.status for goal in goals.values())
    counts = {status: counted[status] for status in ProgressStatus}
    sections = tuple(_sections(goals, workspace, by))
    return ProgressReport(workspace.as_of, tuple(goals.values()), counts, sections)


def _goal_report(
    goal: Definition[AnyGoal], workspace: Workspace, progress: GoalProgress
) -> GoalReport:
    model, period = goal.model, workspace.period(goal)
    kpi: Definition[Kpi] | None = goal if isinstance(model, Kpi) else None  # type: ignore[assignment]
    commitment = workspace.commitment(kpi) if kpi else None
    return GoalReport(
        id=goal.id,
        kind="kpi" if kpi else "objective",
        title=model.title,
        team=model.team or "",
        owner=workspace.owner(goal) or "",
        level=workspace.level(goal) or "",
        period=period,
        period_label=model.period.text if model.period else "",
        direction=commitment.direction if commitment else "",
        unit=workspace.unit(kpi) if kpi else "",
        baseline=commitment.baseline if commitment else None,
        target=_target(commitment),
        actual=progress.last.value if progress.last else None,
        actual_on=progress.last.day if progress.last else None,
        value=progress.value,
        progress=progress.attainment,
        score=progress.score,
        expected=progress.expected,
        status=progress.status,
        coverage=progress.coverage,
        forecast=forecast_of(kpi, workspace) if kpi else None,
        contributes_to=tuple(link.parent for link in workspace.cascade.parents(goal.id)),
        contributors=tuple(link.child for link in workspace.cascade.contributors(goal.id)),
        history=_history(kpi, workspace),
    )


def _history(kpi: Definition[Kpi] | None, workspace: Workspace) -> tuple[tuple[date, Decimal], ...]:
    series = workspace.series(kpi) if kpi else ()
    return tuple((part.day, part.value) for part in series if part.day <= workspace.as_of)


def _target(commitment: Commitment | None) -> Decimal | tuple[Decimal, Decimal] | bool | None:
    if commitment is None:
        return None
    if commitment.direction is Direction.COMPLETE:
        return True
    if commitment.target is not None:
        return commitment.target
    if commitment.low is None or commitment.high is None:
        return None
    return commitment.low, commitment.high


_NOBODY = "nobody"
_NO_TEAM = "no team"


def _sections(
    goals: Mapping[str, GoalReport], workspace: Workspace, by: Grouping
) -> Iterable[Section]:
    match by:
        case Grouping.CASCADE:
            rows = cascade_report(workspace).rows
            yield Section("", tuple((goals[row.node.id], row) for row in rows))
        case Grouping.TEAM:
            yield from _grouped(goals, lambda goal: goal.team or _NO_TEAM)
        case Grouping.OWNER:
            yield from _grouped(goals, lambda goal: goal.owner or _NOBODY)
        case Grouping.STATUS:
            found = {part.heading: part for part in _grouped(goals, lambda goal: goal.status)}
            yield from (found[status] for status in ProgressStatus if status in found)


def _grouped(
    goals: Mapping[str, GoalReport], heading: Callable[[GoalReport], str]
) -> Iterable[Section]:
    groups: dict[str, list[GoalReport]] = {}
    for goal in goals.values():
        groups.setdefault(heading(goal), []).append(goal)
    for name in sorted(groups):
        yield Section(name, tuple((goal, None) for goal in groups[name]))
