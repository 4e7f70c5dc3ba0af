"""The sum that a large conflict runs through: too many facts to name, but few that matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.constraints.conflict import Contributor, Shortfall
from kpicli.constraints.evidence import Evidence
from kpicli.constraints.linear import Linear
from kpicli.constraints.propagation import Until, propagated
from kpicli.constraints.trail import HIGH, LOW
from kpicli.constraints.wording import rounded, wordings

if TYPE_CHECKING:
    from kpicli.constraints.conflict import Conflict
    from kpicli.constraints.propagation import Propagation

_MOST_CONTRIBUTORS = 5


def shortfall_of(conflict: Conflict) -> Shortfall | None:
    """The sum that a conflict runs through, also of one that is made smallest."""
    if conflict.shortfall is not None or not isinstance(conflict.evidence, Evidence):
        return conflict.shortfall
    return shortfall(conflict.evidence)


def shortfall(evidence: Evidence) -> Shortfall | None:
    """The longest sum of a conflict whose operands' bounds miss what is wanted of it, if any."""
    found = propagated(evidence.network, evidence.ordered_limits, Until.FIXED_POINT)
    sums = [each for each in evidence.network.primitives if isinstance(each, Linear)]
    for linear in sorted(sums, key=lambda each: (-len(each.operands), each.result)):
        if told := _missed(evidence, linear, found):
            return told
    return None


def _missed(evidence: Evidence, linear: Linear, found: Propagation) -> Shortfall | None:
    low, high = next(linear.narrow(found.low, found.high))[1:]
    wanted_low, wanted_high = found.low[linear.result], found.high[linear.result]
    if high < wanted_low:
        return _told(evidence, linear, _terms(linear, found, HIGH), (high, wanted_low))
    if low > wanted_high:
        return _told(evidence, linear, _terms(linear, found, LOW), (low, wanted_high))
    return None


def _terms(linear: Linear, found: Propagation, end: int) -> list[tuple[int, float]]:
    """What each operand adds at most, or at least."""
    ends = (found.low, found.high)
    pairs = zip(linear.operands, linear.factors, strict=True)
    return [(x, factor * ends[end ^ (factor < 0)][x]) for x, factor in pairs]


def _told(
    evidence: Evidence,
    linear: Linear,
    terms: list[tuple[int, float]],
    ends: tuple[float, float],
) -> Shortfall:
    words = wordings(evidence.network)
    greatest = sorted(terms, key=lambda term: (-abs(term[1]), words[term[0]]))
    contributors = tuple(
        Contributor(words[x], rounded(value)) for x, value in greatest[:_MOST_CONTRIBUTORS]
    )
    reached, wanted = map(rounded, ends)
    return Shortfall(words[linear.result], reached, wanted, contributors, len(terms))
