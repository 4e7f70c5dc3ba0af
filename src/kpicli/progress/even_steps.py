"""Whether each value of a total stands for one step of its cadence, so that they go on alike."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from kpicli.measurements.series import between
from kpicli.models.period import Period
from kpicli.progress.cadence_steps import steps_between
from kpicli.progress.holes import first_hole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.measurements import Series
    from kpicli.models.choices import Cadence
    from kpicli.models.period import Calendar, When

_SHORTEST, _LONGEST = Decimal("0.5"), Decimal("1.5")
_A_DAY = timedelta(1)


def has_even_steps(series: Series, cadence: Cadence, start: date, calendar: Calendar) -> bool:
    """Whether no value of a series covers half a step more or less than the cadence says.

    Nor may one be missing between two in the total's period.
    A value of a period covers that period, and one of a date the time since the value before it:
    the first in the total's period, which begins at `start`, at most what is over of that. What a
    first date before it covers is not known, and is not held against it.
    """
    if first_hole(between(series, start, date.max), cadence, calendar) is not None:
        return False
    return _are_even(series.days, series.actuals.whens, cadence, start, calendar)


@lru_cache(maxsize=1024)  # most totals are measured on the same days
def _are_even(
    days: tuple[date, ...],
    whens: tuple[When, ...],
    cadence: Cadence,
    start: date,
    calendar: Calendar,
) -> bool:
    spans = _spans(days, whens, start, calendar)
    steps = [(steps_between(since, day, cadence), least) for since, day, least in spans]
    return all(least <= step <= _LONGEST for step, least in steps)


def _spans(
    days: tuple[date, ...], whens: tuple[When, ...], start: date, calendar: Calendar
) -> Iterator[tuple[date, date, Decimal]]:
    """From the day before to the last day that a value covers, with the least steps of that."""
    before: date | None = None
    for day, when in zip(days, whens, strict=True):
        if isinstance(when, Period):
            yield when.dates(calendar).start - _A_DAY, day, _SHORTEST
        elif before is not None:
            yield before, day, _SHORTEST
        elif day >= start:
            # A period may begin within a step.
            yield start - _A_DAY, day, Decimal(0)
        before = day
