"""Those who pull at levers, and where two of them pull one apart."""

from __future__ import annotations

from itertools import groupby, product
from operator import attrgetter
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.constraints.forks import Demand, Fork

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from decimal import Decimal

MOST_ON_A_SIDE = 20
"""How many who want more of a lever, and how many who want less, are paired: the strongest."""

MOST_LEVERS = 40
"""How many levers of one party are looked at: the strongest, so that crowds stay cheap."""

MOST_PAIRS = 50_000
"""How many pairs all levers together may have; where they have more, each side counts fewer."""

_Sides = tuple[list["Demand"], list["Demand"]]
"""Those who want more of a lever and those who want less, the strongest first."""


class Crowd(Struct, frozen=True):
    """Those who want more of a lever and those who want less, the strongest first, by levers.

    It stands for as many crowds as there are `times`, which share no party and no lever.
    """

    sides: tuple[_Sides, ...]
    times: int = 1

    def pairs(self, most: int) -> int:
        """How many pairs of demands all of them have with so many on each side."""
        return self.times * sum(
            min(len(up), most) * min(len(down), most) for up, down in self.sides
        )


def crowd_of(demands: Iterable[Demand], times: int = 1) -> Crowd:
    """The demands by their levers, of each party on its strongest ones."""
    return Crowd(tuple(_sides(demands)), times)


def most_on_a_side(crowds: Sequence[Crowd]) -> int:
    """How many of each side are paired, so that all levers together stay within their pairs."""
    fewer = range(MOST_ON_A_SIDE, 1, -1)
    return next((most for most in fewer if _pairs(crowds, most) <= MOST_PAIRS), 1)


def left_out(crowds: Sequence[Crowd], most: int) -> int:
    """How many pairs of demands are not compared with so many on each side."""
    return sum(crowd.times * _every(crowd) for crowd in crowds) - _pairs(crowds, most)


def best_forks(
    crowd: Crowd, most: int, least: Decimal, is_pair: Callable[[str, str], bool]
) -> list[Fork]:
    """The best fork of each pair of parties that pull a lever apart, with so many on each side.

    Further forks of a pair mostly lie behind its best one and would only repeat it. `is_pair`
    tells which parties have anything to do with each other; forks weaker than `least` are none.
    """
    best: dict[tuple[str, str], tuple[Decimal, int, Demand, Demand]] = {}
    refused: set[tuple[str, str]] = set()
    for one, other, strength in _rivals(crowd.sides, most, least):
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
    return [Fork(one, other, strength) for strength, _, one, other in best.values()]


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


def _pairs(crowds: Iterable[Crowd], most: int) -> int:
    return sum(crowd.pairs(most) for crowd in crowds)


def _every(crowd: Crowd) -> int:
    return sum(len(up) * len(down) for up, down in crowd.sides)


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
    """The strongest demands of a party, of equal ones those on the first levers; in any order."""
    every = list(demands)
    if len(every) <= MOST_LEVERS:
        return every
    ranked = sorted(every, key=lambda demand: demand.pull.path)
    ranked.sort(key=lambda demand: demand.pull.strength, reverse=True)
    return ranked[:MOST_LEVERS]
