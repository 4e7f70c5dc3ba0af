"""Levers that two parties pull: where the ways back from what each wants meet."""

from __future__ import annotations

from itertools import groupby, islice
from typing import TYPE_CHECKING, NamedTuple

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


MOST_ON_A_SIDE = 20
"""How many who want more of a lever, and how many who want less, are paired: the strongest."""

MOST_LEVERS = 40
"""How many levers of one party are looked at: the strongest, so that crowds stay cheap."""


def opposed_forks(
    demands: Iterable[Demand], least: Decimal, is_pair: Callable[[str, str], bool]
) -> tuple[Fork, ...]:
    """The best fork of each pair of parties that pull a lever apart, in the order of rank.

    Further forks of a pair mostly lie behind its best one and would only repeat it. `is_pair`
    tells which parties have anything to do with each other; forks weaker than `least` are none.
    """
    best: dict[tuple[str, str], Fork] = {}
    for one, others in _rivals(demands):
        for other in others:
            strength = one.pull.strength * other.pull.strength
            if strength < least:
                break
            key = (one.party, other.party) if one.party < other.party else (other.party, one.party)
            known = best.get(key)
            if known is None:
                if is_pair(*key):
                    best[key] = Fork(one, other, strength)
            # Levers come in the order of names, so of equal forks the first one stays.
            elif strength >= known.strength:
                fork = Fork(one, other, strength)
                if (strength, known.length) > (known.strength, fork.length):
                    best[key] = fork
    return tuple(sorted(best.values(), key=lambda fork: (fork.rank, fork.parties)))


def _rivals(demands: Iterable[Demand]) -> Iterator[tuple[Demand, Sequence[Demand]]]:
    """Those who want more of a lever, each with those who want less, the strongest first."""
    levers: dict[str, list[Demand]] = {}
    for _, own in groupby(sorted(demands, key=_by_strength), key=lambda demand: demand.party):
        for demand in islice(own, MOST_LEVERS):
            levers.setdefault(demand.lever, []).append(demand)
    for _, parties in sorted(levers.items()):
        ranked = sorted(parties, key=lambda part: (-part.pull.strength, part.party))
        more = [part for part in ranked if part.sign > 0][:MOST_ON_A_SIDE]
        less = [part for part in ranked if part.sign < 0][:MOST_ON_A_SIDE]
        yield from ((one, less) for one in more)


def _by_strength(demand: Demand) -> tuple[str, Decimal, str]:
    return demand.party, -demand.pull.strength, demand.lever
