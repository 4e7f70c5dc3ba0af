"""From what a KPI says to numbers in its unit."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.formulas import Compatibility, Unit, compare_units, convert, parse_unit
from kpicli.models.choices import Direction
from kpicli.models.commitment import Commitment
from kpicli.models.target import Form, Target

if TYPE_CHECKING:
    from kpicli.models.goal import Kpi
    from kpicli.models.quantity import Quantity

_SHARES = {"%", "pp"}
_HUNDRED = Decimal(100)


def is_deliverable(kpi: Kpi) -> bool:
    """Whether a KPI is something to complete, measured as a share of 1."""
    is_complete = kpi.target is not None and kpi.target.form is Form.COMPLETE
    return is_complete or kpi.direction is Direction.COMPLETE


def implied_unit(kpi: Kpi) -> str:
    """The unit written beside the target or the baseline, where the metric names none.

    A per cent sign is no unit here: without a unit `95%` is 0.95.
    """
    target = kpi.target
    bounds = target.bounds if target else None
    written = (
        target.quantity if target else None,
        bounds.low or bounds.high if bounds else None,
        kpi.baseline.quantity if kpi.baseline else None,
    )
    units = (quantity.unit for quantity in written if quantity)
    return next((unit for unit in units if unit and unit not in _SHARES), "")


class Scale(Struct, frozen=True, dict=True):
    """Turns quantities into numbers of one unit; an empty unit takes numbers as they are."""

    unit: str

    def number(self, quantity: Quantity) -> Decimal | None:
        """The quantity in the unit, none where its own unit does not convert."""
        if not quantity.unit:
            return quantity.value
        if quantity.unit in _SHARES:
            return self._share(quantity.value)
        if not self.unit or quantity.unit == self.unit:
            return quantity.value
        own = _parsed(quantity.unit)
        if compare_units(own, self._parsed) is not Compatibility.SAME:
            return None
        return convert(quantity.value, own, self._parsed)

    def change(self, quantity: Quantity, baseline: Decimal) -> Decimal | None:
        """Where a change leads from a baseline: `+20%` of its size, `+5pp`, `+300`."""
        if quantity.unit == "%":
            return baseline + abs(baseline) * quantity.value / _HUNDRED
        number = self.number(quantity)
        return None if number is None else baseline + number

    @cached_property
    def _parsed(self) -> Unit:
        return _parsed(self.unit)

    def _share(self, percent: Decimal) -> Decimal | None:
        if not self.unit:
            return percent / _HUNDRED
        if self._parsed.is_percent:
            return percent
        return percent / _HUNDRED if self._parsed.is_dimensionless else None


@lru_cache(maxsize=1024)
def scale_in(unit: str) -> Scale:
    """The scale of a unit, one for all KPIs: it parses the unit only once."""
    return Scale(unit)


@lru_cache(maxsize=1024)
def _parsed(unit: str) -> Unit:
    return parse_unit(unit)


def commitment_of(kpi: Kpi, scale: Scale) -> Commitment | None:
    """The KPI's aim in numbers; none without a target in numbers or without a direction."""
    target = kpi.target
    if target is None or target.form is Form.PROSE:
        return None
    baseline = scale.number(kpi.baseline.quantity) if kpi.baseline else None
    tolerance = scale.number(kpi.tolerance) if kpi.tolerance else None
    number = _number(target, target.quantity, scale, baseline)
    direction = direction_of(kpi, number, baseline)
    if direction is None:
        return None
    if direction is Direction.COMPLETE:
        one = Decimal(1)
        return Commitment(direction, one, one, None, baseline, tolerance)
    if target.form is Form.RANGE:
        return _range(target, scale, baseline, tolerance)
    if number is None:
        return None
    low, high = _bounds(direction, number, tolerance)
    return Commitment(
        direction,
        number,
        low,
        high,
        baseline,
        tolerance,
        strict=target.bounds is not None and target.bounds.strict,
        commit=target.commit and _number(target, target.commit, scale, baseline),
        stretch=target.stretch and _number(target, target.stretch, scale, baseline),
    )


def ends_of(commitment: Commitment) -> tuple[Decimal, Decimal]:
    """The smallest and the largest number that a commitment asks for, outer levels included."""
    written = (commitment.low, commitment.high, commitment.commit, commitment.stretch)
    numbers = [number for number in written if number is not None]
    return min(numbers), max(numbers)


def _range(
    target: Target, scale: Scale, baseline: Decimal | None, tolerance: Decimal | None
) -> Commitment | None:
    bounds = target.bounds
    if bounds is None or bounds.low is None or bounds.high is None:
        return None
    low, high = scale.number(bounds.low), scale.number(bounds.high)
    if low is None or high is None or low > high:
        return None
    return Commitment(Direction.WITHIN, None, low, high, baseline, tolerance)


def _number(
    target: Target, quantity: Quantity | None, scale: Scale, baseline: Decimal | None
) -> Decimal | None:
    if quantity is None:
        return None
    if target.form is not Form.CHANGE:
        return scale.number(quantity) if quantity.unit else quantity.value
    return None if baseline is None else scale.change(quantity, baseline)


# What the form of a target says, and the directions that may be written beside it.
_FORMS = {
    Form.AT_LEAST: (Direction.AT_LEAST, {Direction.AT_LEAST, Direction.INCREASE}),
    Form.AT_MOST: (Direction.AT_MOST, {Direction.AT_MOST, Direction.DECREASE}),
    Form.RANGE: (Direction.WITHIN, {Direction.WITHIN}),
    Form.COMPLETE: (Direction.COMPLETE, {Direction.COMPLETE, Direction.INCREASE}),
}


def direction_of(kpi: Kpi, target: Decimal | None, baseline: Decimal | None) -> Direction | None:
    """The direction as written, else as target and baseline tell it; never guessed.

    None too where a direction is written that contradicts the target: neither can be relied on.
    """
    form = kpi.target.form if kpi.target else None
    written = kpi.direction
    if form is not Form.VALUE and form is not Form.CHANGE and form in _FORMS:
        said, fitting = _FORMS[form]
        if written is None or form is Form.COMPLETE:
            return said if written is None or written in fitting else None
        return written if written in fitting else None
    way = _way(target, baseline)
    if written is None:
        return way
    return None if _contradicts(written, way, target) else written


def _way(target: Decimal | None, baseline: Decimal | None) -> Direction | None:
    if target is None or baseline is None or target == baseline:
        return None
    return Direction.INCREASE if target > baseline else Direction.DECREASE


def _contradicts(written: Direction, way: Direction | None, target: Decimal | None) -> bool:
    if written is Direction.COMPLETE:
        return target != 1
    ways = {Direction.INCREASE, Direction.DECREASE}
    return written in ways and way is not None and way is not written


def _bounds(
    direction: Direction, number: Decimal, tolerance: Decimal | None
) -> tuple[Decimal | None, Decimal | None]:
    if direction.sign > 0:
        return number, None
    if direction.sign < 0:
        return None, number
    room = tolerance or Decimal(0)
    return number - room, number + room
