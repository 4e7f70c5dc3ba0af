"""Why a bound holds: the changes before it that it follows from, looked up afterwards."""

from __future__ import annotations

from bisect import bisect_left
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from kpicli.constraints.lemma import Lemma
from kpicli.constraints.linear import Linear
from kpicli.constraints.trail import HIGH, LOW

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.constraints.network import Network
    from kpicli.constraints.primitives import Primitive
    from kpicli.constraints.propagation import Propagation
    from kpicli.constraints.trail import Change, Clash

_MOST_TRIED = 12
"""Up to this many bounds of one primitive are tried one by one; beyond, all count as reasons."""
_End = tuple[int, int]


class Cone(NamedTuple):
    """What a conflict comes from."""

    changes: tuple[int, ...]
    """Positions in the trail, rising."""
    givers: tuple[int, ...]
    primitives: tuple[int, ...]


class Reasons(Struct, frozen=True):
    """The past of a propagation, made to be asked."""

    network: Network
    trail: list[Change]
    _positions: dict[_End, list[int]]

    def cone(self, clash: Clash) -> Cone:
        """All that a conflict follows from, step by step."""
        waiting, seen = self.sources(clash), set[int]()
        while waiting:
            position = waiting.pop()
            if position not in seen:
                seen.add(position)
                waiting.extend(self.antecedents(self.trail[position], position))
        causes = {clash.cause, *(self.trail[position].cause for position in seen)}
        givers = sorted(-2 - cause for cause in causes if cause < 0)
        return Cone(tuple(sorted(seen)), tuple(givers), tuple(sorted(c for c in causes if c >= 0)))

    def sources(self, clash: Clash) -> list[int]:
        """The changes that a conflict follows from at once, the bound it ran into the last."""
        found = self.antecedents(clash, clash.at)
        against = self._latest(clash.variable, 1 - clash.end, clash.at)
        if against is not None and abs(clash.value) != inf:
            found.append(against)
        return found

    def antecedents(self, change: Change | Clash, at: int) -> list[int]:
        """The positions of the changes before a position that a change follows from."""
        if change.cause < 0:
            return []
        primitive = self.network.primitives[change.cause]
        if isinstance(primitive, Linear | Lemma):
            ends: Iterable[_End] = primitive.supports(change.variable, change.end)
        else:
            ends = _needed(primitive, change, *self._bounds(primitive, at))
        return [p for x, end in ends if (p := self._latest(x, end, at)) is not None]

    def _latest(self, x: int, end: int, at: int) -> int | None:
        positions = self._positions.get((x, end))
        before = bisect_left(positions, at) if positions else 0
        return positions[before - 1] if positions and before else None

    def _bounds(self, primitive: Primitive, at: int) -> tuple[dict[int, float], dict[int, float]]:
        variables = dict.fromkeys(primitive.variables)
        low = {x: self._value(x, LOW, at) for x in variables}
        return low, {x: self._value(x, HIGH, at) for x in variables}

    def _value(self, x: int, end: int, at: int) -> float:
        position = self._latest(x, end, at)
        return self.network.domains[x][end] if position is None else self.trail[position].value


def reasons(propagation: Propagation) -> Reasons:
    """The past of a propagation."""
    positions: dict[_End, list[int]] = {}
    for position, change in enumerate(propagation.trail):
        positions.setdefault((change.variable, change.end), []).append(position)
    return Reasons(propagation.network, propagation.trail, positions)


def _needed(
    primitive: Primitive, change: Change | Clash, low: dict[int, float], high: dict[int, float]
) -> Iterable[_End]:
    """The ends without which a primitive no longer gives a bound: one smallest set of them."""
    known = [(x, LOW) for x in low if low[x] != -inf] + [(x, HIGH) for x in high if high[x] != inf]
    if len(known) > _MOST_TRIED or not _gives(primitive, change, low, high):
        return known
    # What a bound takes from its own variable, such as a sign, is the first to be left out.
    needed = []
    for x, end in sorted(known, key=lambda bound: bound[0] != change.variable):
        side = high if end else low
        value, side[x] = side[x], inf if end else -inf
        if not _gives(primitive, change, low, high):
            side[x] = value
            needed.append((x, end))
    return needed


def _gives(
    primitive: Primitive, change: Change | Clash, low: dict[int, float], high: dict[int, float]
) -> bool:
    narrowed: Iterator[tuple[int, float, float]] = primitive.narrow(low, high)
    mine = ((least, most) for x, least, most in narrowed if x == change.variable)
    if change.end == HIGH:
        return any(most <= change.value for _, most in mine)
    return any(least >= change.value for least, _ in mine)
