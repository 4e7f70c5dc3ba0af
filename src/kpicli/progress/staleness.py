"""Whether the last actual still speaks for today."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from kpicli.progress.cadence_steps import after

if TYPE_CHECKING:
    from datetime import date

    from kpicli.models.choices import Cadence


class Freshness(StrEnum):
    """How old the last actual is, against how often it should come."""

    FRESH = "fresh"
    AGEING = "ageing"
    STALE = "stale"


@lru_cache(maxsize=4096)  # most goals were last measured on the same few days
def freshness(last: date, cadence: Cadence, as_of: date, period_end: date) -> Freshness:
    """Fresh up to a cadence and a quarter, stale after two, by the calendar.

    Nothing gets older after the end of the period, since nothing more is due.
    """
    today = min(as_of, period_end)
    due, overdue = after(last, 1, cadence), speaks_until(last, cadence)
    if today > overdue:
        return Freshness.STALE
    grace = timedelta((overdue - due).days // 4)
    return Freshness.FRESH if today <= due + grace else Freshness.AGEING


def speaks_until(last: date, cadence: Cadence) -> date:
    """The last day on which a value is not stale yet: two cadences after it."""
    return after(last, 2, cadence)


def age_in_days(last: date, as_of: date) -> int:
    """The days from the last actual to the as-of date."""
    return (as_of - last).days
