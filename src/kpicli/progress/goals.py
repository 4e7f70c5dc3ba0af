"""The progress of every goal of a workspace."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct, field

from kpicli.models.choices import Lifecycle, PaceShape, Rollup
from kpicli.models.goal import Kpi, Objective
from kpicli.models.period import day_of
from kpicli.progress.aim import Aim, aim_of
from kpicli.progress.attainment import attainment, score, share_used
from kpicli.progress.budget import counted
from kpicli.progress.expected import Course, course_of, expected, share_of_period
from kpicli.progress.finality import freshness_of, may_be_lost
from kpicli.progress.goal_progress import GoalProgress, Grounds, unmeasured
from kpicli.progress.kpi_values import value_of
from kpicli.progress.objectives import objective_progress
from kpicli.progress.paths import measured_of, trend_of
from kpicli.progress.precision import fixed_precision
from kpicli.progress.presets import Verdict, verdict
from kpicli.progress.staleness import Freshness
from kpicli.progress.status import ProgressStatus, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from kpicli.models.commitment import Commitment
    from kpicli.models.period import DateRange
    from kpicli.progress.kpi_values import KpiValue
    from kpicli.workspace import AnyGoal, Definition, Workspace

__all__ = [
    "GoalProgress",
    "progress_by_actuals",
    "progress_of",
    "progress_of_goals",
    "share_due",
]


def progress_of_goals(workspace: Workspace) -> Mapping[str, GoalProgress]:
    """The progress of every goal, computed once for a workspace, however often it is asked for."""
    return workspace.remembered(_progress_of_goals)


def progress_of(goal: str, workspace: Workspace) -> GoalProgress:
    """The progress of one goal, computed with that of the goals below it and no others."""
    return workspace.remembered(_OnDemand)(goal)


def progress_by_actuals(kpi: Definition[Kpi], workspace: Workspace) -> GoalProgress:
    """The progress of one KPI by its own actuals alone, without what contributes to it."""
    return _kpi(kpi, workspace, {})


def share_due(kpi: Definition[Kpi], workspace: Workspace) -> Decimal | None:
    """The raw fraction of a KPI's way, or of its budget, that is due by its pace."""
    commitment, period = workspace.commitment(kpi), workspace.period(kpi)
    if commitment is None or period is None:
        return None
    aim = aim_of(commitment, workspace.aggregation(kpi))
    return _due(kpi, workspace, commitment, period, aim)


class _OnDemand(Struct, frozen=True, eq=False, dict=True):
    """Progress goal by goal, for who asks of few of many."""

    workspace: Workspace
    _known: dict[str, GoalProgress] = field(default_factory=dict)

    def __call__(self, goal: str) -> GoalProgress:
        known = self._known
        if goal not in known and _stands_alone(self.workspace.goals[goal], self.workspace):
            _extend(known, (goal,), self.workspace)
        if goal not in known:
            # Not a difference of sets: that would go through all that is known each time.
            serving = self.workspace.cascade.serving((goal,))
            below = [key for key in serving if key not in known]
            _extend(known, sorted(below, key=self._places.__getitem__), self.workspace)
        return known[goal]

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {key: place for place, key in enumerate(self.workspace.cascade.bottom_up)}


def _progress_of_goals(workspace: Workspace) -> Mapping[str, GoalProgress]:
    found: dict[str, GoalProgress] = {}
    _extend(found, workspace.cascade.bottom_up, workspace)
    return found


def _stands_alone(goal: Definition[AnyGoal], workspace: Workspace) -> bool:
    """Whether nothing below a goal counts: a KPI with numbers of its own, or without a roll-up."""
    if not isinstance(goal.model, Kpi):
        return False
    return goal.model.rollup is Rollup.NONE or bool(workspace.series_in_period(goal).days)  # type: ignore[arg-type]


