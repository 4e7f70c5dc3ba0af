"""Stretches of time of which a total has no value."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from kpicli.models.choices import Aggregation, Cadence
from kpicli.models.period import DateRange, Period
from kpicli.progress.cadence_steps import after

if TYPE_CHECKING:
    from kpicli.measurements import Series
    from kpicli.models.goal import Kpi
    from kpicli.models.period import Calendar, When
    from kpicli.workspace import Definition, Workspace

_A_DAY = timedelta(1)


def hole_in_total(kpi: Definition[Kpi], workspace: Workspace) -> DateRange | None:
    """The first hole in the total of a KPI whose period is over, if it has one."""
    cadence, period = kpi.model.cadence, workspace.period(kpi)
    if cadence is None or period is None or workspace.as_of <= period.end:
        return None
    if workspace.aggregation(kpi) is not Aggregation.SUM:
        return None
    series = workspace.series_in_period(kpi)
    return first_hole(series, cadence, workspace.calendar, period.start)


def first_hole(
    series: Series, cadence: Cadence, calendar: Calendar, start: date | None = None
) -> DateRange | None:
    """The first stretch that surely lacks a value: between those of a series, or since `start`.

    Before the value of a period that is a whole step of the cadence. One of a date may be of all
    the time since the value before, so that more than two steps have to lie between, and of daily
    values nothing is known.
    """
    return _first_hole(series.days, series.actuals.whens, cadence, calendar, start)


@lru_cache(maxsize=1024)  # most totals are measured on the same days
def _first_hole(
    days: tuple[date, ...],
    whens: tuple[When, ...],
    cadence: Cadence,
    calendar: Calendar,
    start: date | None,
) -> DateRange | None:
    known = None if start is None else start - _A_DAY
    for day, when in zip(days, whens, strict=True):
        begin = when.dates(calendar).start if isinstance(when, Period) else None
        if known is not None and _is_hole(known, day, begin, cadence):
            return DateRange(known + _A_DAY, (begin or day) - _A_DAY)
        known = day
    return None


def _is_hole(known: date, day: date, begin: date | None, cadence: Cadence) -> bool:
    if begin is not None:
        return after(known, 1, cadence) < begin
    return cadence is not Cadence.DAILY and after(known, 2, cadence) < day
