"""Narrowing bounds until nothing more follows: a worklist over the primitives of a network.

Every change is kept with what caused it, so that reasons can be looked up afterwards. A change
that would leave no value is recorded and not made, and its primitive is put aside: the rest goes
on, and one run finds many conflicts.
"""

from __future__ import annotations

from collections import deque
from enum import Enum, auto
from math import inf, isinf
from typing import TYPE_CHECKING

from msgspec import Struct, field

from kpicli.constraints.rounding import GAP
from kpicli.constraints.trail import HIGH, LOW, Change, Clash

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kpicli.constraints.network import Network
    from kpicli.constraints.trail import Limit

STEPS_EACH = 60
"""How many times a primitive is asked on average before the work stops."""
_FORWARD_SWEEPS = 3
_FREE_CHANGES = 12
"""How often a bound may move before each further move has to be worth it."""
_LEAST_GAIN = 1e-3
_LEAST_MOVE = 1e-9
RUNAWAY = 1e100
"""Beyond it a bound that still moves is on its way to infinity: no value is left."""
LEAST_STEPS = 1_000
_EMPTY = (inf, -inf)
_CHOSEN = -1


class Until(Enum):
    """When a run ends: at the first conflict, or when nothing more follows."""

    CONFLICT = auto()
    FIXED_POINT = auto()


class Propagation(Struct):
    """The bounds of a network's variables while they narrow, and how they came about."""

    network: Network
    low: list[float]
    high: list[float]
    steps: int
    """How often primitives may still be asked."""
    reach: float = RUNAWAY
    """How far from 0 a bound may be that has moved again and again."""
    patience: int = _FREE_CHANGES
    """How often a bound may move before its reach counts."""
    trail: list[Change] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)
    _queue: deque[int] = field(default_factory=deque)
    _queued: bytearray = field(default_factory=bytearray)
    _aside: set[int] = field(default_factory=set)
    _moves: dict[tuple[int, int], int] = field(default_factory=dict)

    def run(self, until: Until) -> None:
        """Narrows until the end, a conflict if that is wanted, or the last step."""
        primitives, low, high = self.network.primitives, self.low, self.high
        while self._queue and self.steps:
            index = self._queue.popleft()
            self._queued[index] = 0
            if index in self._aside:
                continue
            self.steps -= 1
            for x, least, most in primitives[index].narrow(low, high):
                is_narrower = least > low[x] or most < high[x]
                if is_narrower and not self._narrowed(x, least, most, index):
                    self._aside.add(index)
                    break
            if self.clashes and until is Until.CONFLICT:
                return

    def run_forward(self) -> None:
        """Narrows results by their operands only, until the first conflict: as people argue."""
        low, high = self.low, self.high
        for _ in range(_FORWARD_SWEEPS):
            before = len(self.trail)
            for index, primitive in enumerate(self.network.primitives):
                result = primitive.variables[0]
                for x, least, most in primitive.narrow(low, high):
                    if x == result and not self._narrowed(x, least, most, index):
                        return
            if len(self.trail) == before:
                return

    def limit(self, limits: Iterable[Limit]) -> None:
        """Gives bounds, the first first; one that leaves no value is left out and recorded."""
        for x, low, high, giver in limits:
            if low > self.low[x]:
                self._move(x, LOW, low, -2 - giver)
            if high < self.high[x]:
                self._move(x, HIGH, high, -2 - giver)

    def choose(self, x: int, low: float, high: float) -> None:
        """Tries bounds for a variable; they lie within those it has."""
        if low > self.low[x]:
            self._move(x, LOW, low, _CHOSEN)
        if high < self.high[x]:
            self._move(x, HIGH, high, _CHOSEN)

    def mark(self) -> int:
        """The present, to come back to with `undo`."""
        self._moves.clear()
        return len(self.trail)

    def undo(self, mark: int) -> None:
        """Takes back all changes and conflicts since a mark."""
        while len(self.trail) > mark:
            x, end, _, _, before = self.trail.pop()
            (self.high if end else self.low)[x] = before
        for index in self._queue:
            self._queued[index] = 0
        self._queue.clear()
        self.clashes.clear()
        self._aside.clear()
        self._moves.clear()

    def copy(self) -> Propagation:
        """The same bounds with nothing to do and no past."""
        return _at(self.network, list(self.low), list(self.high), self.steps)

    def wake(self, indices: Iterable[int]) -> None:
        """Puts primitives on the worklist."""
        for index in indices:
            if not self._queued[index]:
                self._queued[index] = 1
                self._queue.append(index)

    def _narrowed(self, x: int, least: float, most: float, cause: int) -> bool:
        """Moves both bounds where that narrows; false if no value is left."""
        if least > self.low[x] and not self._move(x, LOW, least, cause):
            return False
        return not most < self.high[x] or self._move(x, HIGH, most, cause)

    def _move(self, x: int, end: int, value: float, cause: int) -> bool:
        """Moves a bound if that is worth it; false if no value is left."""
        own, other = (self.high, self.low) if end else (self.low, self.high)
        before, opposite = own[x], other[x]
        beyond = opposite - value if end else value - opposite
        if beyond > 0.0 or value == _EMPTY[end]:
            if value == _EMPTY[end] or beyond > GAP * max(abs(value), abs(opposite)):
                self.clashes.append(Clash(x, end, value, cause, len(self.trail)))
                return False
            value = opposite
        if self._runs_away(x, end, value, cause):
            self.clashes.append(Clash(x, end, value, cause, len(self.trail)))
            return False
        if value == before or (cause >= 0 and not self._is_worth(x, end, value, opposite)):
            return True
        own[x] = value
        self.trail.append(Change(x, end, value, cause, before))
        self._tell(x, cause)
        return True

    def _runs_away(self, x: int, end: int, value: float, cause: int) -> bool:
        """Whether a low bound climbs, or a high one falls, without an end."""
        is_beyond = value < -self.reach if end else value > self.reach
        return is_beyond and cause >= 0 and self._moves.get((x, end), 0) >= self.patience

    def _is_worth(self, x: int, end: int, value: float, opposite: float) -> bool:
        """Whether a move is more than rounding, and after many moves more than creeping."""
        before = (self.high if end else self.low)[x]
        if isinf(before):
            return True
        gain = abs(value - before)
        if gain <= _LEAST_MOVE * abs(before) and value != opposite:
            return False
        moves = self._moves[x, end] = self._moves.get((x, end), 0) + 1
        if moves <= _FREE_CHANGES:
            return True
        width = abs(before) if isinf(opposite) else abs(opposite - before)
        return gain > _LEAST_GAIN * width

    def _tell(self, x: int, cause: int) -> None:
        queued, queue = self._queued, self._queue
        for index in self.network.watchers[x]:
            if not queued[index] and index != cause:
                queued[index] = 1
                queue.append(index)


