"""Where a KPI's numbers lead by the end of its period."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from kpicli.constraints import Interval
from kpicli.models.choices import Aggregation, Direction, PaceShape
from kpicli.progress.cadence_steps import steps_between
from kpicli.progress.even_steps import has_even_steps
from kpicli.progress.forecast import Forecast, forecast, forecast_total, trend_end
from kpicli.progress.precision import fixed_precision
from kpicli.progress.triage import triage_by_time
from kpicli.workspace.limits import possible_values
from kpicli.workspace.records import record_of
from kpicli.workspace.unread_values import unread_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from kpicli.models.commitment import Commitment
    from kpicli.models.goal import Kpi
    from kpicli.models.period import DateRange
    from kpicli.progress.trend import DayOnLine
    from kpicli.workspace import Definition, Workspace
    from kpicli.workspace.records import Record, Timetable

# By names of their own, since most KPIs ask for them: an enum is slow to hand out its members.
_COMPLETE, _LAST = Direction.COMPLETE, Aggregation.LAST


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
    timetable, record = record_of(kpi, workspace)
    return bool(_possible_misses(timetable, [record], workspace.as_of))


def possible_misses(workspace: Workspace, least: int) -> Iterator[Definition[Kpi]]:
    """The live KPIs with `least` (above 0) measurements in their period that `may_miss`.

    Those are left out that have surely come as far as is due on the way to their number.
    """
    for timetable, triage in triage_by_time(workspace).items():
        if len(timetable.days_inside) >= least:
            for record in _possible_misses(timetable, triage.unsure, workspace.as_of):
                yield record.kpi


@fixed_precision()
def _possible_misses(timetable: Timetable, records: Iterable[Record], as_of: date) -> list[Record]:
    """Those that may miss, of KPIs that were measured on the same days."""
    if timetable.period is None or as_of > timetable.period.end:
        return []
    end = trend_end(timetable.days, timetable.period.end)
    return [record for record in records if _may_miss(record, end)]


def _may_miss(record: Record, end: DayOnLine | None) -> bool:
    commitment = record.commitment
    if commitment is None or commitment.direction is _COMPLETE:
        return False
    if record.aggregation is not _LAST:
        return record.aggregation is Aggregation.SUM and record.kpi.model.cadence is not None
    return end is None or not commitment.is_met_by(end.value(record.series.values))


def forecast_of(kpi: Definition[Kpi], workspace: Workspace) -> Forecast | None:
    """The forecast for the end of a KPI's period from all that was measured by the as-of date.

    None for a deliverable, for a seasonal pace, for a mean or an extreme over time, after the
    period, for a flow without a cadence or with values of other lengths than that, and where too
    little is known or could be read. It keeps to the values that the metric can take. It takes some
    0.1 to 3 ms, and no one keeps it: ask for it where it is shown.
    """
    commitment, period = workspace.commitment(kpi), workspace.period(kpi)
    known = _known(kpi, workspace)
    if commitment is None or period is None or not known or workspace.as_of > period.end:
        return None
    if commitment.direction is Direction.COMPLETE or not isinstance(kpi.model.pace, PaceShape):
        return None  # what comes in seasons does not go on as it did so far
    if unread_value(kpi, workspace) is not None:
        return None
    aggregation = workspace.aggregation(kpi)
    if aggregation is Aggregation.LAST:
        return _bounded(forecast(known, period.end, commitment), possible_values(workspace, kpi))
    if aggregation is not Aggregation.SUM:
        return None  # a trend of single values says nothing of their mean or extreme
    return _bounded(_of_total(kpi, workspace, commitment, period), _possible_total(workspace, kpi))


def _of_total(
    kpi: Definition[Kpi], workspace: Workspace, commitment: Commitment, period: DateRange
) -> Forecast | None:
    cadence, known = kpi.model.cadence, workspace.series_to_date(kpi)
    if cadence is None or not has_even_steps(known, cadence, period.start, workspace.calendar):
        return None
    inside = workspace.series_in_period(kpi)
    left = steps_between(known.days[-1], period.end, cadence)
    return forecast_total(sum(inside.values, Decimal(0)), known.values, left, commitment)


def _possible_total(workspace: Workspace, kpi: Definition[Kpi]) -> Interval | None:
    """What a total can come to, whether the range is meant for it or for each of its values."""
    found = possible_values(workspace, kpi)
    if found is None or found.low is None or found.low < 0:
        return None
    return Interval(found.low)


def _bounded(found: Forecast | None, possible: Interval | None) -> Forecast | None:
    return found.bounded(possible.low, possible.high) if found and possible else found


def _known(kpi: Definition[Kpi], workspace: Workspace) -> list[tuple[date, Decimal]]:
    series = workspace.series_to_date(kpi)
    return list(zip(series.days, series.values, strict=True))
