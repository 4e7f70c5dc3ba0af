"""Which intervals exclude each other.

Intervals of one dimension have a common number as soon as any two of them do (Helly's theorem),
so every smallest set that excludes itself is a pair.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kpicli.constraints.interval import Interval

MOST_PAIRS = 10
"""How many pairs are told one by one before only the widest of each interval are."""

_HUNDRED = Decimal(100)


class Disjoint(Struct, frozen=True, order=True):
    """Two intervals without a common number, by index: the one below and the one above."""

    below: int
    above: int


class _Ordered(Struct, frozen=True):
    """Intervals by index: those with an upper bound, lowest first; with a lower, highest first."""

    intervals: Sequence[Interval]
    lowest: list[int]
    highest: list[int]

    def are_disjoint(self, below: int, above: int) -> bool:
        return self.intervals[below].gap_to(self.intervals[above]) is not None


def disjoint_pairs(intervals: Sequence[Interval]) -> tuple[Disjoint, ...]:
    """The pairs of intervals that have no common number; empty intervals take no part.

    All of them if there are at most `MOST_PAIRS`. If there are more, for each interval that is in
    any the one with the widest gap: at most as many as there are intervals. Takes O(n log n).
    """
    ordered = _ordered(intervals)
    pairs = tuple(islice(_pairs(ordered), MOST_PAIRS + 1))
    if len(pairs) > MOST_PAIRS:
        pairs = tuple(set(_widest(ordered)))
    return tuple(sorted(pairs))


def is_rounding(below: Interval, above: Interval, percent: Decimal) -> bool:
    """Whether two disjoint intervals lie so close that rounding may explain it.

    The gap is then smaller, for both bounds, than that percentage of the bound or than one step of
    the last digit that the bound is written with, whichever is larger. It never explains that one
    leaves out the very number at which the other begins.
    """
    gap = below.gap_to(above)
    assert gap is not None, "the intervals are disjoint, in this order"
    bounds = (bound for bound in (below.high, above.low) if bound is not None)
    return gap > 0 and all(
        gap < max(abs(bound) * percent / _HUNDRED, _last_step(bound)) for bound in bounds
    )


def _last_step(number: Decimal) -> Decimal:
    return Decimal(1).scaleb(int(number.as_tuple().exponent))


def _ordered(intervals: Sequence[Interval]) -> _Ordered:
    highs, lows = [], []
    for index, part in enumerate(intervals):
        if part.is_empty:
            continue
        if part.high is not None:
            highs.append((part.high, not part.high_open, index))
        if part.low is not None:
            lows.append((part.low.copy_negate(), not part.low_open, index))
    return _Ordered(
        intervals,
        [index for _, _, index in sorted(highs)],
        [index for _, _, index in sorted(lows)],
    )


def _pairs(ordered: _Ordered) -> Iterator[Disjoint]:
    """All pairs, the widest first; each look beyond them ends at the first two that meet."""
    for below in ordered.lowest:
        for above in ordered.highest:
            if not ordered.are_disjoint(below, above):
                break
            yield Disjoint(below, above)


def _widest(ordered: _Ordered) -> Iterator[Disjoint]:
    lowest, highest = ordered.lowest[0], ordered.highest[0]
    for below in ordered.lowest:
        if ordered.are_disjoint(below, highest):
            yield Disjoint(below, highest)
    for above in ordered.highest:
        if ordered.are_disjoint(lowest, above):
            yield Disjoint(lowest, above)
