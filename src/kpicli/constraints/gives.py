"""What would have to give: how far each bound of a conflict must move for it to be one no more."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from typing import TYPE_CHECKING

from kpicli.constraints.branching import Outcome
from kpicli.constraints.budget import Budget
from kpicli.constraints.system import Fact, FactKind, Side

if TYPE_CHECKING:
    from collections.abc import Callable

    from kpicli.constraints.conflict import Conflict
    from kpicli.constraints.evidence import Evidence

    Probe = Callable[[Decimal], Outcome]

_EXACT = Context(prec=28)
_FIRST_STEP = Decimal("0.001")
_GROWTH = 4
_MOST_GROWTHS = 30
_CLOSE = Decimal("1e-8")


@dataclass(frozen=True, slots=True)
class Alternative:
    """One bound that could give, and the nearest number that would do."""

    fact: str
    variable: str
    side: Side
    value: Decimal | None
    """None if no number was found."""
    is_confirmed: bool
    """Whether a witness shows that it is enough; else it takes at least so much."""
    enough: Decimal | None = None
    """Where that is not confirmed, a number that a witness shows to be enough, if one was found."""


@dataclass(frozen=True, slots=True)
class Gives:
    """The alternatives for a conflict, and the share that all give if they share alike."""

    alternatives: tuple[Alternative, ...]
    share: Decimal | None
    """The part of its size by which every goal's and assumption's bound moves."""
    is_share_confirmed: bool


def gives(conflict: Conflict, budget: Budget | None = None) -> Gives:
    """What each goal and assumption of a conflict would have to give, by itself or all alike.

    It costs up to a hundred searches for each bound; natural bounds never give. A conflict that
    is not minimised has too many facts to ask.
    """
    if not conflict.is_minimised:
        return Gives((), None, is_share_confirmed=False)
    budget = budget or Budget()
    evidence = replace(conflict.evidence, boxes=budget.give_boxes)
    softs = [n for n, fact in evidence.facts.items() if fact.kind is not FactKind.HARD]
    ends = [(n, s) for n in softs for s in Side if evidence.facts[n].bound(s) is not None]
    alternatives = tuple(_alternative(evidence, number, side) for number, side in ends)
    share, is_confirmed = _share(evidence, softs)
    return Gives(alternatives, share, is_confirmed)


def _alternative(evidence: Evidence, number: int, side: Side) -> Alternative:
    fact = evidence.facts[number]
    bound = fact.bound(side)
    assert bound is not None
    sign = -1 if side is Side.LOW else 1

    def moved(distance: Decimal) -> Decimal:
        return _EXACT.add(bound, sign * distance)

    def probe(distance: Decimal) -> Outcome:
        relaxed = _with_bound(fact, side, moved(distance))
        return evidence.with_facts({number: relaxed}).search().outcome

    first = _EXACT.multiply(abs(bound), _FIRST_STEP) or _FIRST_STEP
    least = _least(probe, first, Outcome.REFUTED)
    if least is None:
        return Alternative(fact.key, fact.variable, side, None, is_confirmed=False)
    value = _plainest(moved(least.refused), moved(least.accepted))
    is_confirmed = probe(abs(value - bound)) is Outcome.SATISFIED
    enough = None if is_confirmed else _enough(probe, least.accepted, moved)
    return Alternative(fact.key, fact.variable, side, value, is_confirmed, enough)


def _enough(
    probe: Probe, from_distance: Decimal, moved: Callable[[Decimal], Decimal]
) -> Decimal | None:
    """The nearest relaxation that a witness confirms, from one on that is merely not refuted."""

    def confirmed(distance: Decimal) -> Outcome:
        is_found = probe(distance) is Outcome.SATISFIED
        return Outcome.SATISFIED if is_found else Outcome.REFUTED

    least = _least(confirmed, from_distance, Outcome.REFUTED)
    return None if least is None else _plainest(moved(least.refused), moved(least.accepted))


def _share(evidence: Evidence, softs: list[int]) -> tuple[Decimal | None, bool]:
    """The least share of its size that every bound gives, and whether a witness confirms it."""

    def probe(share: Decimal) -> Outcome:
        relaxed = {number: _shared(evidence.facts[number], share) for number in softs}
        return evidence.with_facts(relaxed).search().outcome

    least = _least(probe, _FIRST_STEP, Outcome.REFUTED)
    if least is None:
        return None, False
    share = _plainest(least.refused, least.accepted)
    return share, probe(share) is Outcome.SATISFIED


@dataclass(frozen=True, slots=True)
class _Bracket:
    refused: Decimal
    accepted: Decimal


def _least(probe: Probe, first: Decimal, refused: Outcome) -> _Bracket | None:
    """Between which distances the outcome ceases to be the refused one: by growing, then halving.

    None if it does not within many growths.
    """
    below, above = Decimal(0), first
    for _ in range(_MOST_GROWTHS):
        if probe(above) is not refused:
            break
        below, above = above, _EXACT.multiply(above, _GROWTH)
    else:
        return None
    while _EXACT.subtract(above, below) > _EXACT.multiply(above, _CLOSE):
        middle = _EXACT.divide(_EXACT.add(below, above), 2)
        if probe(middle) is refused:
            below = middle
        else:
            above = middle
    return _Bracket(below, above)


def _plainest(refused: Decimal, accepted: Decimal) -> Decimal:
    """The number of the fewest digits beyond the refused one and up to the accepted one."""
    rounding = ROUND_CEILING if accepted < refused else ROUND_FLOOR
    size = max(refused.adjusted(), accepted.adjusted()) + 1
    for exponent in range(size, size - _EXACT.prec, -1):
        grain = Decimal(1).scaleb(exponent)
        plain = _EXACT.multiply((accepted / grain).to_integral_value(rounding), grain)
        if (plain - refused) * (accepted - refused) > 0:
            return Decimal(f"{plain.normalize():f}")
    return accepted


def _shared(fact: Fact, share: Decimal) -> Fact:
    low, high = fact.low, fact.high
    return replace(
        fact,
        low=None if low is None else _EXACT.subtract(low, _EXACT.multiply(abs(low), share)),
        high=None if high is None else _EXACT.add(high, _EXACT.multiply(abs(high), share)),
    )


def _with_bound(fact: Fact, side: Side, value: Decimal) -> Fact:
    return replace(fact, low=value) if side is Side.LOW else replace(fact, high=value)
