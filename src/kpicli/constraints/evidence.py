"""A part of a network with the facts about it: what a conflict is minimised and relaxed on."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from kpicli.constraints.branching import Outcome, Search, search
from kpicli.constraints.combination import contradiction
from kpicli.constraints.limits import limit_of
from kpicli.constraints.propagation import Until, propagated
from kpicli.constraints.witness import find_witness

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kpicli.constraints.network import Network
    from kpicli.constraints.system import Fact
    from kpicli.constraints.trail import Limit


class Evidence(Struct, frozen=True, dict=True):
    """Primitives and the limits that facts set, by the facts' numbers."""

    network: Network
    limits: Mapping[int, Limit]
    facts: Mapping[int, Fact]
    boxes: int = 0
    """How many cases may be looked at; none is propagation alone."""

    @property
    def ordered_limits(self) -> list[Limit]:
        """The limits by their facts' preference."""
        return [self.limits[number] for number in sorted(self.limits)]

    def refutes(self, chosen: Sequence[int]) -> bool:
        """Whether some of the facts are proved to contradict the primitives."""
        if self.boxes:
            return self.only(chosen).search().outcome is Outcome.REFUTED
        limits = [self.limits[number] for number in chosen]
        return bool(propagated(self.network, limits, Until.CONFLICT).clashes)

    def glance(self) -> Search:
        """What bounds and weighted sums tell of all facts, at a small part of a search's cost."""
        found = propagated(self.network, self.ordered_limits, Until.CONFLICT)
        is_refuted = found.clashes or (self.boxes and contradiction(found))
        return Search(Outcome.REFUTED if is_refuted else Outcome.OPEN)

    @property
    def has_witness(self) -> bool:
        """Whether a witness of all facts is found without looking at cases."""
        limits = self.ordered_limits
        found = propagated(self.network, limits, Until.CONFLICT)
        return not found.clashes and find_witness(found, limits) is not None

    def search(self) -> Search:
        """Looks for a refutation or a witness of all facts within the cases allowed."""
        return search(self.network, self.ordered_limits, self.boxes)

    def with_facts(self, changed: Mapping[int, Fact]) -> Evidence:
        """The same with other bounds in some facts."""
        limits = {
            number: limit_of(changed[number], limit.variable, number)
            for number, limit in self.limits.items()
            if number in changed
        }
        return replace(self, limits={**self.limits, **limits}, facts={**self.facts, **changed})

    @cached_property
    def facts_at(self) -> Mapping[int, tuple[int, ...]]:
        """The facts about each variable, by preference."""
        found: dict[int, list[int]] = {}
        for number, limit in sorted(self.limits.items()):
            found.setdefault(limit.variable, []).append(number)
        return {x: tuple(numbers) for x, numbers in found.items()}

    def only(self, chosen: Iterable[int]) -> Evidence:
        """The same for some of the facts."""
        kept = tuple(chosen)
        limits = {number: self.limits[number] for number in kept}
        return replace(self, limits=limits, facts={number: self.facts[number] for number in kept})

    def part(
        self, primitives: Iterable[int], chosen: Iterable[int], also: Iterable[int] = ()
    ) -> tuple[Evidence, list[int]]:
        """The same for some primitives, facts and variables; and the variables' old numbers."""
        fewer = self.only(chosen)
        named = (limit.variable for limit in fewer.limits.values())
        network, old = self.network.part(primitives, (*also, *named))
        numbers = {x: number for number, x in enumerate(old)}
        limits = {
            number: limit._replace(variable=numbers[limit.variable])
            for number, limit in fewer.limits.items()
        }
        return replace(fewer, network=network, limits=limits), old
