"""What the days of measurements tell of a period that runs, and what KPIs have come to by then."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.models.choices import Aggregation

if TYPE_CHECKING:
    from datetime import date

    from kpicli.workspace.records import Record, Timetable

_ZERO = Decimal(0)


class Clock(Struct, frozen=True):
    """The same for all KPIs that were measured on the same days.

    The period's measurements begin at `first`, and so many were `measured`. `left` and `spent` are
    days: after the last measurement of all, and from the first to the last of the period.
    """

    end: date
    first: int
    measured: int
    left: Decimal
    spent: Decimal


def clock_of(timetable: Timetable, today: date) -> Clock | None:
    """None where nothing was measured yet, and outside the period."""
    days, period = timetable.days, timetable.period
    if period is None or not days or not period.start <= today <= period.end:
        return None
    first = timetable.inside.start
    measured, left = len(timetable.days_inside), (period.end - days[-1]).days
    spent = (days[-1] - days[first]).days if measured else 0
    return Clock(period.end, first, measured, Decimal(left), Decimal(spent))


def come_to(record: Record, clock: Clock) -> Decimal:
    """The last value of a KPI, or of a flow the total of the period so far.

    A total has the precision of the caller's decimal context.
    """
    values = record.series.values
    if record.aggregation is Aggregation.SUM:
        return sum(values[clock.first :], _ZERO)
    return values[-1]