def started(network: Network, limits: Iterable[Limit]) -> Propagation:
    """A network with these bounds given, and what hears of them waiting in order."""
    low = [bounds[LOW] for bounds in network.domains]
    high = [bounds[HIGH] for bounds in network.domains]
    propagation = _at(network, low, high, STEPS_EACH * len(network.primitives) + LEAST_STEPS)
    propagation.wake(network.restless)
    propagation.limit(limits)
    propagation._queue = deque(sorted(propagation._queue))  # noqa: SLF001 - its own constructor
    return propagation


def propagated(network: Network, limits: Iterable[Limit], until: Until) -> Propagation:
    """A network with these bounds given and narrowed."""
    propagation = started(network, limits)
    if until is Until.FIXED_POINT or not propagation.clashes:
        propagation.run(until)
    return propagation


def argued(network: Network, limits: Iterable[Limit]) -> Propagation:
    """The same up to the first conflict, going from operands to results as long as that helps."""
    propagation = started(network, limits)
    if not propagation.clashes:
        propagation.run_forward()
    if not propagation.clashes:
        propagation.run(Until.CONFLICT)
    return propagation


def resumed(network: Network, whole: Propagation, old: Sequence[int]) -> Propagation:
    """A part of a network with the bounds that its variables have in the whole."""
    steps = STEPS_EACH * len(network.primitives) + LEAST_STEPS
    return _at(network, [whole.low[x] for x in old], [whole.high[x] for x in old], steps)


def continued(propagation: Propagation, network: Network) -> Propagation:
    """The same, with its past, in a network that has further primitives, which are to be asked."""
    old, new = len(propagation.network.primitives), len(network.primitives)
    further = _at(network, list(propagation.low), list(propagation.high), LEAST_STEPS)
    further.trail = list(propagation.trail)
    further.wake(range(old, new))
    return further


def _at(network: Network, low: list[float], high: list[float], steps: int) -> Propagation:
    queued = bytearray(len(network.primitives))
    return Propagation(network, low, high, steps, _queued=queued)
