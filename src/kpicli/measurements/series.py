"""Measurements in the order of their days."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple, overload

from msgspec import Struct

from kpicli.models.actual import NO_ACTUALS, Actuals, actuals_from

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from decimal import Decimal

    from kpicli.models.actual import Actual


class Measurement(NamedTuple):
    """One observed number in the KPI's unit, on the day it counts for."""

    day: date
    value: Decimal
    actual: Actual


class Series(Struct, frozen=True, gc=False):
    """A KPI's measurements, by day, at most one a day.

    They are kept as columns of one length, since days or values alone are asked for most. A single
    measurement is made when it is asked for.
    """

    days: tuple[date, ...] = ()
    values: tuple[Decimal, ...] = ()
    actuals: Actuals = NO_ACTUALS

    def __len__(self) -> int:
        return len(self.days)

    def __iter__(self) -> Iterator[Measurement]:
        return map(Measurement, self.days, self.values, self.actuals)

    @overload
    def __getitem__(self, index: int) -> Measurement: ...

    @overload
    def __getitem__(self, index: slice) -> Series: ...

    def __getitem__(self, index: int | slice) -> Measurement | Series:
        if isinstance(index, slice):
            return Series(self.days[index], self.values[index], self.actuals[index])
        return Measurement(self.days[index], self.values[index], self.actuals[index])


NOTHING_MEASURED = Series()


def series_of(measurements: Iterable[Measurement]) -> Series:
    """The measurements in the order of their days; of two on one day the later one counts."""
    by_day = {part.day: part for part in measurements}
    if not by_day:
        return NOTHING_MEASURED
    days, values, actuals = zip(*(by_day[day] for day in sorted(by_day)), strict=True)
    return Series(days, values, actuals_from(actuals))


def between(series: Series, start: date, end: date) -> Series:
    """The measurements from one day to another, both included."""
    days = series.days
    if not days or (start <= days[0] and days[-1] <= end):
        return series
    first = bisect_left(days, start)
    part = slice(first, bisect_right(days, end, first))
    return Series(days[part], series.values[part], series.actuals[part])
