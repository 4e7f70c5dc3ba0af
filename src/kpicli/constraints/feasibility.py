"""Whether goals, assumptions and natural bounds can hold together under the equations."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from kpicli.constraints.branching import Outcome, search, search_from
from kpicli.constraints.budget import Budget
from kpicli.constraints.compile import compile_system
from kpicli.constraints.components import connected
from kpicli.constraints.conflict import Component, Conflict, Feasibility, Verdict
from kpicli.constraints.evidence import Evidence
from kpicli.constraints.extraction import as_found, concentrated, extracted, minimised
from kpicli.constraints.inquiry import Inquiry, conflict_of
from kpicli.constraints.limits import limit_of
from kpicli.constraints.propagation import Until, propagated, resumed
from kpicli.constraints.reasons import reasons
from kpicli.constraints.system import System
from kpicli.constraints.witness import Middle, middle

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from kpicli.constraints.components import Connected
    from kpicli.constraints.network import Network
    from kpicli.constraints.propagation import Propagation
    from kpicli.constraints.solver import Solver
    from kpicli.constraints.system import Equation

_SPARE_BOXES = 8
_MOST_HIDING = 300


def check_feasibility(
    system: System, budget: Budget | None = None, solver: Solver | None = None
) -> Feasibility:
    """What is proved and what is found about all facts of a system.

    Every part of the system whose facts equations connect is consistent (with a witness), in
    conflict, or undecided. Conflicts that hide behind others are found as far as the budget's
    rounds go. A solver is asked about the parts that would stay undecided, and about no others.
    """
    check = _check_of(system, budget or Budget(), solver)
    propagation = check.first()
    clashing = {clash.variable for clash in propagation.clashes}
    parts = connected(check.whole.network)
    at = middle(propagation)
    components = [check.component(part, propagation, at, clashing) for part in parts]
    conflicts = tuple(conflict for _, conflict in sorted(check.found.items()))
    return Feasibility(conflicts, tuple(each for each in components if each))


class _Check(Struct):
    """A system at work: its conflicts by their facts' numbers, and the facts taken out for them."""

    whole: Evidence
    system: System
    budget: Budget
    solver: Solver | None
    found: dict[tuple[int, ...], Conflict] = field(default_factory=dict)
    left_out: set[int] = field(default_factory=set)

    @property
    def equations(self) -> tuple[Equation, ...]:
        """What always holds."""
        return self.system.equations

    def first(self) -> Propagation:
        """Narrows everything once, takes the conflicts in and their last facts out."""
        propagation = self._narrowed(self.whole)
        self._take_all(self.whole, propagation)
        return propagation

    def component(
        self, part: Connected, first: Propagation, at: Middle, clashing: AbstractSet[int]
    ) -> Component | None:
        """The verdict on a part, after a search where propagation found nothing more."""
        facts = [number for x in part.variables for number in self.whole.facts_at.get(x, ())]
        if not facts:
            return None
        names = tuple(sorted(n for x in part.variables if (n := self.whole.network.names[x])))
        limits = [self.whole.limits[number] for number in facts]
        if self.left_out.isdisjoint(facts) and at.satisfies(
            part.variables, part.primitives, limits
        ):
            witness = _named(self.whole.network, at.values, part.variables)
            return Component(names, Verdict.CONSISTENT, witness)
        evidence, old = self.whole.part(part.primitives, sorted(facts), part.variables)
        start = resumed(evidence.network, first, old)
        if not clashing.isdisjoint(part.variables):
            start = self._uncovered(evidence)
            if start.clashes:
                return Component(names, Verdict.CONFLICT)
        before = len(self.found)
        witness = self._searched(evidence, start)
        if len(self.found) > before or not self.left_out.isdisjoint(facts):
            return Component(names, Verdict.CONFLICT)
        if not witness and self.solver is not None:
            return self._asked(names, evidence, self.solver)
        return Component(names, Verdict.CONSISTENT if witness else Verdict.UNDECIDED, witness)

    def _asked(self, names: tuple[str, ...], part: Evidence, solver: Solver) -> Component:
        """What a solver says of a part that our own search left undecided."""
        among = frozenset(names)
        definitions = tuple(each for each in self.system.definitions if each.variable in among)
        rows = tuple(each for each in self.system.rows if each.variable in among)
        inquiry = Inquiry(System(definitions, rows, ()), part.facts, solver)
        found = inquiry.search()
        if found.outcome is Outcome.REFUTED:
            self._take(conflict_of(inquiry))
            return Component(names, Verdict.CONFLICT, solver=solver.name)
        is_found = found.outcome is Outcome.SATISFIED
        verdict = Verdict.CONSISTENT if is_found else Verdict.UNDECIDED
        witness = {name: value for name, value in found.witness.items() if name in among}
        return Component(names, verdict, witness, solver.name)

    def _uncovered(self, evidence: Evidence) -> Propagation:
        """Narrows a part without what was taken out, again and again, as far as the rounds go."""
        propagation = self._narrowed(evidence)
        for _ in range(self.budget.rounds - 1):
            if not propagation.clashes:
                break
            self._take_all(evidence, propagation)
            propagation = self._narrowed(evidence)
        self._take_all(evidence, propagation)
        return propagation

    def _narrowed(self, evidence: Evidence) -> Propagation:
        limits = [each for n, each in evidence.limits.items() if n not in self.left_out]
        return propagated(evidence.network, limits, Until.FIXED_POINT)

    def _take_all(self, evidence: Evidence, propagation: Propagation) -> None:
        if not propagation.clashes:
            return
        past, seen = reasons(propagation), set[tuple[int, ...]]()
        left_out = frozenset(self.left_out)
        for clash in propagation.clashes:
            cone = past.cone(clash)
            if cone.givers not in seen:
                seen.add(cone.givers)
                self._take(extracted(evidence, cone, left_out, self.equations))

    def _take(self, conflict: Conflict) -> None:
        numbers = tuple(sorted(conflict.evidence.facts))
        self.found.setdefault(numbers, conflict)
        # Equations can contradict each other without any fact; nothing can be taken out then.
        self.left_out.update(numbers[-1:])

    def _searched(self, part: Evidence, start: Propagation) -> Mapping[str, Decimal]:
        """A witness of a part if one is found; conflicts are taken in and their last fact out."""
        kept = [number for number in part.facts if number not in self.left_out]
        evidence, boxes = part.only(kept), self.budget.boxes
        if len(kept) < len(part.facts):
            # Where conflicts are known already, what they hide is worth less work.
            boxes = self.budget.hidden_boxes
            if len(part.network.primitives) > _MOST_HIDING:
                return {}
        result = search_from(start, evidence.ordered_limits, boxes)
        for _ in range(self.budget.rounds):
            if result.outcome is not Outcome.REFUTED:
                break
            effort = replace(evidence, boxes=2 * result.boxes + _SPARE_BOXES)
            self._take(self._conflict(effort))
            evidence = evidence.only(n for n in kept if n not in self.left_out)
            result = search(evidence.network, evidence.ordered_limits, self.budget.hidden_boxes)
        return _named(evidence.network, result.witness, range(len(result.witness)))

    def _conflict(self, effort: Evidence) -> Conflict:
        """The conflict of what a search refutes, in as small a part as a combination needs."""
        part = concentrated(effort)
        conflict = minimised(part, self.equations)
        if conflict is None and part is not effort:
            conflict = minimised(effort, self.equations)
        return conflict or as_found(effort, self.equations)


def _named(
    network: Network, values: Sequence[float], variables: Iterable[int]
) -> Mapping[str, Decimal]:
    names = network.names
    return {name: Decimal(repr(values[x])) for x in variables if (name := names[x]) is not None}


def _check_of(system: System, budget: Budget, solver: Solver | None) -> _Check:
    network, numbers = compile_system(system)
    facts = dict(enumerate(system.facts))
    limits = {n: limit_of(fact, numbers[fact.variable], n) for n, fact in facts.items()}
    return _Check(Evidence(network, limits, facts), system, budget, solver)
