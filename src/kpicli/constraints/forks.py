"""Levers that two parties pull: where the ways back from what each wants meet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from kpicli.constraints.levers import Pull


class Demand(Struct, frozen=True):
    """What a party wants of a lever: more of it (+1) or less (-1), and how it reaches its aim."""

    party: str
    sign: int
    pull: Pull

    @property
    def lever(self) -> str:
        """What is to be moved."""
        return self.pull.source

    def renamed(self, parties: Mapping[str, str], names: Mapping[str, str]) -> Demand:
        """The same of another party, with other names for all that its way leads over."""
        return Demand(parties[self.party], self.sign, self.pull.renamed(names))


class Fork(Struct, frozen=True):
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
        one, other = self.one.party, self.other.party
        return (one, other) if one <= other else (other, one)

    @property
    def length(self) -> int:
        """How many names lie on the two ways, the lever twice."""
        return len(self.one.pull.path) + len(self.other.pull.path)

    def renamed(self, parties: Mapping[str, str], names: Mapping[str, str]) -> Fork:
        """The same between other parties that stand alike."""
        one, other = (demand.renamed(parties, names) for demand in (self.one, self.other))
        return Fork(one, other, self.strength)

    @property
    def rank(self) -> tuple[Decimal, int, str]:
        """Sorts the strongest first, then the shortest, then by lever."""
        return -self.strength, self.length, self.lever


def ranked(forks: Iterable[Fork]) -> tuple[Fork, ...]:
    """The strongest first."""
    return tuple(sorted(forks, key=lambda fork: (fork.rank, fork.parties)))
