"""How far a bound must move until a conflict is refuted no more: growing steps, then halving."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.constraints.branching import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from kpicli.constraints.branching import Search
    from kpicli.constraints.evidence import Evidence
    from kpicli.constraints.inquiry import Asked, Inquiry

EXACT = Context(prec=28)
_FIRST_STEP = Decimal("0.001")
_GROWTH = 4
_MOST_GROWTHS = 30
_MOST_HALVINGS = 40
_CLOSE = Decimal("1e-7")
_SLACK = Decimal("1e-6")
"""How much further than needed a bound may move to be a plain number, relative to it."""
_FURTHER = tuple(map(Decimal, ("1e-5", "1e-4", "3e-4", "1e-3", "3e-3")))
"""How much further it may move for a witness."""


class Near(Struct, frozen=True):
    """A number for a bound."""

    value: Decimal
    is_confirmed: bool
    """Whether a witness shows that it is enough; else it takes at least so much."""


class Relaxation(Struct):
    """A bound that moves away from a number, and the searches spent on it."""

    relaxed: Callable[[Decimal], Evidence | Inquiry]
    """The evidence with the bound at a distance."""
    start: Decimal
    sign: int
    """-1 for a bound that moves down."""
    boxes: int
    """How many cases may still be looked at; then the distance stays as coarse as it is."""
    size: Decimal | None = None
    """What a little further is a small part of; none is the number's own size."""

    def nearest(self) -> Near | None:
        """The nearest number found at which nothing is refuted; none where that is too far.

        Bounds and weighted sums are asked first, since they mostly tell as much as a search does
        and cost a tenth of it.
        """
        near = self._nearest(Decimal(0), self._is_open_at_a_glance)
        if near is None:
            return None
        if found := self._confirmed(near):
            return found
        if not self._is_open(self._distance(near)):
            near = self._nearest(self._distance(near), self._is_open)
        if near is None:
            return None
        return self._confirmed(near) or Near(near, is_confirmed=False)

    def _confirmed(self, value: Decimal) -> Near | None:
        """A number, or a plainer one a little further, at which a witness is found, if one is.

        Where a proof just fails that a number is too near, the next plain one is often the true
        end: 60 where 60.01 cannot be refuted.
        """
        size = self.size or max(abs(value), abs(self.start))
        ends = (EXACT.add(value, EXACT.multiply(self.sign * slack, size)) for slack in _FURTHER)
        for number in dict.fromkeys((value, *(_plainest(value, end) for end in ends))):
            if self.relaxed(self._distance(number)).has_witness:
                return Near(number, is_confirmed=True)
        return None

    def _distance(self, value: Decimal) -> Decimal:
        return abs(EXACT.subtract(value, self.start))

    def _is_open_at_a_glance(self, distance: Decimal) -> bool:
        return self._is_not_refuted(self.relaxed(distance).glance())

    def _is_open(self, distance: Decimal) -> bool:
        return self._is_not_refuted(self.relaxed(distance).search())

    def _is_not_refuted(self, found: Search | Asked) -> bool:
        self.boxes -= found.boxes
        return found.outcome is not Outcome.REFUTED

    def _nearest(self, below: Decimal, accepts: Callable[[Decimal], bool]) -> Decimal | None:
        """The plain number where something begins to be accepted, further than a distance."""
        step = EXACT.multiply(abs(self.start), _FIRST_STEP) or _FIRST_STEP
        above = EXACT.add(below, step)
        for _ in range(_MOST_GROWTHS):
            if accepts(above):
                break
            if self.boxes < 0:
                return None
            below, above = above, EXACT.multiply(above, _GROWTH)
        else:
            return None
        for _ in range(_MOST_HALVINGS):
            size = EXACT.add(above, abs(self.start))
            if self.boxes < 0 or EXACT.subtract(above, below) <= EXACT.multiply(size, _CLOSE):
                break
            middle = EXACT.divide(EXACT.add(below, above), 2)
            below, above = (below, middle) if accepts(middle) else (middle, above)
        return self._plain(below, above, accepts)

    def _plain(self, below: Decimal, above: Decimal, accepts: Callable[[Decimal], bool]) -> Decimal:
        """The number of the fewest digits that is accepted, or else the one known to be."""
        refused, accepted = self._at(below), self._at(above)
        size = max(abs(accepted), above)
        for slack in (EXACT.multiply(size, _SLACK), Decimal(0)):
            value = _plainest(refused, EXACT.add(accepted, self.sign * slack))
            if accepts(self._distance(value)):
                return value
        return accepted

    def _at(self, distance: Decimal) -> Decimal:
        return EXACT.add(self.start, self.sign * distance)


def _plainest(refused: Decimal, farthest: Decimal) -> Decimal:
    """The number of the fewest digits beyond one number and up to another."""
    rounding = ROUND_CEILING if farthest < refused else ROUND_FLOOR
    size = max(refused.adjusted(), farthest.adjusted()) + 1
    for exponent in range(size, size - EXACT.prec, -1):
        grain = Decimal(1).scaleb(exponent)
        plain = EXACT.multiply(EXACT.divide(farthest, grain).to_integral_value(rounding), grain)
        if (plain - refused) * (farthest - refused) > 0:
            return Decimal(f"{plain.normalize():f}")
    return farthest
