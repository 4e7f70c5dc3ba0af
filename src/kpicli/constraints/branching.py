"""Looking at cases: intervals are halved and narrowed until all are refuted or one has a point."""

from __future__ import annotations

from collections import deque
from enum import Enum, auto
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.constraints.halving import LEAST_WIDTH, child, halves, width
from kpicli.constraints.propagation import Until, propagated
from kpicli.constraints.shaving import shave
from kpicli.constraints.witness import find_witness, point

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpicli.constraints.network import Network
    from kpicli.constraints.propagation import Propagation
    from kpicli.constraints.trail import Limit

_MOST_WORK = 300_000
"""How many primitives all cases together may have: in a large network a case is much work."""
_BOXES_EACH = 20
"""How many cases a combination counts as: that much more work it is to look for one."""
_THOROUGH = frozenset((8, 64))


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
    shaved = shave(root, boxes // _BOXES_EACH)
    if shaved.is_refuted:
        return Search(Outcome.REFUTED, shaved.asked * _BOXES_EACH)
    budget = min(boxes, _MOST_WORK // (len(root.network.primitives) + 1))
    waiting, used = deque([root.copy()]), 0
    while waiting and used < budget:
        box = waiting.popleft()
        x = _widest(root, box)
        if x is None:
            return Search(Outcome.OPEN, used)
        for low, high in halves(box.low[x], box.high[x]):
            used += 1
            case = child(box, x, low, high)
            if case.clashes:
                continue
            if values := _found(case, limits, used):
                return Search(Outcome.SATISFIED, used, values)
            waiting.append(case)
    return Search(Outcome.OPEN if waiting else Outcome.REFUTED, used)


def _found(box: Propagation, limits: Sequence[Limit], used: int) -> Sequence[float] | None:
    """A cheap try for a point in every case, a thorough one in a few."""
    is_thorough = used in _THOROUGH
    return find_witness(box, limits) if is_thorough else point(box, limits)


def _widest(root: Propagation, box: Propagation) -> int | None:
    """The variable to halve: of those in several primitives the one that has narrowed least."""
    watchers = root.network.watchers
    wide = [(width(root, box, x), -x) for x in range(len(watchers)) if len(watchers[x]) > 1]
    greatest, negated = max(wide, default=(0.0, 0))
    if greatest <= LEAST_WIDTH:
        wide = [(width(root, box, x), -x) for x in range(len(watchers))]
        greatest, negated = max(wide, default=(0.0, 0))
    return -negated if greatest > LEAST_WIDTH else None