@fixed_precision()
def _extend(found: dict[str, GoalProgress], goals: Iterable[str], workspace: Workspace) -> None:
    """Adds the progress of goals, contributors before what they contribute to."""
    for key in goals:
        goal = workspace.goals[key]
        if isinstance(goal.model, Objective):
            found[key] = objective_progress(goal, goal.model, workspace, found)
        else:
            found[key] = _kpi(goal, workspace, found)  # type: ignore[arg-type]


def _kpi(
    kpi: Definition[Kpi], workspace: Workspace, found: Mapping[str, GoalProgress]
) -> GoalProgress:
    commitment, period = workspace.commitment(kpi), workspace.period(kpi)
    known, series = value_of(kpi, workspace, found), workspace.series_in_period(kpi)
    last = series[-1] if series.days else None
    if commitment is None or period is None:
        told = _by_trend(kpi, workspace, known.whole)
        return GoalProgress(
            told.status,
            coverage=known.coverage,
            value=known.value,
            last=last,
            figure=told.figure,
            gauge=told.gauge,
            grounds=known.grounds,
        )
    standing = _standing(kpi, workspace, commitment, period, known)
    measured = measured_of(kpi, workspace, commitment, known.whole)
    told = verdict(standing, workspace.context_of(kpi), measured)
    attained, due = counted(standing)
    return GoalProgress(
        told.status,
        attained,
        due,
        None if attained is None else score(attained),
        known.coverage,
        known.value,
        last,
        told.figure,
        told.gauge,
        known.grounds,
    )


def _standing(
    kpi: Definition[Kpi],
    workspace: Workspace,
    commitment: Commitment,
    period: DateRange,
    known: KpiValue,
) -> Standing:
    value, aggregation = known.whole, workspace.aggregation(kpi)
    aim = aim_of(commitment, aggregation)
    is_open = workspace.as_of <= period.end and may_be_lost(commitment, aggregation)
    return Standing(
        period.start,
        period.end,
        None if value is None else attainment(commitment, value, aggregation),
        _due(kpi, workspace, commitment, period, aim),
        freshness_of(kpi, value, workspace, period),
        aim,
        share_used(commitment, value) if aim is Aim.CAP and value is not None else None,
        kpi.model.status,
        known.grounds is Grounds.ALL and not is_open,
    )


def _by_trend(kpi: Definition[Kpi], workspace: Workspace, value: Decimal | None) -> Verdict:
    """Of a KPI without a target or a period, by what the preset makes of its growth, if it does."""
    path, period = trend_of(kpi, workspace, value), workspace.period(kpi)
    if path is None or period is None or kpi.model.status is not Lifecycle.ACTIVE:
        return Verdict(unmeasured(kpi.model.status))
    if freshness_of(kpi, value, workspace, period) is Freshness.STALE:
        return Verdict(ProgressStatus.STALE)
    from kpicli.progress.published import trend_verdict  # noqa: PLC0415 - of one preset alone

    return trend_verdict(path, workspace.context_of(kpi))


def _due(
    kpi: Definition[Kpi],
    workspace: Workspace,
    commitment: Commitment,
    period: DateRange,
    aim: Aim,
) -> Decimal | None:
    """The raw fraction due; a straight way through the period, as most are, needs no course."""
    if aim is Aim.HOLD or kpi.model.pace is not PaceShape.LINEAR or kpi.model.interim_targets:
        return expected(_course(kpi, workspace, commitment, period), workspace.as_of)
    return share_of_period(period.start, period.end, workspace.as_of)


def _course(
    kpi: Definition[Kpi], workspace: Workspace, commitment: Commitment, period: DateRange
) -> Course:
    scale = workspace.scale(kpi)
    interim = [
        (day_of(part.when, workspace.calendar), number)
        for part in kpi.model.interim_targets
        if (number := scale.number(part.quantity)) is not None
    ]
    aggregation = workspace.aggregation(kpi)
    return course_of(commitment, aggregation, period, kpi.model.pace, sorted(interim))
