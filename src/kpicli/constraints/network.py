"""Primitives over numbered variables, and which of them hear of which variable."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.constraints.rounding import EVERYTHING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpicli.constraints.primitives import Primitive
    from kpicli.constraints.rounding import Bounds


class Network(Struct, frozen=True, dict=True):
    """Variables, numbered from 0, and the primitives between them, operands before results."""

    names: tuple[str | None, ...]
    """A variable's name; none for a part of a formula."""
    domains: tuple[Bounds, ...]
    """A variable's bounds before any fact: those of a constant, else none."""
    primitives: tuple[Primitive, ...]
    origins: tuple[tuple[tuple[int, ...], ...], ...]
    """For each primitive where it comes from: alternatives, each of one or more equations."""
    defining: frozenset[int]
    """The primitives that give their result its value; the others are further equations."""

    @cached_property
    def watchers(self) -> tuple[tuple[int, ...], ...]:
        """For each variable the primitives it is in."""
        watching: list[list[int]] = [[] for _ in self.names]
        for index, primitive in enumerate(self.primitives):
            for x in dict.fromkeys(primitive.variables):
                watching[x].append(index)
        return tuple(map(tuple, watching))

    @cached_property
    def restless(self) -> tuple[int, ...]:
        """The primitives that may narrow something before any fact is known."""
        known = {x for x, bounds in enumerate(self.domains) if bounds != EVERYTHING}
        return tuple(
            index
            for index, primitive in enumerate(self.primitives)
            if primitive.narrows_unasked or not known.isdisjoint(primitive.variables)
        )

    @cached_property
    def inputs(self) -> tuple[int, ...]:
        """The variables that nothing defines, constants left out."""
        results = {self.primitives[index].variables[0] for index in self.defining}
        return tuple(
            x for x, (low, high) in enumerate(self.domains) if x not in results and low != high
        )

    def part(self, chosen: Iterable[int], also: Iterable[int] = ()) -> tuple[Network, list[int]]:
        """Only some primitives and the variables they and `also` name; and the old numbers."""
        kept = sorted(set(chosen))
        old = sorted({x for i in kept for x in self.primitives[i].variables}.union(also))
        numbers = {x: number for number, x in enumerate(old)}
        part = Network(
            tuple(self.names[x] for x in old),
            tuple(self.domains[x] for x in old),
            tuple(self.primitives[i].renumbered(numbers) for i in kept),
            tuple(self.origins[i] for i in kept),
            frozenset(new for new, i in enumerate(kept) if i in self.defining),
        )
        return part, old
