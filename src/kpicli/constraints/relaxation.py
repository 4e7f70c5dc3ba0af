"""How far a bound must move until a conflict is refuted no more: growing steps, then halving."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.constraints.branching import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from kpicli.constraints.evidence import Evidence
    from kpicli.constraints.inquiry import Inquiry

EXACT = Context(prec=28)
_FIRST_STEP = Decimal("0.001")
_GROWTH = 4
_MOST_GROWTHS = 30
_MOST_HALVINGS = 40
_CLOSE = Decimal("1e-7")
_SLACK = Decimal("1e-6")
"""How much further than needed a bound may move to be a plain number, relative to it."""


class Relaxation(Struct):
    """A bound that moves away from a number, and the searches spent on it."""

    relaxed: Callable[[Decimal], Evidence | Inquiry]
    """The evidence with the bound at a distance."""
    start: Decimal
    sign: int
    """-1 for a bound that moves down."""
    boxes: int
    """How many cases may still be looked at; then the distance stays as coarse as it is."""

    def least(self) -> Decimal | None:
        """The nearest plain number at which nothing is refuted; none where that is too far."""
        first = EXACT.multiply(abs(self.start), _FIRST_STEP) or _FIRST_STEP
        return self._nearest(first, self._is_open)

    def least_confirmed(self, value: Decimal) -> Decimal | None:
        """The nearest plain number from another on that a witness confirms, if one is found."""
        return self._nearest(self._distance(value), self._is_satisfied)

    def is_confirmed(self, value: Decimal) -> bool:
        """Whether a witness exists with the bound at a number."""
        return self._is_satisfied(self._distance(value))

    def _distance(self, value: Decimal) -> Decimal:
        return abs(EXACT.subtract(value, self.start))

    def _is_open(self, distance: Decimal) -> bool:
        return self._outcome(distance) is not Outcome.REFUTED

    def _is_satisfied(self, distance: Decimal) -> bool:
        return self._outcome(distance) is Outcome.SATISFIED

    def _outcome(self, distance: Decimal) -> Outcome:
        found = self.relaxed(distance).search()
        self.boxes -= found.boxes
        return found.outcome

    def _nearest(self, first: Decimal, accepts: Callable[[Decimal], bool]) -> Decimal | None:
        below, above = Decimal(0), first
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
