"""Measurements that do not fit the rest of their series."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal, localcontext
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_CONTEXT = Context(prec=28)
# What turns a median or a mean of distances into the standard deviation of a normal distribution.
_BY_MEDIAN = Decimal("1.4826")
_BY_MEAN = Decimal("1.2533")


@dataclass(frozen=True, slots=True)
class Outlier:
    """A value by its index: its robust z, and the nearest of the other values in size."""

    index: int
    z: Decimal
    nearest: Decimal


def outliers(values: Sequence[Decimal], z: Decimal, factor: Decimal) -> tuple[Outlier, ...]:
    """The values with a robust z above `z` whose size is beyond all others by a factor.

    The robust z is the distance to the median over the median distance, or over the mean distance
    where more than half of the values are equal (Iglewicz and Hoaglin, How to Detect and Handle
    Outliers, 1993). The factor keeps out what is only unusual for a series that hardly moves; it
    says nothing where all others are 0.
    """
    with localcontext(_CONTEXT):
        return tuple(
            Outlier(index, score, nearest)
            for index, score in enumerate(_robust_scores(values))
            if score > z and (nearest := _nearest_if_far(values, index, factor)) is not None
        )


def _robust_scores(values: Sequence[Decimal]) -> list[Decimal]:
    middle = median(values) if values else Decimal(0)
    distances = [abs(value - middle) for value in values]
    scale = _BY_MEDIAN * median(distances) if distances else Decimal(0)
    if not scale:
        scale = _BY_MEAN * sum(distances, Decimal(0)) / max(len(distances), 1)
    return [distance / scale if scale else Decimal(0) for distance in distances]


def _nearest_if_far(values: Sequence[Decimal], index: int, factor: Decimal) -> Decimal | None:
    """The largest or the smallest of the other values, if this one is beyond it by the factor."""
    others = sorted((*values[:index], *values[index + 1 :]), key=abs)
    if not others or not others[-1]:
        return None
    if abs(values[index]) > factor * abs(others[-1]):
        return others[-1]
    return others[0] if factor * abs(values[index]) < abs(others[0]) else None
