"""The numbers and dates beside a chart."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_CONTEXT = Context(prec=28)


def ticks(values: Iterable[Decimal], most: int) -> tuple[Decimal, ...]:
    """Round numbers from below the least value to above the greatest, at most so many, from two on.

    They are 1, 2, 2.5 or 5 times a power of ten apart.
    """
    known = sorted(values)
    low, high = known[0], known[-1]
    if low == high:
        room = abs(low) / 10 or Decimal(1)
        low, high = low - room, high + room
    step = _CONTEXT.divide(high - low, Decimal(max(most - 1, 1)))
    power = Decimal(1).scaleb(step.adjusted())
    for factor in (*_STEPS, *(10 * factor for factor in _STEPS)):
        found = _from(low, high, factor * power)
        if len(found) <= max(most, 2):
            return found
    return found


def _from(low: Decimal, high: Decimal, step: Decimal) -> tuple[Decimal, ...]:
    first = (_CONTEXT.divide(low, step)).to_integral_value(ROUND_FLOOR)
    last = (_CONTEXT.divide(high, step)).to_integral_value(ROUND_CEILING)
    found = ((first + number) * step for number in range(int(last - first) + 1))
    return tuple(value or Decimal(0) for value in found)


def labelled(width: int, labels: Sequence[tuple[int, str]], gap: int = 2) -> str:
    """Labels centred at their columns in a line, the first ones where two do not fit.

    A label that would reach over an edge stands at the edge.
    """
    line = [" "] * width
    for at, text in labels:
        start = max(min(at - len(text) // 2, width - len(text)), 0)
        taken = line[max(start - gap, 0) : start + len(text) + gap]
        if start + len(text) <= width and not "".join(taken).strip():
            line[start : start + len(text)] = text
    return "".join(line).rstrip()
