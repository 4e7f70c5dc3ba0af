"""Numbers over time: where a KPI starts, where it is to go, and twelve months of actuals.

All numbers here are whole, in units of a measure's last place, so that no float is ever written.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.catalogue import Form, Measure

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable

MONTH_ENDS = (
    "2025-09-30",
    "2025-10-31",
    "2025-11-30",
    "2025-12-31",
    "2026-01-31",
    "2026-02-28",
    "2026-03-31",
    "2026-04-30",
    "2026-05-31",
    "2026-06-30",
    "2026-07-31",
    "2026-08-31",
)
BASELINE_DATE = "2025-12-31"

# The shares of the way that lie behind at each month's end: slow in 2025, on course since.
_SHARES = (-0.12, -0.08, -0.04, 0.0, *(0.09 * month for month in range(1, 9)))
_DONE = (2, 4, 5, 7, 12, 21, 30, 38, 47, 55, 64, 72)
_FALLING = {Form.LOWER, Form.LOWER_PERCENT, Form.LOWER_POINTS, Form.CHANGE}
_BELOW = {Form.AT_MOST, Form.BELOW}
_POINTS = {Form.RAISE_POINTS, Form.LOWER_POINTS}
_SMALLEST_WAY = 24


@dataclass(frozen=True, slots=True)
class Series:
    """A baseline, a target and the actuals at `MONTH_ENDS`."""

    baseline: int
    target: int
    actuals: tuple[int, ...]


def series_of(measure: Measure, rng: random.Random) -> Series:
    """Numbers that fit the measure and are on course for its target."""
    if measure.form is Form.COMPLETE:
        return Series(0, 100, tuple(done + rng.randint(0, 1) for done in _DONE))
    start = rng.randint(measure.low, measure.high)
    if measure.form in {Form.AT_LEAST, Form.ABOVE, Form.WITHIN}:
        return Series(start, start, _kept(start, 1, rng))
    if measure.form in _BELOW:
        return Series(start, start, _kept(start, -1, rng))
    way = _way(measure, start, rng)
    target = start - way if measure.form in _FALLING else start + way
    return Series(start, target, _moving(start, target, rng))


def total(parts: Iterable[Series]) -> Series:
    """The series of a whole that is the sum of its parts."""
    all_parts = tuple(parts)
    return Series(
        sum(part.baseline for part in all_parts),
        sum(part.target for part in all_parts),
        tuple(map(sum, zip(*(part.actuals for part in all_parts), strict=True))),
    )


def percent_of(series: Series) -> int:
    """The change from baseline to target in whole percent, signed."""
    return round((series.target - series.baseline) * 100 / series.baseline)


def number(value: int, measure: Measure) -> str:
    """A value as plain digits: `12.5`, `1250000`."""
    if measure.places < 0:
        return str(value * 10**-measure.places)
    return str(Decimal(value).scaleb(-measure.places))


def _way(measure: Measure, start: int, rng: random.Random) -> int:
    if measure.form in _POINTS:
        return rng.randint(3, 6) * 10
    percent = rng.randint(12, 35)
    return max(_SMALLEST_WAY, start * percent // 100)


def _moving(start: int, target: int, rng: random.Random) -> tuple[int, ...]:
    way = target - start
    return tuple(round(start + way * (share + rng.uniform(-0.015, 0.015))) for share in _SHARES)


def _kept(bound: int, sign: int, rng: random.Random) -> tuple[int, ...]:
    room = max(10, bound // 20)
    return tuple(bound + sign * rng.randint(room // 5, room) for _ in MONTH_ENDS)
