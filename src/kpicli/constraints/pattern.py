"""Systems that differ in the bounds of their facts only: compiled once, and looked at one by one.

Where many of them plainly hold, a proof takes no more than narrowing their bounds and a look at
the middle of what is left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.constraints.compile import compile_system
from kpicli.constraints.components import connected
from kpicli.constraints.limits import limit_of
from kpicli.constraints.propagation import Until, propagated
from kpicli.constraints.witness import middle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpicli.constraints.components import Connected
    from kpicli.constraints.network import Network
    from kpicli.constraints.system import Fact, System


class Pattern(Struct, frozen=True):
    """A network, the variable of each fact, and the parts that facts say something of."""

    network: Network
    variables: tuple[int, ...]
    parts: tuple[tuple[Connected, tuple[int, ...]], ...]
    """Each with its facts, by number."""

    def admits(self, facts: Sequence[Fact]) -> bool:
        """Whether facts plainly hold together: they are those of the system with other bounds.

        False says nothing: it takes `check_feasibility` to find out.
        """
        limits = [limit_of(fact, self.variables[n], n) for n, fact in enumerate(facts)]
        narrowed = propagated(self.network, limits, Until.CONFLICT)
        if narrowed.clashes:
            return False
        at = middle(narrowed)
        return all(
            at.satisfies(part.variables, part.primitives, [limits[n] for n in numbers])
            for part, numbers in self.parts
        )


def pattern_of(system: System) -> Pattern:
    """What a system has in common with all that have other bounds in the same facts."""
    network, numbers = compile_system(system)
    variables = tuple(numbers[fact.variable] for fact in system.facts)
    facts: dict[int, list[int]] = {}
    for number, x in enumerate(variables):
        facts.setdefault(x, []).append(number)
    parts = (
        (part, tuple(number for x in part.variables for number in facts.get(x, ())))
        for part in connected(network)
    )
    return Pattern(network, variables, tuple(part for part in parts if part[1]))
