"""Calendar arithmetic in steps of a cadence."""

from __future__ import annotations

from datetime import MAXYEAR, date, timedelta
from decimal import Decimal
from functools import lru_cache

from kpicli.models.choices import Cadence
from kpicli.models.period import days_of_month
from kpicli.progress.precision import fixed_precision

_DAYS = {Cadence.DAILY: 1, Cadence.WEEKLY: 7}
_MONTHS = {Cadence.MONTHLY: 1, Cadence.QUARTERLY: 3, Cadence.YEARLY: 12}


@lru_cache(maxsize=4096)
def after(day: date, steps: int, cadence: Cadence) -> date:
    """The date `steps` cadences later, at most the last date there is.

    Months, quarters and years keep the day of the month as far as the month has it; the last day
    of a month leads to the last day of a month.
    """
    if cadence in _DAYS:
        return day + min(timedelta(_DAYS[cadence] * steps), date.max - day)
    return _months_after(day, _MONTHS[cadence] * steps)


@fixed_precision()
def steps_between(first: date, last: date, cadence: Cadence) -> Decimal:
    """How many cadences lie between two dates, the last one in part; 0 if `last` is not later."""
    if last <= first:
        return Decimal(0)
    whole = _whole_steps(first, last, cadence)
    before, behind = after(first, whole, cadence), after(first, whole + 1, cadence)
    length = (behind - before).days
    return whole + Decimal((last - before).days) / max(length, 1)


def _whole_steps(first: date, last: date, cadence: Cadence) -> int:
    if cadence in _DAYS:
        return (last - first).days // _DAYS[cadence]
    months = (last.year - first.year) * 12 + last.month - first.month
    whole = months // _MONTHS[cadence]
    return whole if after(first, whole, cadence) <= last else whole - 1


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > MAXYEAR:
        return date.max
    length = days_of_month(year, month + 1)
    is_last = day.day == days_of_month(day.year, day.month)
    return date(year, month + 1, length if is_last else min(day.day, length))
