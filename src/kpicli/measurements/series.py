"""Measurements in the order of their days."""

from __future__ import annotations

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
    return tuple(part for part in series if start <= part.day <= end)
