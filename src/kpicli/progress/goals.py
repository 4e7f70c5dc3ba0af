"""The progress of every goal of a workspace."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from kpicli.models.choices import Aggregation, Lifecycle, ObjectiveRollup, Rollup
from kpicli.models.goal import Kpi, Objective
from kpicli.models.period import DateRange, day_of
from kpicli.progress.aim import Aim
from kpicli.progress.attainment import attainment, score, share_used
from kpicli.progress.expected import Course, course_of, expected
from kpicli.progress.paths import path_of, trend_of
from kpicli.progress.precision import fixed_precision
from kpicli.progress.presets import Verdict, trend_verdict, verdict
from kpicli.progress.rollup import Part, ValuePart, roll_up_scores, roll_up_values
from kpicli.progress.staleness import Freshness, freshness
from kpicli.progress.status import ProgressStatus, Standing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kpicli.measurements import Measurement, Series
    from kpicli.models.commitment import Commitment
    from kpicli.workspace import AnyGoal, Definition, Link, Workspace

_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class GoalProgress:
    """How one goal stands at the as-of date.

    `last` is the latest measurement inside the period, `value` what progress is taken from: the
    last one, or of a flow the total so far. `attainment` and `expected` are raw fractions,
    `score` is clamped to 0..1; all are none where they are not known. `coverage` is the share of
    the weight below, or of the goal itself, that has data. `figure` is what the preset judges by,
    where it has a figure of its own.
    """

    status: ProgressStatus
    attainment: Decimal | None = None
    expected: Decimal | None = None
    score: Decimal | None = None
    coverage: Decimal = Decimal(0)
    value: Decimal | None = None
    last: Measurement | None = None
    figure: Decimal | None = None


def progress_of_goals(workspace: Workspace) -> Mapping[str, GoalProgress]:
    """The progress of every goal, computed once for a workspace, however often it is asked for."""
    return workspace.remembered(_progress_of_goals)


def progress_by_actuals(kpi: Definition[Kpi], workspace: Workspace) -> GoalProgress:
    """The progress of one KPI by its own actuals alone, without what contributes to it."""
    return _kpi(kpi, workspace, {})


@fixed_precision()
def _progress_of_goals(workspace: Workspace) -> Mapping[str, GoalProgress]:
    """Contributors come before what they contribute to."""
    found: dict[str, GoalProgress] = {}
    for key in workspace.cascade.bottom_up:
        goal = workspace.goals[key]
        if isinstance(goal.model, Objective):
            found[key] = _objective(goal, goal.model, workspace, found)
        else:
            found[key] = _kpi(goal, workspace, found)  # type: ignore[arg-type]
    return found


def _kpi(
    kpi: Definition[Kpi], workspace: Workspace, found: Mapping[str, GoalProgress]
) -> GoalProgress:
    commitment, period = workspace.commitment(kpi), workspace.period(kpi)
    aggregation = workspace.aggregation(kpi)
    series = workspace.series_in_period(kpi)
    value = _combined(series, aggregation)
    coverage = _ONE if series else Decimal(0)
    if value is None and kpi.model.rollup is not Rollup.NONE:
        value, coverage = _rolled_up_value(kpi, workspace, found)
    last = series[-1] if series else None
    if commitment is None or period is None:
        told = _by_trend(kpi, workspace, value, last)
        return GoalProgress(
            told.status, coverage=coverage, value=value, last=last, figure=told.figure
        )
    fraction = None if value is None else attainment(commitment, value, aggregation)
    course = _course(kpi, workspace, commitment, period)
    due = expected(course, workspace.as_of)
    standing = Standing(
        period.start,
        period.end,
        fraction,
        due,
        _freshness(kpi, last, value, workspace, period),
        course.aim,
        None if value is None else share_used(commitment, value),
        kpi.model.status,
    )
    told = verdict(standing, workspace.context, path_of(kpi, workspace, commitment, value))
    return GoalProgress(
        told.status,
        fraction,
        due,
        None if fraction is None else score(fraction),
        coverage,
        value,
        last,
        told.figure,
    )


def _by_trend(
    kpi: Definition[Kpi], workspace: Workspace, value: Decimal | None, last: Measurement | None
) -> Verdict:
    """Of a KPI without a target or a period, by what the preset makes of its growth, if it does."""
    path, period = trend_of(kpi, workspace, value), workspace.period(kpi)
    if path is None or period is None or kpi.model.status is not Lifecycle.ACTIVE:
        return Verdict(_unmeasured(kpi.model.status))
    if _freshness(kpi, last, value, workspace, period) is Freshness.STALE:
        return Verdict(ProgressStatus.STALE)
    return trend_verdict(path, workspace.context)


def _unmeasured(lifecycle: Lifecycle) -> ProgressStatus:
    if lifecycle is Lifecycle.ACTIVE:
        return ProgressStatus.NO_DATA
    return ProgressStatus.DRAFT if lifecycle is Lifecycle.DRAFT else ProgressStatus.CLOSED


@fixed_precision()
def _combined(series: Series, aggregation: Aggregation) -> Decimal | None:
    if not series:
        return None
    if aggregation is Aggregation.LAST:
        return series[-1].value
    values = [part.value for part in series]
    match aggregation:
        case Aggregation.SUM:
            return sum(values, Decimal(0))
        case Aggregation.MEAN:
            return sum(values, Decimal(0)) / len(values)
        case Aggregation.MIN:
            return min(values)
        case Aggregation.MAX:
            return max(values)


def _counting(
    goal: Definition[AnyGoal], workspace: Workspace
) -> Iterator[tuple[Definition[AnyGoal], Link, Decimal]]:
    """The contributors that count, with their weights; drafts and dropped goals do not."""
    for child, link in workspace.contributors(goal):
        is_out = child.model.status is Lifecycle.DRAFT or child.model.status is Lifecycle.DROPPED
        if link.counts and not is_out:
            weight = link.weight if link.weight is not None else child.model.weight
            yield child, link, max(_ONE if weight is None else weight, Decimal(0))


def _rolled_up_value(
    kpi: Definition[Kpi], workspace: Workspace, found: Mapping[str, GoalProgress]
) -> tuple[Decimal | None, Decimal]:
    unit = workspace.scale(kpi)
    parts = [
        ValuePart(weight, _value_in(child, workspace, unit.unit, found))
        for child, _, weight in _counting(kpi, workspace)
        if isinstance(child.model, Kpi)
    ]
    return roll_up_values(parts, kpi.model.rollup)


def _value_in(
    child: Definition[AnyGoal], workspace: Workspace, unit: str, found: Mapping[str, GoalProgress]
) -> Decimal | None:
    known = found.get(child.id)
    if known is None or known.value is None:
        return None
    return workspace.value_in(child, known.value, unit)  # type: ignore[arg-type]


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


def _freshness(
    kpi: Definition[Kpi],
    last: Measurement | None,
    value: Decimal | None,
    workspace: Workspace,
    period: DateRange,
) -> Freshness | None:
    if last is None:
        return None if value is None else Freshness.FRESH
    if kpi.model.cadence is None:
        return Freshness.FRESH
    return freshness(last.day, kpi.model.cadence, workspace.as_of, period.end)


def _objective(
    goal: Definition[AnyGoal],
    model: Objective,
    workspace: Workspace,
    found: Mapping[str, GoalProgress],
) -> GoalProgress:
    counting = [(weight, found.get(child.id)) for child, _, weight in _counting(goal, workspace)]
    parts = [Part(weight, _live_score(known)) for weight, known in counting]
    rolled = roll_up_scores(parts, model.rollup)
    due = _expected_of(counting, model.rollup)
    period = workspace.period(goal) or _span(goal, workspace)
    if period is None:
        return GoalProgress(
            _unmeasured(model.status), rolled.score, due, rolled.score, rolled.coverage
        )
    standing = Standing(
        period.start,
        period.end,
        rolled.score,
        due,
        None if rolled.score is None else Freshness.FRESH,
        Aim.REACH,
        None,
        model.status,
    )
    told = verdict(standing, workspace.context)
    return GoalProgress(
        told.status, rolled.score, due, rolled.score, rolled.coverage, figure=told.figure
    )


def _live_score(known: GoalProgress | None) -> Decimal | None:
    """What is stale counts as having no data: the coverage falls."""
    if known is None or known.status is ProgressStatus.STALE:
        return None
    return known.score


def _expected_of(
    counting: list[tuple[Decimal, GoalProgress | None]], method: ObjectiveRollup
) -> Decimal | None:
    """What is expected of an objective, rolled up as its score is: of the least, that one's."""
    if method is not ObjectiveRollup.MIN:
        return _average_expected(counting)
    known = [
        (found, part.expected)
        for _, part in counting
        if part is not None and (found := _live_score(part)) is not None
    ]
    least = min((found for found, _ in known), default=None)
    due = [score(part) for found, part in known if found == least and part is not None]
    return max(due, default=None)


@fixed_precision()
def _average_expected(counting: list[tuple[Decimal, GoalProgress | None]]) -> Decimal | None:
    known = [
        (weight, score(part.expected))
        for weight, part in counting
        if part is not None and part.expected is not None and _live_score(part) is not None
    ]
    whole = sum((weight for weight, _ in known), Decimal(0))
    if not whole:
        return None
    return sum((weight * due for weight, due in known), Decimal(0)) / whole


def _span(goal: Definition[AnyGoal], workspace: Workspace) -> DateRange | None:
    """Of an objective without a period: from the first start to the last end below it."""
    periods = [
        period
        for child, _ in workspace.contributors(goal)
        if (period := workspace.period(child)) is not None
    ]
    if not periods:
        return None
    return DateRange(min(period.start for period in periods), max(period.end for period in periods))
