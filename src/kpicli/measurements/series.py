"""Measurements in the order of their days."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from kpicli.models.actual import Actual


class Measurement(NamedTuple):
    """One observed number in the KPI's unit, on the day it counts for."""

    day: date
    value: Decimal
    actual: Actual


Series = tuple[Measurement, ...]
"""A KPI's measurements, by day, at most one a day."""


def between(series: Series, start: date, end: date) -> Series:
    """The measurements from one day to another, both included."""
    if series and start <= series[0].day and series[-1].day <= end:
        return series
    first = bisect_left(series, start, key=_day)
    return series[first : bisect_right(series, end, first, key=_day)]


_day = attrgetter("day")
