"""How a metric changes with all that its formula rests on, through every formula between them."""

from __future__ import annotations

from decimal import Context, Decimal
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
    reached = _reached(metric, slopes, order)
    if len(reached) > MOST_REACHED:
        return None
    passed = dict.fromkeys(reached, ZERO) | {metric: ONE}
    for current in sorted(reached, key=lambda name: -order[name]):
        for name, slope in slopes.get(current, {}).items():
            if name in passed:
                passed[name] = sum_of(passed[name], product(passed[current], slope))
    return {name: passed[name] for name in sorted(reached - {metric})}


def _reached(
    metric: str, slopes: Mapping[str, Mapping[str, Range]], order: Mapping[str, int]
) -> set[str]:
    """The metric and all that it rests on, or as many as show that there are too many."""
    found, waiting = {metric}, [metric]
    while waiting and len(found) <= MOST_REACHED:
        new = {name for name in slopes.get(waiting.pop(), {}) if name in order} - found
        found |= new
        waiting.extend(new)
    return found


def elasticity(slope: Range, source: Range, result: Range) -> Decimal | None:
    """By how many per cent a result changes where its source grows by one, of the slope's sign.

    None where one of them is not known as a number, is 0, or the slope has no sign.
    """
    parts = (slope, source, result)
    if not all(part.low.is_finite() and part.high.is_finite() for part in parts):
        return None
    numbers = [_number(part) for part in parts]
    if not all(numbers):
        return None
    change, start, end = (number for number in numbers if number)
    return _FIXED.divide(_FIXED.multiply(change, start.copy_abs()), end.copy_abs())


def _number(part: Range) -> Decimal | None:
    """The number that a range is but for rounding."""
    middle = _FIXED.divide(_FIXED.add(part.low, part.high), 2)
    width = _FIXED.subtract(part.high, part.low)
    return middle if width <= _FIXED.multiply(_ROUNDING, middle.copy_abs()) else None
