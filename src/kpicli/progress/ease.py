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
from kpicli.progress.forecast import Forecast, forecast, forecast_total, trend_end
from kpicli.progress.trend import theil_sen
from kpicli.progress.way_ahead import moves, points_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kpicli.measurements import Series
    from kpicli.models.commitment import Commitment
    from kpicli.models.goal import Kpi
    from kpicli.workspace import Definition, Workspace

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


def trend_before(workspace: Workspace, kpi: Definition[Kpi], least: int) -> Forecast | None:
    """Where the series led before the period began, by the end of the period.

    None from fewer than `least` (at least four) measurements, for what has no way to go, and
    where the trend of a level does not meet the target.
    """
    period, series, enough = workspace.period(kpi), workspace.series(kpi), max(least, _LEAST)
    if period is None or len(series.days) < enough:
        return None
    first = min(period.start, workspace.as_of)
    if series.days[enough - 1] >= first:
        return None
    commitment, aggregation = workspace.commitment(kpi), workspace.aggregation(kpi)
    if commitment is None or not _has_way(commitment, aggregation):
        return None
    before = between(series, series.days[0], first - timedelta(1))
    if aggregation is Aggregation.SUM:
        cadence = kpi.model.cadence
        if cadence is None:
            return None
        steps = steps_between(period.start - timedelta(1), period.end, cadence)
        return forecast_total(Decimal(0), before.values, steps, commitment)
    if not _may_reach(before, period.end, commitment):
        return None
    return forecast([*zip(before.days, before.values, strict=True)], period.end, commitment)


def _has_way(commitment: Commitment, aggregation: Aggregation) -> bool:
    """Whether it is to move, from a start that is known."""
    return moves(commitment, aggregation) and start_of(commitment, aggregation) is not None


def _may_reach(before: Series, end: date, commitment: Commitment) -> bool:
    """Whether both lines of a forecast end in the target, the one that is computed quickly first.

    The forecast costs more, and would say the same.
    """
    middle = trend_end(before.days, before.values, end)
    if middle is not None and not commitment.is_met_by(middle):
        return False
    return commitment.is_met_by(theil_sen(points_of(before)).at(end.toordinal()))


def _is_meant_for_each(values: Sequence[Decimal], commitment: Commitment) -> bool:
    target = abs(commitment.target or Decimal(0))
    return any(abs(value) * 2 >= target for value in values)
