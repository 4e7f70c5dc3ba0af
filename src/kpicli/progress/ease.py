"""Signs that a target asks for no effort."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from itertools import accumulate
from typing import TYPE_CHECKING

from kpicli.measurements.series import between
from kpicli.models.choices import Aggregation
from kpicli.progress.aim import start_of
from kpicli.progress.cadence_steps import steps_between
from kpicli.progress.even_steps import has_even_steps
from kpicli.progress.forecast import Forecast, forecast, forecast_total, trend_end
from kpicli.progress.precision import fixed_precision
from kpicli.progress.trend import theil_sen
from kpicli.progress.way_ahead import moves, points_of
from kpicli.workspace.records import record_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kpicli.measurements import Series
    from kpicli.models.commitment import Commitment
    from kpicli.models.goal import Kpi
    from kpicli.workspace import Definition, Workspace
    from kpicli.workspace.records import Timetable

_LEAST = 4


def reached_on(workspace: Workspace, kpi: Definition[Kpi]) -> date | None:
    """The day in the period of the first measurement that met the target, if the last one does.

    Of a flow the totals count, unless one value alone makes half of the target: then the target
    was most likely meant for each value. None for what has no known start, or no way to go.
    """
    commitment, series = workspace.commitment(kpi), workspace.series_in_period(kpi)
    if commitment is None or not series.days:
        return None
    aggregation, values = workspace.aggregation(kpi), series.values
    if aggregation is Aggregation.SUM:
        if _is_meant_for_each(values, commitment):
            return None
        values = tuple(accumulate(values))
    if not commitment.is_met_by(values[-1]) or not _has_way(commitment, aggregation):
        return None
    dated = zip(series.days, values, strict=True)
    return next(day for day, value in dated if commitment.is_met_by(value))


def has_trend_before(timetable: Timetable, as_of: date, least: int) -> bool:
    """Whether `least` (at least four) measurements were made before the period and the as-of date.

    They tell a trend; it may lead nowhere near the target.
    """
    days, period, enough = timetable.days, timetable.period, max(least, _LEAST)
    if period is None or len(days) < enough:
        return False
    return days[enough - 1] < min(period.start, as_of)


def trend_before(workspace: Workspace, kpi: Definition[Kpi], least: int) -> Forecast | None:
    """Where the series led before the period began, by the end of the period.

    None from fewer than `least` (at least four) measurements, for what has no way to go, and
    where the trend of a level does not meet the target.
    """
    timetable, record = record_of(kpi, workspace)
    period = timetable.period
    if period is None or not has_trend_before(timetable, workspace.as_of, least):
        return None
    commitment, aggregation = record.commitment, record.aggregation
    if commitment is None or not _has_way(commitment, aggregation):
        return None
    first = min(period.start, workspace.as_of)
    before = between(record.series, timetable.days[0], first - timedelta(1))
    if aggregation is Aggregation.SUM:
        cadence = kpi.model.cadence
        if cadence is None or not has_even_steps(before, cadence, first, workspace.calendar):
            return None
        steps = steps_between(period.start - timedelta(1), period.end, cadence)
        return forecast_total(Decimal(0), before.values, steps, commitment)
    if not _may_reach(before, period.end, commitment):
        return None
    return forecast([*zip(before.days, before.values, strict=True)], period.end, commitment)


def _has_way(commitment: Commitment, aggregation: Aggregation) -> bool:
    """Whether it is to move, from a start that is known."""
    return moves(commitment, aggregation) and start_of(commitment, aggregation) is not None


@fixed_precision()
def _may_reach(before: Series, end: date, commitment: Commitment) -> bool:
    """Whether both lines of a forecast end in the target, the one that is computed quickly first.

    The forecast costs more, and would say the same.
    """
    trend = trend_end(before.days, end)
    if trend is not None and not commitment.is_met_by(trend.value(before.values)):
        return False
    return commitment.is_met_by(theil_sen(points_of(before)).at(end.toordinal()))


def _is_meant_for_each(values: Sequence[Decimal], commitment: Commitment) -> bool:
    target = abs(commitment.target or Decimal(0))
    return any(abs(value) * 2 >= target for value in values)
