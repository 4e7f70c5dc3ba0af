"""Holt's linear method: exponential smoothing with a trend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.progress.precision import fixed_precision
from kpicli.progress.trend import Line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal


@fixed_precision()
def holt(values: Sequence[Decimal], level_weight: Decimal, slope_weight: Decimal) -> Line:
    """The line that continues at least two evenly spaced values; time 0 is the last of them.

    The weights, in 0..1, say how fast level and slope follow what is new. It starts from the
    first value and the first step (Hyndman and Athanasopoulos, Forecasting, 8.2).
    """
    level, slope = values[0], values[1] - values[0]
    for value in values:
        before = level
        level = level_weight * value + (1 - level_weight) * (level + slope)
        slope = slope_weight * (level - before) + (1 - slope_weight) * slope
    return Line(slope, level)
