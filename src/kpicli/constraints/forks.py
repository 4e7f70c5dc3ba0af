"""Levers that two parties pull: where the ways back from what each wants meet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
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
    """Two demands on one lever; of opposed ones the first wants more, else they go by party."""

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
    def is_opposed(self) -> bool:
        """Whether one wants more of it and the other less."""
        return self.one.sign != self.other.sign

    @property
    def parties(self) -> tuple[str, str]:
        """The two, in the order of their names."""
        first, second = sorted((self.one.party, self.other.party))
        return first, second

    @property
    def rank(self) -> tuple[Decimal, int, str]:
        """Sorts the strongest first, then the shortest, then by lever."""
        length = len(self.one.pull.path) + len(self.other.pull.path)
        return -self.strength, length, self.lever


MOST_ON_A_SIDE = 30
"""How many who want more of a lever, and how many who want less, are paired: the strongest."""


def opposed_forks(
    demands: Iterable[Demand], least: Decimal, is_pair: Callable[[str, str], bool]
) -> tuple[Fork, ...]:
    """The best fork of each pair of parties that pull a lever apart, in the order of rank.

    Further forks of a pair mostly lie behind its best one and would only repeat it. `is_pair`
    tells which parties have anything to do with each other; forks weaker than `least` are none.
    """
    return _best(chain.from_iterable(map(_opposed, _by_lever(demands))), least, is_pair)


def agreed_forks(
    demands: Iterable[Demand], least: Decimal, is_pair: Callable[[str, str], bool]
) -> tuple[Fork, ...]:
    """The same for pairs that pull a lever the same way."""
    return _best(chain.from_iterable(map(_agreed, _by_lever(demands))), least, is_pair)


_Sides = tuple[Sequence[Demand], Sequence[Demand]]
_Rivals = tuple[Demand, Sequence[Demand]]
"""A demand, and others on the same lever, the strongest first."""


def _best(
    rivals: Iterable[_Rivals], least: Decimal, is_pair: Callable[[str, str], bool]
) -> tuple[Fork, ...]:
    best: dict[tuple[str, str], Fork] = {}
    for one, others in rivals:
        for other in others:
            strength = one.pull.strength * other.pull.strength
            if strength < least:
                break
            key = (one.party, other.party) if one.party < other.party else (other.party, one.party)
            known = best.get(key)
            # Most forks of a pair are weaker than the first, so that is asked before all else.
            if known is None or strength >= known.strength:
                fork = Fork(one, other, strength)
                if (known is None or fork.rank < known.rank) and is_pair(*key):
                    best[key] = fork
    return tuple(sorted(best.values(), key=lambda fork: (fork.rank, fork.parties)))


def _by_lever(demands: Iterable[Demand]) -> Iterator[_Sides]:
    """For each lever those who want more and those who want less, the strongest first."""
    levers: dict[str, list[Demand]] = {}
    for demand in demands:
        levers.setdefault(demand.lever, []).append(demand)
    for _, parties in sorted(levers.items()):
        ranked = sorted(parties, key=lambda part: (-part.pull.strength, part.party))
        more = [part for part in ranked if part.sign > 0]
        less = [part for part in ranked if part.sign < 0]
        yield more[:MOST_ON_A_SIDE], less[:MOST_ON_A_SIDE]


def _opposed(sides: _Sides) -> Iterator[_Rivals]:
    more, less = sides
    return ((one, less) for one in more)


def _agreed(sides: _Sides) -> Iterator[_Rivals]:
    return ((one, side[index + 1 :]) for side in sides for index, one in enumerate(side))
