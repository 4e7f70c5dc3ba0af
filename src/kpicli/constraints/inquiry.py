"""A part of a system that is put to a solver, and the smallest conflict that its answers show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from kpicli.constraints.branching import Outcome
from kpicli.constraints.conflict import Conflict, Method, Verdict
from kpicli.constraints.extraction import MOST_MINIMISED, bounds_of, smallest
from kpicli.constraints.minimise import smallest_conflict
from kpicli.constraints.system import FactKind, System
from kpicli.constraints.verify import satisfied

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal

    from kpicli.constraints.solver import Solver
    from kpicli.constraints.system import Fact

_BOXES_EACH = 20
"""What a question counts where our own search counts cases."""
_MOST_EQUATIONS = 40


class Asked(Struct, frozen=True):
    """What came of a question: the outcome, what it counts, and the values that were checked."""

    outcome: Outcome
    boxes: int
    witness: Mapping[str, Decimal]


class Inquiry(Struct, frozen=True):
    """Equations, facts by their numbers, and the solver that is asked about them."""

    equations: System
    """The equations alone; the facts in it play no part."""
    facts: Mapping[int, Fact]
    solver: Solver

    def glance(self) -> Asked:
        """What the solver says: it is asked where nothing less tells."""
        return self.search()

    @property
    def has_witness(self) -> bool:
        """Whether the solver gives values that stand up to our own arithmetic."""
        return self.search().outcome is Outcome.SATISFIED

    def search(self) -> Asked:
        """What the solver says; values that do not stand up to our own arithmetic say nothing."""
        system = replace(self.equations, facts=tuple(self.facts.values()))
        answer = self.solver.answer(system)
        if answer.verdict is Verdict.CONFLICT:
            return Asked(Outcome.REFUTED, _BOXES_EACH, {})
        found = satisfied(system, answer.values) if answer.values else None
        if found is None:
            return Asked(Outcome.OPEN, _BOXES_EACH, {})
        return Asked(Outcome.SATISFIED, _BOXES_EACH, found)

    def refutes(self, chosen: Sequence[int]) -> bool:
        """Whether the solver proves that some of the facts cannot hold together."""
        return self.only(chosen).search().outcome is Outcome.REFUTED

    def only(self, chosen: Iterable[int]) -> Inquiry:
        """The same for some of the facts."""
        return replace(self, facts={number: self.facts[number] for number in chosen})

    def with_facts(self, changed: Mapping[int, Fact]) -> Inquiry:
        """The same with other bounds in some facts."""
        return replace(self, facts={**self.facts, **changed})


def conflict_of(inquiry: Inquiry) -> Conflict:
    """A smallest conflict of what the solver refutes, by leaving out one part after the other.

    Each of these is a plain question: what a solver says of its own reasons need not be smallest,
    and may be another set with its next version.
    """
    numbers = sorted(inquiry.facts)
    is_minimised = len(numbers) <= MOST_MINIMISED
    found = _one_sided(inquiry.only(smallest(inquiry) if is_minimised else numbers))
    found = replace(found, equations=_needed(found))
    facts = tuple(found.facts[number] for number in sorted(found.facts))
    return Conflict(
        tuple(fact.key for fact in facts),
        tuple(bound for fact in facts for bound in bounds_of(fact)),
        found.equations.equations,
        Method.SOLVER,
        found,
        is_minimised=is_minimised,
        solver=inquiry.solver.name,
    )


def _one_sided(inquiry: Inquiry) -> Inquiry:
    """The same with ranges without the end that is not needed."""
    found = inquiry
    for number, fact in inquiry.facts.items():
        if fact.low is None or fact.high is None or fact.kind is FactKind.HARD:
            continue
        for less in (replace(fact, low=None), replace(fact, high=None)):
            without = found.with_facts({number: less})
            if without.search().outcome is Outcome.REFUTED:
                found = without
                break
    return found


def _needed(inquiry: Inquiry) -> System:
    """The equations without those that the contradiction does not need."""
    system = inquiry.equations
    count = len(system.equations)
    if count > _MOST_EQUATIONS:
        return system

    def refutes(numbers: Sequence[int]) -> bool:
        fewer = replace(inquiry, equations=_with_equations(system, numbers))
        return fewer.search().outcome is Outcome.REFUTED

    return _with_equations(system, smallest_conflict((), range(count), refutes))


def _with_equations(system: System, numbers: Iterable[int]) -> System:
    kept, count = set(numbers), len(system.definitions)
    definitions = tuple(each for n, each in enumerate(system.definitions) if n in kept)
    rows = tuple(each for n, each in enumerate(system.rows, count) if n in kept)
    return System(definitions, rows, ())
