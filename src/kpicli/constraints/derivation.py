"""The argument of a conflict, from its propagation: bounds that follow from bounds."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from math import isfinite
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.constraints.conflict import Bound, Step
from kpicli.constraints.linear import Linear
from kpicli.constraints.reasons import Reasons, reasons
from kpicli.constraints.system import Side
from kpicli.constraints.wording import equation, rounded, wordings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kpicli.constraints.evidence import Evidence
    from kpicli.constraints.propagation import Propagation
    from kpicli.constraints.system import Equation
    from kpicli.constraints.trail import Change, Clash


_MOST_ROUNDS = 6
_ROUNDING = 2.0**-44
"""What outward rounding leaves of a difference, as a part of what is subtracted."""
_LARGEST_REST, _MOST_DEPTH = 1e-3, 4


class Derivation(Struct, frozen=True):
    """The steps of an argument, the bounds it ends in, and what it uses."""

    steps: tuple[Step, ...]
    opposed: tuple[Bound, ...]
    equations: tuple[Equation, ...]


def derivation(
    evidence: Evidence, propagation: Propagation, equations: Sequence[Equation]
) -> Derivation:
    """The argument of a propagation's first conflict."""
    clash, past = propagation.clashes[0], reasons(propagation)
    teller = _Teller(evidence, past, wordings(evidence.network), equations)
    cone = past.cone(clash)
    steps = [teller.step(past.trail[p], p) for p in cone.changes if teller.is_told(p)]
    if clash.cause >= 0:
        steps.append(teller.step(clash, clash.at))
    opposed = [teller.bound(clash, clash.at)]
    sources = dict.fromkeys(past.sources(clash))
    against = [p for p in sources if past.trail[p].variable == clash.variable]
    opposed += [teller.bound(past.trail[p], p) for p in against if past.trail[p].end != clash.end]
    used = {origin for i in cone.primitives for origin in evidence.network.origins[i][0]}
    told = tuple(equations[origin] for origin in sorted(used))
    return Derivation(_readable(steps), tuple(opposed), told)


def _readable(steps: Sequence[Step]) -> tuple[Step, ...]:
    """The steps, or none where they go round in circles more often than people follow."""
    rounds = Counter((step.bound.variable, step.bound.side) for step in steps)
    return () if max(rounds.values(), default=0) > _MOST_ROUNDS else tuple(steps)


class _Teller(Struct, frozen=True):
    evidence: Evidence
    past: Reasons
    wordings: Mapping[int, str]
    equations: Sequence[Equation]

    def is_told(self, position: int) -> bool:
        """Whether a change is a step of its own: derived, and about a variable with a name."""
        change = self.past.trail[position]
        return change.cause >= 0 and self.evidence.network.names[change.variable] is not None

    def step(self, change: Change | Clash, at: int) -> Step:
        """A change with its premises; changes of parts of formulas are passed through."""
        premises, causes = [], [change.cause]
        waiting, seen = self.past.antecedents(change, at), set[int]()
        while waiting:
            position = waiting.pop()
            if position in seen:
                continue
            seen.add(position)
            before = self.past.trail[position]
            if before.cause < 0 or self.is_told(position):
                premises.append(position)
                continue
            causes.append(before.cause)
            waiting.extend(self.past.antecedents(before, position))
        bounds = tuple(self.bound(self.past.trail[p], p) for p in sorted(premises))
        return Step(self.bound(change, at), bounds, *self._equations(causes))

    def bound(self, change: Change | Clash, at: int) -> Bound:
        """A change as a statement."""
        side = Side.HIGH if change.end else Side.LOW
        name = self.wordings[change.variable]
        if change.cause < -1:
            fact = self.evidence.facts[-2 - change.cause]
            return Bound(name, side, fact.bound(side), fact.key)
        if not isfinite(change.value):
            return Bound(name, side, None)
        return Bound(name, side, rounded(0.0 if self._is_zero(change, at) else change.value))

    def _is_zero(self, change: Change | Clash, at: int, depth: int = 0) -> bool:
        """Whether a bound is 0 but for the outward rounding: a difference of equal numbers."""
        if change.cause < 0 or abs(change.value) > _LARGEST_REST or depth > _MOST_DEPTH:
            return not change.value
        earlier = self.past.antecedents(change, at)
        zeros = [self._is_zero(self.past.trail[p], p, depth + 1) for p in earlier]
        primitive = self.evidence.network.primitives[change.cause]
        if not isinstance(primitive, Linear):
            return any(zeros)
        sizes = [abs(primitive.constant), *(abs(self.past.trail[p].value) for p in earlier)]
        return all(zeros) or abs(change.value) <= _ROUNDING * max(sizes)

    def _equations(self, causes: Sequence[int]) -> tuple[tuple[Equation, ...], str]:
        """The fewest equations that a step may come from: those that all its parts are in.

        And what they make together, if they are several and their parts make one equation.
        """
        origins = [set(self.evidence.network.origins[cause]) for cause in causes]
        shared = set.intersection(*origins)
        told = [min(shared)] if shared else [min(each) for each in origins]
        numbers = sorted(set(chain.from_iterable(told)))
        merged = self._merged(causes) if shared and len(numbers) > 1 else ""
        return tuple(self.equations[number] for number in numbers), merged

    def _merged(self, causes: Iterable[int]) -> str:
        network = self.evidence.network
        made = [network.primitives[cause] for cause in dict.fromkeys(causes)]
        about = [each for each in made if network.names[each.variables[0]] is not None]
        return equation(about[0], self.wordings) if len(about) == 1 else ""
