"""Cases of a propagation: the two halves of a variable's interval, narrowed."""

from __future__ import annotations

from math import isinf
from typing import TYPE_CHECKING

from kpicli.constraints.propagation import Until

if TYPE_CHECKING:
    from kpicli.constraints.propagation import Propagation

_STEPS_EACH, _FEW_STEPS = 10, 50
LEAST_WIDTH = 1e-9
"""Intervals that are narrower, relative to their size, are not halved."""
_UNBOUNDED = 0.75
"""How wide an interval without an end counts, where the widths at the start count as 1."""


def child(box: Propagation, x: int, low: float, high: float) -> Propagation:
    """A case in which a variable lies between two numbers, narrowed up to a conflict."""
    case = box.copy()
    case.steps = _STEPS_EACH * len(box.network.primitives) + _FEW_STEPS
    case.choose(x, low, high)
    case.run(Until.CONFLICT)
    return case


def width(root: Propagation, box: Propagation, x: int) -> float:
    """How wide an interval still is, where it is 1 at the root; 0 if it is but a number."""
    low, high = box.low[x], box.high[x]
    if isinf(low) or isinf(high):
        return _UNBOUNDED
    size = max(abs(low), abs(high))
    if high - low <= LEAST_WIDTH * size:
        return 0.0
    before = root.high[x] - root.low[x]
    return (high - low) / (2 * size) if isinf(before) else (high - low) / before


def halves(low: float, high: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """An interval in two; one without an end at a number that suits its other end."""
    if isinf(low) and isinf(high):
        middle = 0.0
    elif isinf(high):
        middle = max(2.0 * low, 1.0) if low >= 0.0 else 0.0
    elif isinf(low):
        middle = min(2.0 * high, -1.0) if high <= 0.0 else 0.0
    else:
        middle = low + (high / 2 - low / 2)
    return (low, middle), (middle, high)
