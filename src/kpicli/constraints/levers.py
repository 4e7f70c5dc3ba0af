"""What moves a result: the ways that lead back from it along signed influences.

It knows nothing of goals: names stand for whatever influences each other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from operator import itemgetter
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace


class Influence(NamedTuple):
    """What a source does to a result: more of it raises it (+1) or lowers it (-1), or either (0).

    `strength` lies between 0 and 1. An `exact` influence is a total: it already counts everything
    that exact influences further back do. It is `proved` where the sign is more than an opinion.
    """

    source: str
    sign: int
    strength: Decimal
    exact: bool = False
    proved: bool = False


Influences = Callable[[str], Sequence[Influence]]
"""Tells what acts on a result, the strongest first."""


class Reach(Struct, frozen=True):
    """How far ways are followed: hops, the least strength, and how many ways are made at all."""

    hops: int = 3
    least: Decimal = Decimal("0.3")
    most: int = 1_200


_NONE = Decimal(0)


class Pull(Struct, frozen=True):
    """How a source moves a result by its strongest way, and how strong the strongest other way is.

    `path` leads from the source to the result, both included. `against` is the strength of the
    strongest way of the other sign, 0 without one.
    """

    sign: int
    strength: Decimal
    path: tuple[str, ...]
    against: Decimal
    is_proved: bool

    @property
    def source(self) -> str:
        """What acts."""
        return self.path[0]

    @property
    def is_ambiguous(self) -> bool:
        """Whether the other sign has half the strength or more, so that neither is sure."""
        return self.against * 2 >= self.strength

    def renamed(self, names: Mapping[str, str]) -> Pull:
        """The same with other names for all that its way leads over."""
        return replace(self, path=tuple([names[name] for name in self.path]))


_Way = tuple[Decimal, tuple[str, ...], int, bool, bool]
"""A way while it grows: strength, path from its source, sign, whether exact, whether proved.

A plain tuple, since dense influences have a million of them.
"""
_Best = Mapping[str, _Way]


class Pulls(Struct, frozen=True):
    """What moves a result, by name and with the result itself."""

    by_source: Mapping[str, Pull]
    is_bounded: bool
    """Whether there were more ways than may be made; the strongest of each hop were."""


def pulls_on(result: str, influences: Influences, reach: Reach) -> Pulls:
    """What moves a result; what has no stronger sign is out.

    A strength is the product along the way. Of ways to one source the strongest of each sign
    counts, and of equal ones the shorter.
    """
    frontier: list[_Way] = [(Decimal(1), (result,), 1, False, False)]
    best: tuple[dict[str, _Way], dict[str, _Way]] = ({result: frontier[0]}, {})
    room = reach.most
    for _ in range(reach.hops):
        frontier = _extended(frontier, influences, Reach(1, reach.least, room), best)
        room -= len(frontier)
        for way in frontier:
            side = best[way[2] < 0]
            known = side.get(way[1][0])
            if known is None or way[0] > known[0]:
                side[way[1][0]] = way
    up, down = best
    pulls = ((name, _pull(up.get(name), down.get(name))) for name in sorted({*up, *down}))
    return Pulls({name: pull for name, pull in pulls if pull is not None}, room <= 0)


def _extended(
    frontier: Sequence[_Way], influences: Influences, reach: Reach, best: tuple[_Best, _Best]
) -> list[_Way]:
    """The ways one hop longer, the strongest first: one for each source, sign, last influence."""
    found: dict[tuple[str, int, bool], _Way] = {}
    least, room, (up, down) = reach.least, reach.most, best
    for strength, path, sign, is_exact, _ in frontier:
        if len(found) >= room:
            break
        for source, own, force, exact, proved in influences(path[0]):
            product = strength * force
            if product < least:
                break
            if source in path or (exact and is_exact):
                continue
            for turn in (sign * own,) if own else (1, -1):
                key = (source, turn, exact)
                known = found.get(key) or (up if turn > 0 else down).get(source)
                if known is None or not _is_covered(product, known, exact=exact):
                    is_proved = proved and len(path) == 1
                    found[key] = product, (source, *path), turn, exact, is_proved
    ranked = sorted(found.values(), key=itemgetter(1, 2))
    ranked.sort(key=itemgetter(0), reverse=True)
    return ranked[:room]


def _is_covered(strength: Decimal, known: _Way, *, exact: bool) -> bool:
    """Whether a way is no stronger than another one to the same place and leads nowhere further.

    It does where what the other one ended with bars that one from going on.
    """
    return known[0] >= strength and known[3] <= exact


def _pull(up: _Way | None, down: _Way | None) -> Pull | None:
    way, other = up or down, down if up else None
    assert way is not None
    if other is None:
        return Pull(way[2], way[0], way[1], _NONE, way[4])
    if way[0] == other[0]:
        return None
    if other[0] > way[0]:
        way, other = other, way
    return Pull(way[2], way[0], way[1], other[0], way[4])
