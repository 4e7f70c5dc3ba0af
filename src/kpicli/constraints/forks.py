"""Levers that two parties pull: where the ways back from what each wants meet."""

from __future__ import annotations

from itertools import groupby, product
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from decimal import Decimal

    from kpicli.constraints.levers import Pull


class Demand(NamedTuple):
    """What a party wants of a lever: more of it (+1) or less (-1), and how it reaches its aim."""

    party: str
    sign: int
    pull: Pull

    @property
    def lever(self) -> str:
        """What is to be moved."""
        return self.pull.source


class Fork(NamedTuple):
    """Two demands on one lever, the first for more of it and the other for less."""

    one: Demand
    other: Demand
    strength: Decimal
    """The product of the two strengths."""

    @property
    def lever(self) -> str:
        """The lever."""
        return self.one.lever

    @property
    def names(self) -> frozenset[str]:
        """All that lies on the two ways."""
        return frozenset((*self.one.pull.path, *self.other.pull.path))

    @property
    def parties(self) -> tuple[str, str]:
        """The two, in the order of their names."""
        first, second = sorted((self.one.party, self.other.party))
        return first, second

    @property
    def length(self) -> int:
        """How many names lie on the two ways, the lever twice."""
        return len(self.one.pull.path) + len(self.other.pull.path)

    @property
    def rank(self) -> tuple[Decimal, int, str]:
        """Sorts the strongest first, then the shortest, then by lever."""
        return -self.strength, self.length, self.lever


class Forks(Struct, frozen=True):
    """The best fork of each pair, in the order of rank; and how many pairs were not looked at."""

    best: tuple[Fork, ...]
    left_out: int


MOST_ON_A_SIDE = 20
"""How many who want more of a lever, and how many who want less, are paired: the strongest."""

MOST_LEVERS = 40
"""How many levers of one party are looked at: the strongest, so that crowds stay cheap."""

MOST_PAIRS = 50_000
"""How many pairs all levers together may have; where they have more, each side counts fewer."""

_Sides = tuple[list["Demand"], list["Demand"]]
"""Those who want more of a lever and those who want less, the strongest first."""


def opposed_forks(
    demands: Iterable[Demand], least: Decimal, is_pair: Callable[[str, str], bool]
) -> Forks:
    """The best fork of each pair of parties that pull a lever apart.

    Further forks of a pair mostly lie behind its best one and would only repeat it. `is_pair`
    tells which parties have anything to do with each other; forks weaker than `least` are none.
    """
    sides = _sides(demands)
    most = _most_on_a_side(sides)
    best: dict[tuple[str, str], tuple[Decimal, int, Demand, Demand]] = {}
    refused: set[tuple[str, str]] = set()
    for one, other, strength in _rivals(sides, most, least):
        key = (one.party, other.party) if one.party < other.party else (other.party, one.party)
        if key in refused:
            continue
        known = best.get(key)
        if known is None and not is_pair(*key):
            refused.add(key)
            continue
        length = len(one.pull.path) + len(other.pull.path)
        # Levers come in the order of names, so of equal forks the first one stays.
        if known is None or (strength, -length) > (known[0], -known[1]):
            best[key] = strength, length, one, other
    forks = (Fork(one, other, strength) for strength, _, one, other in best.values())
    ranked = sorted(forks, key=lambda fork: (fork.rank, fork.parties))
    every = sum(len(more) * len(less) for more, less in sides)
    return Forks(tuple(ranked), every - _pairs(sides, most))


def _sides(demands: Iterable[Demand]) -> list[_Sides]:
    """The two sides of each lever, in the order of levers."""
    levers: dict[str, _Sides] = {}
    party = attrgetter("party")
    for _, own in groupby(sorted(demands, key=party), key=party):
        for demand in _strongest(own):
            more, less = levers.setdefault(demand.lever, ([], []))
            (more if demand.sign > 0 else less).append(demand)
    found = [levers[lever] for lever in sorted(levers)]
    for side in (side for sides in found for side in sides):
        side.sort(key=lambda part: (-part.pull.strength, part.party))
    return found


def _most_on_a_side(sides: Sequence[_Sides]) -> int:
    """How many of each side are paired, so that all levers together stay within their pairs."""
    fewer = (most for most in range(MOST_ON_A_SIDE, 1, -1) if _pairs(sides, most) <= MOST_PAIRS)
    return next(fewer, 1)


def _pairs(sides: Iterable[_Sides], most: int) -> int:
    return sum(min(len(more), most) * min(len(less), most) for more, less in sides)


def _rivals(
    sides: Iterable[_Sides], most: int, least: Decimal
) -> Iterator[tuple[Demand, Demand, Decimal]]:
    """Those who want more of a lever, each with those who want less, and both pulls multiplied."""
    for more, less in sides:
        for one, other in product(more[:most], less[:most]):
            strength = one.pull.strength * other.pull.strength
            if strength >= least:
                yield one, other, strength


def _strongest(demands: Iterable[Demand]) -> list[Demand]:
    """The strongest demands of a party, of equal ones those on the first levers."""
    ranked = sorted(demands, key=lambda demand: demand.pull.path)
    ranked.sort(key=lambda demand: demand.pull.strength, reverse=True)
    return ranked[:MOST_LEVERS]
