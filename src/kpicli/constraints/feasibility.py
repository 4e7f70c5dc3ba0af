"""Whether goals, assumptions and natural bounds can hold together under the equations."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from kpicli.constraints.branching import Outcome, search, search_from
from kpicli.constraints.budget import Budget
from kpicli.constraints.compile import compile_system
from kpicli.constraints.components import connected
from kpicli.constraints.conflict import Component, Conflict, Feasibility, Verdict
from kpicli.constraints.evidence import Evidence, limit_of
from kpicli.constraints.extraction import as_found, extracted, minimised
from kpicli.constraints.propagation import Until, propagated, resumed
from kpicli.constraints.reasons import reasons

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kpicli.constraints.components import Connected
    from kpicli.constraints.network import Network
    from kpicli.constraints.propagation import Propagation
    from kpicli.constraints.system import Equation, System

_SPARE_BOXES = 8
_MOST_HIDING = 300


def check_feasibility(system: System, budget: Budget | None = None) -> Feasibility:
    """What is proved and what is found about all facts of a system.

    Every part of the system whose facts equations connect is consistent (with a witness), in
    conflict, or undecided. Conflicts that hide behind others are found as far as the budget's
    rounds go.
    """
    check = _check_of(system, budget or Budget())
    parts = tuple(connected(check.whole.network))
    propagation = check.propagate()
    components = [check.component(part, propagation) for part in parts]
    conflicts = tuple(conflict for _, conflict in sorted(check.found.items()))
    return Feasibility(conflicts, tuple(each for each in components if each))


@dataclass(slots=True)
class _Check:
    """A system at work: its conflicts by their facts' numbers, and the facts taken out for them."""

    whole: Evidence
    equations: tuple[Equation, ...]
    budget: Budget
    found: dict[tuple[int, ...], Conflict] = field(default_factory=dict)
    left_out: set[int] = field(default_factory=set)

    def propagate(self) -> Propagation:
        """Narrows, takes conflicts in and their last facts out, until none is left or no round."""
        propagation = self._narrowed()
        for _ in range(self.budget.rounds):
            if not propagation.clashes:
                break
            self._take_all(propagation)
            propagation = self._narrowed()
        else:
            self._take_all(propagation)
        return propagation

    def component(self, part: Connected, propagation: Propagation) -> Component | None:
        """The verdict on a part, after a search where propagation found nothing more."""
        facts = [number for x in part.variables for number in self.whole.facts_at.get(x, ())]
        if not facts:
            return None
        names = tuple(sorted(n for x in part.variables if (n := self.whole.network.names[x])))
        clashing = {clash.variable for clash in propagation.clashes}
        if not clashing.isdisjoint(part.variables):
            return Component(names, Verdict.CONFLICT)
        before = len(self.found)
        witness = self._searched(part, facts, propagation)
        if len(self.found) > before or not self.left_out.isdisjoint(facts):
            return Component(names, Verdict.CONFLICT)
        return Component(names, Verdict.CONSISTENT if witness else Verdict.UNDECIDED, witness)

    def _narrowed(self) -> Propagation:
        limits = [each for number, each in self.whole.limits.items() if number not in self.left_out]
        return propagated(self.whole.network, limits, Until.FIXED_POINT)

    def _take_all(self, propagation: Propagation) -> None:
        past, seen = reasons(propagation), set[tuple[int, ...]]()
        left_out = frozenset(self.left_out)
        for clash in propagation.clashes:
            cone = past.cone(clash)
            if cone.givers not in seen:
                seen.add(cone.givers)
                self._take(extracted(self.whole, cone, left_out, self.equations))

    def _take(self, conflict: Conflict) -> None:
        numbers = tuple(sorted(conflict.evidence.facts))
        self.found.setdefault(numbers, conflict)
        # Equations can contradict each other without any fact; nothing can be taken out then.
        self.left_out.update(numbers[-1:])

    def _searched(
        self, part: Connected, facts: list[int], propagation: Propagation
    ) -> Mapping[str, Decimal]:
        """A witness of a part if one is found; conflicts are taken in and their last fact out."""
        kept = [number for number in facts if number not in self.left_out]
        evidence, old = self.whole.part(part.primitives, kept, part.variables)
        start = resumed(evidence.network, propagation, old)
        boxes = self.budget.boxes
        if len(kept) < len(facts):
            # Where conflicts are known already, what they hide is worth less work.
            boxes = self.budget.hidden_boxes
            if len(part.primitives) > _MOST_HIDING:
                return {}
        result = search_from(start, evidence.ordered_limits, boxes)
        for _ in range(self.budget.rounds):
            if result.outcome is not Outcome.REFUTED:
                break
            effort = replace(evidence, boxes=2 * result.boxes + _SPARE_BOXES)
            self._take(minimised(effort, self.equations) or as_found(effort, self.equations))
            evidence = evidence.only(n for n in kept if n not in self.left_out)
            result = search(evidence.network, evidence.ordered_limits, self.budget.hidden_boxes)
        return _named(evidence.network, result.witness)


def _named(network: Network, values: Sequence[float]) -> Mapping[str, Decimal]:
    pairs = zip(network.names, values, strict=False)
    return {name: Decimal(repr(value)) for name, value in pairs if name is not None}


def _check_of(system: System, budget: Budget) -> _Check:
    network, numbers = compile_system(system)
    facts = dict(enumerate(system.facts))
    limits = {n: limit_of(fact, numbers[fact.variable], n) for n, fact in facts.items()}
    return _Check(Evidence(network, limits, facts), system.equations, budget)
