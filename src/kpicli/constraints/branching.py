"""Looking at cases: intervals are halved and narrowed until all are refuted or one has a point."""

from __future__ import annotations

from collections import deque
from enum import Enum, auto
from math import isinf
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.constraints.propagation import Until, propagated
from kpicli.constraints.witness import find_witness, point

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpicli.constraints.network import Network
    from kpicli.constraints.propagation import Propagation
    from kpicli.constraints.trail import Limit

_MOST_WORK = 300_000
"""How many primitives all cases together may have: in a large network a case is much work."""
_THOROUGH = frozenset((8, 64))
_STEPS_EACH, _FEW_STEPS = 10, 50
_LEAST_WIDTH = 1e-9
_UNBOUNDED = 0.75
"""How wide an interval without an end counts, where the widths at the start count as 1."""


class Outcome(Enum):
    """What a search ends in."""

    REFUTED = auto()
    SATISFIED = auto()
    OPEN = auto()


class Search(Struct, frozen=True):
    """A search's outcome, and the point that satisfies everything if it found one."""

    outcome: Outcome
    boxes: int = 0
    """How many cases it took."""
    witness: Sequence[float] = ()


def search(network: Network, limits: Sequence[Limit], boxes: int) -> Search:
    """Looks at no more than so many cases, in an order that depends on nothing else."""
    root = propagated(network, limits, Until.CONFLICT)
    if root.clashes:
        return Search(Outcome.REFUTED)
    return search_from(root, limits, boxes)


def search_from(root: Propagation, limits: Sequence[Limit], boxes: int) -> Search:
    """The same from a propagation that has run without conflict."""
    if values := find_witness(root, limits):
        return Search(Outcome.SATISFIED, 0, values)
    budget = min(boxes, _MOST_WORK // (len(root.network.primitives) + 1))
    waiting, used = deque([root.copy()]), 0
    while waiting and used < budget:
        box = waiting.popleft()
        x = _widest(root, box)
        if x is None:
            return Search(Outcome.OPEN, used)
        for low, high in _halves(box.low[x], box.high[x]):
            used += 1
            child = _child(box, x, low, high)
            if child.clashes:
                continue
            if values := _found(child, limits, used):
                return Search(Outcome.SATISFIED, used, values)
            waiting.append(child)
    return Search(Outcome.OPEN if waiting else Outcome.REFUTED, used)


def _child(box: Propagation, x: int, low: float, high: float) -> Propagation:
    child = box.copy()
    child.steps = _STEPS_EACH * len(box.network.primitives) + _FEW_STEPS
    child.choose(x, low, high)
    child.run(Until.CONFLICT)
    return child


def _found(box: Propagation, limits: Sequence[Limit], used: int) -> Sequence[float] | None:
    """A cheap try for a point in every case, a thorough one in a few."""
    is_thorough = used in _THOROUGH
    return find_witness(box, limits) if is_thorough else point(box, limits)


def _widest(root: Propagation, box: Propagation) -> int | None:
    """The variable to halve: of those in several primitives the one that has narrowed least."""
    watchers = root.network.watchers
    wide = [(_width(root, box, x), -x) for x in range(len(watchers)) if len(watchers[x]) > 1]
    width, negated = max(wide, default=(0.0, 0))
    if width <= _LEAST_WIDTH:
        wide = [(_width(root, box, x), -x) for x in range(len(watchers))]
        width, negated = max(wide, default=(0.0, 0))
    return -negated if width > _LEAST_WIDTH else None


def _width(root: Propagation, box: Propagation, x: int) -> float:
    low, high = box.low[x], box.high[x]
    if isinf(low) or isinf(high):
        return _UNBOUNDED
    size = max(abs(low), abs(high))
    if high - low <= _LEAST_WIDTH * size:
        return 0.0
    before = root.high[x] - root.low[x]
    return (high - low) / (2 * size) if isinf(before) else (high - low) / before


def _halves(low: float, high: float) -> tuple[tuple[float, float], tuple[float, float]]:
    if isinf(low) and isinf(high):
        middle = 0.0
    elif isinf(high):
        middle = max(2.0 * low, 1.0) if low >= 0.0 else 0.0
    elif isinf(low):
        middle = min(2.0 * high, -1.0) if high <= 0.0 else 0.0
    else:
        middle = low + (high / 2 - low / 2)
    return (low, middle), (middle, high)
