"""Where a KPI's numbers lead by the end of its period."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from kpicli.models.choices import Aggregation, Direction
from kpicli.progress.cadence_steps import steps_between
from kpicli.progress.forecast import Forecast, forecast, forecast_total, trend_end

if TYPE_CHECKING:
    from datetime import date

    from kpicli.models.goal import Kpi
    from kpicli.workspace import Definition, Workspace


def likely_miss(
    kpi: Definition[Kpi], workspace: Workspace, probability: Decimal
) -> Forecast | None:
    """The forecast of a KPI, if it misses the target and meets it with less than a probability.

    The probability is at most one half.
    """
    commitment = workspace.commitment(kpi)
    if commitment is None or not may_miss(kpi, workspace):
        return None
    found = forecast_of(kpi, workspace)
    if found is None or found.probability >= probability or commitment.is_met_by(found.value):
        return None
    return found


def may_miss(kpi: Definition[Kpi], workspace: Workspace) -> bool:
    """Whether a forecast may miss the target more likely than not, as far as is told quickly.

    It does not where the trend itself ends in the target, or where nothing is forecast.
    """
    commitment, period = workspace.commitment(kpi), workspace.period(kpi)
    if commitment is None or period is None or workspace.as_of > period.end:
        return False
    aggregation = workspace.aggregation(kpi)
    if aggregation is not Aggregation.LAST:
        return aggregation is Aggregation.SUM and kpi.model.cadence is not None
    known = workspace.series_to_date(kpi)
    end = trend_end(known.days, known.values, period.end)
    return end is None or not commitment.is_met_by(end)


def forecast_of(kpi: Definition[Kpi], workspace: Workspace) -> Forecast | None:
    """The forecast for the end of a KPI's period from all that was measured by the as-of date.

    None for a deliverable, for a mean or an extreme over time, after the period, for a flow
    without a cadence, and where too little is known. It takes some 0.1 to 3 ms, and no one
    keeps it: ask for it where it is shown.
    """
    commitment, period = workspace.commitment(kpi), workspace.period(kpi)
    known = _known(kpi, workspace)
    if commitment is None or period is None or not known or workspace.as_of > period.end:
        return None
    if commitment.direction is Direction.COMPLETE:
        return None
    aggregation = workspace.aggregation(kpi)
    if aggregation is Aggregation.LAST:
        return forecast(known, period.end, commitment)
    if aggregation is not Aggregation.SUM:
        return None  # a trend of single values says nothing of their mean or extreme
    if kpi.model.cadence is None:
        return None
    total = sum((value for day, value in known if day >= period.start), Decimal(0))
    left = steps_between(known[-1][0], period.end, kpi.model.cadence)
    return forecast_total(total, [value for _, value in known], left, commitment)


def _known(kpi: Definition[Kpi], workspace: Workspace) -> list[tuple[date, Decimal]]:
    series = workspace.series_to_date(kpi)
    return list(zip(series.days, series.values, strict=True))
