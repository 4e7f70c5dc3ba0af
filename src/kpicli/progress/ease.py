"""Signs that a target asks for no effort."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from itertools import accumulate
from typing import TYPE_CHECKING

from kpicli.models.choices import Aggregation
from kpicli.progress.aim import start_of
from kpicli.progress.cadence_steps import steps_between
from kpicli.progress.forecast import Forecast, forecast, forecast_total
from kpicli.progress.trend import theil_sen
from kpicli.progress.way_ahead import moves, points_of

if TYPE_CHECKING:
    from datetime import date

    from kpicli.models.commitment import Commitment
    from kpicli.models.goal import Kpi
    from kpicli.workspace import Definition, Workspace

_LEAST = 4


def reached_on(workspace: Workspace, kpi: Definition[Kpi]) -> date | None:
    """The day in the period of the first measurement that met the target, if the last one does.

    Of a flow the totals count, unless one value alone makes half of the target: then the target
    was most likely meant for each value. None for what has no known start, or no way to go.
    """
    commitment, aggregation = workspace.commitment(kpi), workspace.aggregation(kpi)
    series = workspace.series_in_period(kpi)
    if commitment is None or not series:
        return None
    if aggregation is Aggregation.LAST and not commitment.is_met_by(series[-1].value):
        return None
    values = [part.value for part in series]
    if aggregation is Aggregation.SUM:
        if _is_meant_for_each(values, commitment):
            return None
        values = list(accumulate(values))
    if not commitment.is_met_by(values[-1]) or not _has_way(commitment, aggregation):
        return None
    pairs = zip(series, values, strict=True)
    return next(part.day for part, value in pairs if commitment.is_met_by(value))


def trend_before(workspace: Workspace, kpi: Definition[Kpi], least: int) -> Forecast | None:
    """Where the series led before the period began, by the end of the period.

    None from fewer than `least` (at least four) measurements, and for what has no way to go.
    """
    commitment, period = workspace.commitment(kpi), workspace.period(kpi)
    if commitment is None or period is None:
        return None
    aggregation, first = workspace.aggregation(kpi), min(period.start, workspace.as_of)
    series, enough = workspace.series(kpi), max(least, _LEAST)
    if len(series) < enough or series[enough - 1].day >= first:
        return None
    if not _has_way(commitment, aggregation):
        return None
    before = tuple(part for part in series if part.day < first)
    if aggregation is Aggregation.SUM:
        cadence = kpi.model.cadence
        if cadence is None:
            return None
        steps = steps_between(period.start - timedelta(1), period.end, cadence)
        increments = [part.value for part in before]
        return forecast_total(Decimal(0), increments, steps, commitment)
    if not commitment.is_met_by(theil_sen(points_of(before)).at(period.end.toordinal())):
        return None  # the forecast costs more, and would say the same
    return forecast([(part.day, part.value) for part in before], period.end, commitment)


def _has_way(commitment: Commitment, aggregation: Aggregation) -> bool:
    """Whether it is to move, from a start that is known."""
    return moves(commitment, aggregation) and start_of(commitment, aggregation) is not None


def _is_meant_for_each(values: list[Decimal], commitment: Commitment) -> bool:
    target = abs(commitment.target or Decimal(0))
    return any(abs(value) * 2 >= target for value in values)
