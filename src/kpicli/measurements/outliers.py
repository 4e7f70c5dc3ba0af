"""Measurements that do not fit the rest of their series."""

from __future__ import annotations

from decimal import Context, Decimal, localcontext
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.measurements.median import median

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_CONTEXT = Context(prec=28)
# What turns a median or a mean of distances into the standard deviation of a normal distribution.
_BY_MEDIAN = Decimal("1.4826")
_BY_MEAN = Decimal("1.2533")


class Outlier(Struct, frozen=True):
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
    if not may_be_far_apart(values, factor):
        return ()
    with localcontext(_CONTEXT):
        far = tuple(_far_ones(values, factor))
        scores = _robust_scores(values) if far else []
        return tuple(
            Outlier(index, scores[index], nearest) for index, nearest in far if scores[index] > z
        )


def may_be_far_apart(values: Sequence[Decimal], factor: Decimal) -> bool:
    """Whether there may be an outlier, as far as is told quickly: hardly any series has one.

    The factor is above 1.
    """
    if len(values) < 2:  # noqa: PLR2004 - it takes another to be far from
        return False
    sizes = sorted(values)
    if sizes[-1] <= factor * sizes[0]:
        return False  # then none is negative, and none beyond another by the factor
    if sizes[0] < 0:
        sizes = sorted(map(abs, values))
    return factor * sizes[0] < sizes[1] or sizes[-1] > factor * sizes[-2]


def _far_ones(values: Sequence[Decimal], factor: Decimal) -> Iterator[tuple[int, Decimal]]:
    """The smallest and the largest by size, if the next one is a factor away: index and next."""
    order = sorted(range(len(values)), key=lambda index: abs(values[index]))
    if len(order) < 2 or not values[order[-1]]:  # noqa: PLR2004 - it takes another to be far from
        return
    first, second, before, last = (values[index] for index in (*order[:2], *order[-2:]))
    if factor * abs(first) < abs(second):
        yield order[0], second
    if before and abs(last) > factor * abs(before):
        yield order[-1], before


def _robust_scores(values: Sequence[Decimal]) -> list[Decimal]:
    middle = median(values)
    distances = [abs(value - middle) for value in values]
    scale = _BY_MEDIAN * median(distances)
    if not scale:
        scale = _BY_MEAN * sum(distances, Decimal(0)) / len(distances)
    return [distance / scale for distance in distances]
