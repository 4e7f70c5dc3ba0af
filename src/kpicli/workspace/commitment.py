"""From what a KPI says to numbers in its unit."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from kpicli.formulas import Compatibility, compare_units, parse_unit
from kpicli.formulas.convert import scaled
from kpicli.models.choices import Direction
from kpicli.models.commitment import Commitment
from kpicli.models.target import Form, Target

if TYPE_CHECKING:
    from fractions import Fraction

    from kpicli.models.goal import Kpi
    from kpicli.models.quantity import Quantity

_SHARES = {"%", "pp"}
_HUNDRED = Decimal(100)
# By names of their own, since all KPIs ask for them: an enum is slow to hand out its members.
_INCREASE, _DECREASE, _COMPLETE = Direction.INCREASE, Direction.DECREASE, Direction.COMPLETE
_VALUE, _CHANGE, _RANGE, _PROSE = Form.VALUE, Form.CHANGE, Form.RANGE, Form.PROSE
_DELIVERABLE = Form.COMPLETE


def is_deliverable(kpi: Kpi) -> bool:
    """Whether a KPI is something to complete, measured as a share of 1."""
    target = kpi.target
    is_complete = target is not None and target.form is _DELIVERABLE
    return is_complete or kpi.direction is _COMPLETE


def implied_unit(kpi: Kpi) -> str:
    """The unit written beside the target or the baseline, where the metric names none.

    A per cent sign is no unit here: without a unit `95%` is 0.95.
    """
    target, baseline = kpi.target, kpi.baseline
    bounds = target.bounds if target else None
    written = (
        target.quantity if target else None,
        bounds.low or bounds.high if bounds else None,
        baseline.quantity if baseline else None,
    )
    units = (quantity.unit for quantity in written if quantity)
    return next((unit for unit in units if unit and unit not in _SHARES), "")


class Scale(Struct, frozen=True, dict=True):
    """Turns quantities into numbers of one unit; an empty unit takes numbers as they are."""

    unit: str

    def number(self, quantity: Quantity) -> Decimal | None:
        """The quantity in the unit, none where its own unit does not convert."""
        written = quantity.unit
        if not written or written == self.unit:
            return quantity.value
        if written in _SHARES:
            return self._share(quantity.value)
        if not self.unit:
            return quantity.value
        factor = _factor(written, self.unit)
        return None if factor is None else scaled(quantity.value, factor)

    def change(self, quantity: Quantity, baseline: Decimal) -> Decimal | None:
        """Where a change leads from a baseline: `+20%` of its size, `+5pp`, `+300`."""
        if quantity.unit == "%":
            return baseline + abs(baseline) * quantity.value / _HUNDRED
        number = self.number(quantity)
        return None if number is None else baseline + number

    def _share(self, percent: Decimal) -> Decimal | None:
        if not self.unit:
            return percent / _HUNDRED
        if self._counts_percent:
            return percent
        return percent / _HUNDRED if parse_unit(self.unit).is_dimensionless else None

    @cached_property
    def _counts_percent(self) -> bool:
        return parse_unit(self.unit).is_percent


@lru_cache(maxsize=1024)
def scale_in(unit: str) -> Scale:
    """The scale of a unit, one for all KPIs: it parses the unit only once."""
    return Scale(unit)


@lru_cache(maxsize=1024)
def _factor(unit: str, into: str) -> Fraction | None:
    """How many of one unit another one is, none where it does not convert."""
    own, other = parse_unit(unit), parse_unit(into)
    is_same = compare_units(own, other) is Compatibility.SAME
    return own.scale / other.scale if is_same else None


def commitment_of(kpi: Kpi, scale: Scale) -> Commitment | None:
    """The KPI's aim in numbers; none without a target in numbers or without a direction."""
    target = kpi.target
    if target is None or target.form is _PROSE:
        return None
    start, room = kpi.baseline, kpi.tolerance
    baseline = scale.number(start.quantity) if start else None
    tolerance = scale.number(room) if room else None
    number = _number(target, target.quantity, scale, baseline)
    direction = _direction(target.form, kpi.direction, number, baseline)
    if direction is None:
        return None
    if direction is _COMPLETE:
        one = Decimal(1)
        return Commitment(direction, one, one, None, baseline, tolerance)
    if target.form is _RANGE:
        return _range(target, scale, baseline, tolerance)
    if number is None:
        return None
    low, high = _bounds(direction, number, tolerance)
    strict = target.bounds is not None and target.bounds.strict
    found = Commitment(direction, number, low, high, baseline, tolerance, strict)
    if target.commit is None and target.stretch is None:
        return found
    commit = _number(target, target.commit, scale, baseline)
    return replace(found, commit=commit, stretch=_number(target, target.stretch, scale, baseline))


def ends_of(commitment: Commitment) -> tuple[Decimal, Decimal]:
    """The smallest and the largest number that a commitment asks for, outer levels included."""
    low, high, target = commitment.low, commitment.high, commitment.target
    commit, stretch = commitment.commit, commitment.stretch
    if target is not None and (low is None or high is None) and commit is None and stretch is None:
        return target, target  # a single bound is the target itself, as it is nearly always
    numbers = [number for number in (low, high, commit, stretch) if number is not None]
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
    if target.form is not _CHANGE:
        return scale.number(quantity) if quantity.unit else quantity.value
    return None if baseline is None else scale.change(quantity, baseline)


# What the form of a target says, and the directions that may be written beside it.
_FORMS = {
    Form.AT_LEAST: (Direction.AT_LEAST, (Direction.AT_LEAST, Direction.INCREASE)),
    Form.AT_MOST: (Direction.AT_MOST, (Direction.AT_MOST, Direction.DECREASE)),
    Form.RANGE: (Direction.WITHIN, (Direction.WITHIN,)),
    Form.COMPLETE: (Direction.COMPLETE, (Direction.COMPLETE, Direction.INCREASE)),
}


def _direction(
    form: Form, written: Direction | None, target: Decimal | None, baseline: Decimal | None
) -> Direction | None:
    """The direction as written, else as target and baseline tell it; never guessed.

    None too where a direction is written that contradicts the target: neither can be relied on.
    """
    if form is not _VALUE and form is not _CHANGE:
        said, fitting = _FORMS[form]
        if written is None:
            return said
        told = said if form is Form.COMPLETE else written
        return told if written in fitting else None
    way = _way(target, baseline)
    if written is None:
        return way
    return None if _contradicts(written, way, target) else written


def _way(target: Decimal | None, baseline: Decimal | None) -> Direction | None:
    if target is None or baseline is None or target == baseline:
        return None
    return _INCREASE if target > baseline else _DECREASE


def _contradicts(written: Direction, way: Direction | None, target: Decimal | None) -> bool:
    if written is _COMPLETE:
        return target != 1
    moves = written is _INCREASE or written is _DECREASE
    return moves and way is not None and way is not written


def _bounds(
    direction: Direction, number: Decimal, tolerance: Decimal | None
) -> tuple[Decimal | None, Decimal | None]:
    sign = direction.sign
    if sign:
        return (number, None) if sign > 0 else (None, number)
    room = tolerance or Decimal(0)
    return number - room, number + room
