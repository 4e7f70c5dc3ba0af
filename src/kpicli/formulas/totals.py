"""How a metric changes with all that its formula rests on, through every formula between them."""

from __future__ import annotations

from decimal import Context, Decimal
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from kpicli.formulas.ranges import ONE, ZERO, Range, product, sum_of

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_REACHED = 400
"""How many metrics a total may rest on; beyond, no single one of them decides it."""
_FIXED = Context(prec=28, traps=[])
_ROUNDING = Decimal("1e-12")


def total_slopes(
    metric: str, slopes: Mapping[str, Mapping[str, Range]], order: Mapping[str, int]
) -> Mapping[str, Range] | None:
    """The slopes of one metric with each that it rests on, directly or through others.

    `slopes` gives for each metric with a formula those of its formula, `order` to every metric a
    place after all that it rests on. What runs over several ways is added up, so the total is
    exact however the ways diverge. A name without a place is left out. None where there are more
    than `MOST_REACHED`.
    """
    passed = {metric: ONE}
    waiting = [(-order[metric], metric)]
    while waiting:
        _, current = heappop(waiting)
        for name, slope in slopes.get(current, {}).items():
            if name not in order:
                continue
            if name not in passed:
                heappush(waiting, (-order[name], name))
            passed[name] = sum_of(passed.get(name, ZERO), product(passed[current], slope))
        if len(passed) > MOST_REACHED:
            return None
    del passed[metric]
    return dict(sorted(passed.items()))


def elasticity(slope: Range, source: Range, result: Range) -> Decimal | None:
    """By how many per cent a result changes where its source grows by one, of the slope's sign.

    None where one of them is not known as a number, is 0, or the slope has no sign.
    """
    numbers = [_number(part) for part in (slope, source, result)]
    if not all(numbers):
        return None
    change, start, end = (number for number in numbers if number)
    return _FIXED.divide(_FIXED.multiply(change, start.copy_abs()), end.copy_abs())


def _number(part: Range) -> Decimal | None:
    """The number that a range is but for rounding."""
    if not (part.low.is_finite() and part.high.is_finite()):
        return None
    middle = _FIXED.divide(_FIXED.add(part.low, part.high), 2)
    width = _FIXED.subtract(part.high, part.low)
    return middle if width <= _FIXED.multiply(_ROUNDING, middle.copy_abs()) else None
