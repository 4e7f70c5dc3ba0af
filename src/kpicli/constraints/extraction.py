"""A conflict from what a propagation ran into: its cone, made smallest, and told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from msgspec.structs import replace

from kpicli.constraints.combination import combined
from kpicli.constraints.conflict import Bound, Conflict, Method
from kpicli.constraints.derivation import derivation
from kpicli.constraints.minimise import smallest_conflict
from kpicli.constraints.propagation import Until, argued, propagated
from kpicli.constraints.reasons import reasons
from kpicli.constraints.shortfall import shortfall
from kpicli.constraints.system import Fact, FactKind, Side

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from kpicli.constraints.evidence import Evidence
    from kpicli.constraints.reasons import Cone
    from kpicli.constraints.system import Equation

MOST_MINIMISED = 400
"""Conflicts of more facts are told as they were found."""


def extracted(
    whole: Evidence, cone: Cone, left_out: AbstractSet[int], equations: Sequence[Equation]
) -> Conflict:
    """The conflict of a cone, in which facts that are left out play no part."""
    if len(cone.givers) <= MOST_MINIMISED:
        # The cone has the tightest bounds; a conflict is told with the firmest that will do.
        variables = {x for i in cone.primitives for x in whole.network.primitives[i].variables}
        facts = {number for x in variables for number in whole.facts_at.get(x, ())}
        evidence, _ = whole.part(cone.primitives, sorted(facts.union(cone.givers) - left_out))
        if conflict := minimised(evidence, equations):
            return conflict
    return as_found(whole.part(cone.primitives, cone.givers)[0], equations)


def as_found(evidence: Evidence, equations: Sequence[Equation]) -> Conflict:
    """The conflict of all facts in evidence, in which some may be needless."""
    return Conflict(
        tuple(fact.key for fact in evidence.facts.values()),
        tuple(bound for fact in evidence.facts.values() for bound in bounds_of(fact)),
        _equations(evidence, range(len(evidence.network.primitives)), equations),
        Method.BRANCHING if evidence.boxes else Method.PROPAGATION,
        evidence,
        is_minimised=False,
        shortfall=shortfall(evidence),
    )


def minimised(evidence: Evidence, equations: Sequence[Equation]) -> Conflict | None:
    """A smallest conflict in evidence; none if it is not refuted again, alone."""
    if not evidence.refutes(sorted(evidence.facts)):
        return None
    chosen = smallest(evidence)
    used = _one_sided(evidence, chosen)
    if not used.refutes(chosen):
        return None
    bounds = tuple(bounds_of(used.facts[number]) for number in chosen)
    found = Conflict(
        tuple(used.facts[number].key for number in chosen),
        tuple(bound for each in bounds for bound in each),
        _equations(used, range(len(used.network.primitives)), equations),
        Method.BRANCHING,
        used,
    )
    limits = [used.limits[number] for number in chosen]
    propagation, method = argued(used.network, limits), Method.PROPAGATION
    if not propagation.clashes:
        further, method = combined(propagation), Method.COMBINATION
        if further is None:
            return found
        propagation = further.propagation
    told = derivation(replace(used, network=propagation.network), propagation, equations)
    return replace(
        found,
        equations=told.equations,
        method=method,
        steps=told.steps,
        opposed=told.opposed,
    )


def concentrated(evidence: Evidence) -> Evidence:
    """The part of evidence that a combination rests on; all of it if none refutes it."""
    primitives = evidence.network.primitives
    found = propagated(evidence.network, evidence.ordered_limits, Until.CONFLICT)
    further = None if found.clashes else combined(found)
    if further is None:
        return evidence
    cone = reasons(further.propagation).cone(further.propagation.clashes[0])
    needed = {*cone.primitives, *further.causes} - {len(primitives)}
    variables = {x for i in needed for x in primitives[i].variables}
    facts = {number for x in variables for number in evidence.facts_at.get(x, ())}
    return evidence.part(needed, sorted(facts.union(cone.givers)))[0]


class Refutable(Protocol):
    """Facts by their numbers, of which some may be refuted."""

    @property
    def facts(self) -> Mapping[int, Fact]:
        """The facts."""

    def refutes(self, chosen: Sequence[int]) -> bool:
        """Whether it is proved that some of them cannot hold together."""


def smallest(evidence: Refutable) -> tuple[int, ...]:
    """Goals and assumptions first, then the natural bounds that they still need."""
    numbers = sorted(evidence.facts)
    hard = tuple(n for n in numbers if evidence.facts[n].kind is FactKind.HARD)
    soft = tuple(n for n in numbers if evidence.facts[n].kind is not FactKind.HARD)
    chosen = smallest_conflict(hard, soft, evidence.refutes)
    return (*smallest_conflict(chosen, hard, evidence.refutes), *chosen)


def _one_sided(evidence: Evidence, chosen: Sequence[int]) -> Evidence:
    """Evidence of the chosen facts alone, ranges without the end that is not needed."""
    primitives = range(len(evidence.network.primitives))
    evidence, _ = evidence.part(primitives, chosen)
    for number in chosen:
        fact = evidence.facts[number]
        if fact.low is None or fact.high is None:
            continue
        for less in (replace(fact, low=None), replace(fact, high=None)):
            without = evidence.with_facts({number: less})
            if without.refutes(chosen):
                evidence = without
                break
    return evidence


def bounds_of(fact: Fact) -> list[Bound]:
    """What a fact says of its variable, an end each."""
    return [
        Bound(fact.variable, side, fact.bound(side), fact.key)
        for side in Side
        if fact.bound(side) is not None
    ]


def _equations(
    evidence: Evidence, primitives: Sequence[int], equations: Sequence[Equation]
) -> tuple[Equation, ...]:
    used = {origin for index in primitives for origin in evidence.network.origins[index][0]}
    return tuple(equations[origin] for origin in sorted(used))
