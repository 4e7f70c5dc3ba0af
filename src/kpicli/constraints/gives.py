"""What would have to give: how far each bound of a conflict must move for it to be one no more."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from kpicli.constraints.budget import Budget
from kpicli.constraints.conflict import Method
from kpicli.constraints.evidence import Evidence
from kpicli.constraints.relaxation import EXACT, Relaxation
from kpicli.constraints.system import Fact, FactKind, Side

if TYPE_CHECKING:
    from collections.abc import Collection

    from kpicli.constraints.conflict import Conflict
    from kpicli.constraints.inquiry import Inquiry

    _Relaxable = Evidence | Inquiry


class Alternative(Struct, frozen=True):
    """One bound that could give, and the nearest number that would do."""

    fact: str
    variable: str
    side: Side
    value: Decimal | None
    """None if no number was found."""
    is_confirmed: bool
    """Whether a witness shows that it is enough; else it takes at least so much."""


class Gives(Struct, frozen=True):
    """The alternatives for a conflict, and the share that all give if they share alike."""

    alternatives: tuple[Alternative, ...]
    share: Decimal | None
    """The part of its size by which every goal's and assumption's bound moves."""
    is_share_confirmed: bool


def gives(
    conflict: Conflict, budget: Budget | None = None, among: Collection[str] | None = None
) -> Gives:
    """What each goal and assumption of a conflict would have to give, by itself or all alike.

    It costs dozens of searches for each bound; natural bounds never give, and of others those that
    are `among` the keys, if these are given. A conflict that is not minimised has too many facts to
    ask.
    """
    if not conflict.is_minimised:
        return Gives((), None, is_share_confirmed=False)
    budget = budget or Budget()
    evidence = conflict.evidence
    if isinstance(evidence, Evidence):
        boxes = budget.give_boxes
        if conflict.method is Method.COMBINATION:
            # What proves it needs few cases or none, so these are not worth many either.
            boxes = min(boxes, evidence.boxes)
        evidence = replace(evidence, boxes=boxes)
    softs = [n for n, fact in evidence.facts.items() if fact.kind is not FactKind.HARD]
    asked = [n for n in softs if among is None or evidence.facts[n].key in among]
    ends = [(n, s) for n in asked for s in Side if evidence.facts[n].bound(s) is not None]
    alternatives = tuple(_alternative(evidence, number, side, budget) for number, side in ends)
    share, is_confirmed = _share(evidence, softs, budget)
    return Gives(alternatives, share, is_confirmed)


def _alternative(evidence: _Relaxable, number: int, side: Side, budget: Budget) -> Alternative:
    fact = evidence.facts[number]
    bound = fact.bound(side)
    assert bound is not None
    sign = -1 if side is Side.LOW else 1

    def relaxed(distance: Decimal) -> _Relaxable:
        moved = EXACT.add(bound, sign * distance)
        return evidence.with_facts({number: _with_bound(fact, side, moved)})

    relaxation = Relaxation(relaxed, bound, sign, budget.give_total)
    near = relaxation.nearest()
    value = near.value if near else None
    is_confirmed = bool(near and near.is_confirmed)
    return Alternative(fact.key, fact.variable, side, value, is_confirmed)


def _share(evidence: _Relaxable, softs: list[int], budget: Budget) -> tuple[Decimal | None, bool]:
    """The least share of its size that every bound gives, and whether a witness confirms it."""

    def relaxed(share: Decimal) -> _Relaxable:
        return evidence.with_facts({n: _shared(evidence.facts[n], share) for n in softs})

    relaxation = Relaxation(relaxed, Decimal(0), 1, budget.give_total, size=Decimal(1))
    near = relaxation.nearest()
    return (near.value, near.is_confirmed) if near else (None, False)


def _shared(fact: Fact, share: Decimal) -> Fact:
    low, high = fact.low, fact.high
    return replace(
        fact,
        low=None if low is None else EXACT.subtract(low, EXACT.multiply(abs(low), share)),
        high=None if high is None else EXACT.add(high, EXACT.multiply(abs(high), share)),
    )


def _with_bound(fact: Fact, side: Side, value: Decimal) -> Fact:
    return replace(fact, low=value) if side is Side.LOW else replace(fact, high=value)
