"""A definition on both sides, and a KPI's numbers on both sides in one unit."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, cast

from msgspec import Struct

from kpicli.formulas import Compatibility, compare_units, parse_unit
from kpicli.models.goal import Kpi
from kpicli.models.quantity import Quantity
from kpicli.workspace.commitment import commitment_of, is_deliverable, scale_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpicli.models.commitment import Commitment
    from kpicli.models.metric import Metric
    from kpicli.workspace import AnyGoal, Definition, Workspace

_PERCENT = "%"
_HUNDRED = Decimal(100)
_A_WHOLE = Decimal("1.5")


class Sides(Struct, frozen=True, dict=True):
    """A goal before and after, each with the workspace that it belongs to."""

    old: Workspace
    before: Definition[AnyGoal]
    new: Workspace
    after: Definition[AnyGoal]


class KpiSide(Struct, frozen=True, dict=True):
    """A KPI on one side, its numbers in a unit that both sides share.

    `factor` is what bare numbers are multiplied by: 100 where one side has shares without a unit
    and the other the same as `%`.
    """

    workspace: Workspace
    kpi: Definition[Kpi]
    unit: str
    factor: Decimal = Decimal(1)

    @cached_property
    def own_unit(self) -> str:
        """The unit that the KPI has by itself, empty without one."""
        return self.workspace.unit(self.kpi)

    @cached_property
    def metric(self) -> Metric | Kpi | None:
        """What defines its metric: the metric that it names, or itself."""
        found = self.workspace.metric(self.kpi)
        return found.model if found else None

    @cached_property
    def commitment(self) -> Commitment | None:
        """What it commits to, in its own unit."""
        return self.workspace.commitment(self.kpi)

    @cached_property
    def shared(self) -> Commitment | None:
        """What it commits to, in the shared unit."""
        if not self.own_unit and self.factor == 1:
            return commitment_of(self.kpi.model, scale_in(self.unit))
        return self.commitment and self._converted(self.commitment)

    def number(self, quantity: Quantity | None) -> Decimal | None:
        """A quantity of the KPI in the shared unit, none where it does not convert."""
        if quantity is None:
            return None
        if not self.own_unit and self.factor == 1:
            return scale_in(self.unit).number(quantity)
        return self.value(self.workspace.scale(self.kpi).number(quantity))

    def value(self, number: Decimal | None) -> Decimal | None:
        """A number in the KPI's own unit as one in the shared unit."""
        if number is None or self.own_unit == self.unit:
            return number
        if not self.own_unit:
            return number * self.factor
        return scale_in(self.unit).number(Quantity(number, self.own_unit, ""))

    def _converted(self, own: Commitment) -> Commitment:
        if self.own_unit == self.unit:
            return own
        return type(own)(
            own.direction,
            self.value(own.target),
            self.value(own.low),
            self.value(own.high),
            self.value(own.baseline),
            self.value(own.tolerance),
            own.strict,
            self.value(own.commit),
            self.value(own.stretch),
        )


class KpiSides(Struct, frozen=True, dict=True):
    """A KPI before and after, comparable where their units convert."""

    before: KpiSide
    after: KpiSide
    is_comparable: bool


def kpi_sides(sides: Sides) -> KpiSides | None:
    """The two sides of a KPI; none where the goal is an objective on one of them."""
    if not isinstance(sides.before.model, Kpi) or not isinstance(sides.after.model, Kpi):
        return None
    before = cast("Definition[Kpi]", sides.before)
    after = cast("Definition[Kpi]", sides.after)
    units = sides.old.unit(before), sides.new.unit(after)
    if not do_convert(*units):
        return _apart(sides.old, before, sides.new, after)
    shared = units[1] or units[0]
    old, new = KpiSide(sides.old, before, shared), KpiSide(sides.new, after, shared)
    if not _do_measure_alike(old, new):
        return _apart(sides.old, before, sides.new, after)
    return KpiSides(*_as_shares(old, new), is_comparable=True)


def _apart(
    old: Workspace, before: Definition[Kpi], new: Workspace, after: Definition[Kpi]
) -> KpiSides:
    """Two sides of which nobody can say how the numbers of the one would read on the other."""
    own = KpiSide(old, before, old.unit(before)), KpiSide(new, after, new.unit(after))
    return KpiSides(*own, is_comparable=False)


def do_convert(before: str, after: str) -> bool:
    """Whether numbers of one unit are numbers of the other, too; no unit goes with any."""
    if not before or not after or before == after:
        return True
    return compare_units(parse_unit(before), parse_unit(after)) is Compatibility.SAME


def _do_measure_alike(old: KpiSide, new: KpiSide) -> bool:
    """Whether both sides are something to complete or neither is, or all numbers are shares."""
    if is_deliverable(old.kpi.model) is is_deliverable(new.kpi.model):
        return True
    other = new if is_deliverable(old.kpi.model) else old
    largest = _largest(_numbers(other))
    is_share = largest is None or (not other.own_unit and largest <= 1)
    return is_share or other.own_unit == _PERCENT


def _as_shares(old: KpiSide, new: KpiSide) -> tuple[KpiSide, KpiSide]:
    """Shares written as `0.95` on the side without a unit are 95 beside one in per cent."""
    if _are_shares(old, new):
        return KpiSide(old.workspace, old.kpi, old.unit, _HUNDRED), new
    if _are_shares(new, old):
        return old, KpiSide(new.workspace, new.kpi, new.unit, _HUNDRED)
    return old, new


def _are_shares(bare: KpiSide, percent: KpiSide) -> bool:
    if bare.own_unit or percent.own_unit != _PERCENT:
        return False
    if is_deliverable(bare.kpi.model):
        return True
    most, least = _largest(_numbers(bare)), _largest(_numbers(percent))
    return most is not None and least is not None and most <= _A_WHOLE < least


def _numbers(side: KpiSide) -> Iterable[Decimal]:
    model, scale = side.kpi.model, side.workspace.scale(side.kpi)
    target, bounds = model.target, model.target.bounds if model.target else None
    written = (
        target.quantity if target else None,
        bounds.low if bounds else None,
        bounds.high if bounds else None,
        model.baseline.quantity if model.baseline else None,
    )
    found = (scale.number(quantity) for quantity in written if quantity)
    return [abs(number) for number in found if number is not None]


def _largest(numbers: Iterable[Decimal]) -> Decimal | None:
    return max(numbers, default=None)
