"""Straight lines through a series, and how sure they are of a later value."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from itertools import combinations, pairwise
from operator import mul
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.measurements.median import median
from kpicli.progress.precision import fixed_precision

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    Points = Sequence[tuple[int, Decimal]]
    """A time in whole units and the value then; at least two different times, in order."""

_NOISE = Decimal("1e-24")
_ZERO = Decimal(0)


class Line(Struct, frozen=True):
    """A straight line: the value at time 0 and the change for each unit of time."""

    slope: Decimal
    intercept: Decimal

    def at(self, time: int) -> Decimal:
        """The value at a time."""
        return self.intercept + self.slope * time


class Prediction(Struct, frozen=True):
    """A later value as Student's t distribution: its centre, standard error and freedom."""

    centre: Decimal
    error: Decimal
    freedom: int


@fixed_precision()
def theil_sen(points: Points) -> Line:
    """The median of the slopes between all pairs: an outlier or two do not bend it.

    Sen, Estimates of the regression coefficient based on Kendall's tau, 1968.
    """
    slope = median(_slopes(points))
    middle = median(value for _, value in points) - slope * median(Decimal(t) for t, _ in points)
    return Line(slope, middle)


@fixed_precision()
def theil_sen_interval(points: Points, confidence: float) -> tuple[Decimal, Decimal]:
    """The slopes between which the true one lies with a confidence in 0..1, after Sen 1968.

    Ties, in time or in value, are not allowed for.
    """
    from statistics import NormalDist  # noqa: PLC0415 - it imports what nothing else needs

    slopes, count = sorted(_slopes(points)), len(points)
    spread = (count * (count - 1) * (2 * count + 5) / 18) ** 0.5
    reach = NormalDist().inv_cdf((1 + confidence) / 2) * spread
    low = max(round((len(slopes) - reach) / 2) - 1, 0)
    high = min(round((len(slopes) + reach) / 2), len(slopes) - 1)
    return slopes[low], slopes[high]


@fixed_precision()
def least_squares(points: Points) -> Line:
    """The ordinary least-squares line."""
    time, value = _means(points)
    slope = _products(points, time, value) / _squares(points, time)
    return Line(slope, value - slope * time)


class DayOnLine(Struct, frozen=True):
    """How much the value of each day counts in the least-squares line on another day, and of what.

    The days alone decide that. For each series on the same days it leaves a sum of products, which
    takes a fiftieth of the time.
    """

    weights: tuple[Decimal, ...]
    whole: Decimal

    def value(self, values: Sequence[Decimal]) -> Decimal:
        """The value then, by those of the days, which may end a longer series.

        It has the precision of the caller's decimal context.
        """
        last = values[-len(self.weights) :]
        return sum(map(mul, self.weights, last), _ZERO) / self.whole


@lru_cache(maxsize=1024)  # most KPIs are measured on the same days
def day_on_line(days: tuple[date, ...], day: date) -> DayOnLine:
    """A day on the least-squares line through at least two days."""
    times = [each.toordinal() - day.toordinal() for each in days]
    count, total = len(times), sum(times)
    spread = count * sum(map(mul, times, times)) - total * total
    weights = tuple(Decimal(spread - (count * time - total) * total) for time in times)
    return DayOnLine(weights, Decimal(count * spread))


@fixed_precision()
def least_squares_prediction(points: Points, time: int) -> Prediction:
    """The least-squares line at a later time; at least three points."""
    count, (mean, value) = len(points), _means(points)
    line, squares = least_squares(points), _squares(points, mean)
    left = sum(((y - value - line.slope * (t - mean)) ** 2 for t, y in points), Decimal(0))
    variance = _unless_noise(left, sum(((y - value) ** 2 for _, y in points), Decimal(0)))
    factor = 1 + Decimal(1) / count + (time - mean) ** 2 / squares
    error = (variance / (count - 2) * factor).sqrt()
    return Prediction(value + line.slope * (time - mean), error, count - 2)


@fixed_precision()
def drift_prediction(points: Points, time: int) -> Prediction:
    """A random walk with drift, from the first to the last of at least three points, carried on.

    The variance grows with the time between two points, so that they may lie apart unevenly.
    """
    (first, first_value), (last, last_value) = points[0], points[-1]
    span, ahead = Decimal(last - first), time - last
    slope = (last_value - first_value) / span
    steps = [(later - t, y_later - y) for (t, y), (later, y_later) in pairwise(points)]
    left = sum(((step - slope * days) ** 2 / days for days, step in steps), Decimal(0))
    left = _unless_noise(left, sum((step**2 / days for days, step in steps), Decimal(0)))
    freedom = len(points) - 2
    error = (left / freedom * ahead * (1 + ahead / span)).sqrt()
    return Prediction(last_value + slope * ahead, error, freedom)


@fixed_precision()
def run_rate_prediction(total: Decimal, increments: Sequence[Decimal], left: Decimal) -> Prediction:
    """A total after `left` more increments like those so far, of which there are at least two."""
    count = len(increments)
    mean = sum(increments, Decimal(0)) / count
    squares = sum(((each - mean) ** 2 for each in increments), Decimal(0))
    squares = _unless_noise(squares, sum((each**2 for each in increments), Decimal(0)))
    error = (squares / (count - 1) * left * (1 + left / count)).sqrt()
    return Prediction(total + mean * left, error, count - 1)


def _slopes(points: Points) -> list[Decimal]:
    return [(y2 - y1) / (t2 - t1) for (t1, y1), (t2, y2) in combinations(points, 2) if t1 != t2]


def _means(points: Points) -> tuple[Decimal, Decimal]:
    count = len(points)
    time = Decimal(sum(t for t, _ in points)) / count
    return time, sum((y for _, y in points), Decimal(0)) / count


def _squares(points: Points, time: Decimal) -> Decimal:
    return sum(((t - time) ** 2 for t, _ in points), Decimal(0))


def _products(points: Points, time: Decimal, value: Decimal) -> Decimal:
    return sum(((t - time) * (y - value) for t, y in points), Decimal(0))


def _unless_noise(part: Decimal, whole: Decimal) -> Decimal:
    """A sum of squares, 0 where only rounding keeps it from being 0."""
    return part if part > whole * _NOISE else Decimal(0)
