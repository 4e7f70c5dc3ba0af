"""The value of a formula over metrics that have units."""

from __future__ import annotations

from decimal import Context, Decimal, DecimalException
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.formulas.convert import convert, scaled
from kpicli.formulas.dimensions import Dimension, aligned, common, leaf_dimension, resulting
from kpicli.formulas.evaluate import formula_context, is_computable, leaf_value, operation
from kpicli.formulas.tree import Name, Number, fold
from kpicli.formulas.units import Compatibility, Unit, compare_units

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kpicli.formulas.tree import Formula, Node


class _Quantity(Struct, frozen=True):
    value: Decimal
    dimension: Dimension


def evaluate_quantities(
    formula: Formula,
    values: Mapping[str, Decimal],
    units: Mapping[str, Unit | None],
    into: Unit | None,
) -> Decimal | None:
    """The formula's value in a unit, at 28 digits, from values that are each in their own unit.

    Operands of a sum convert (`kEUR` plus `EUR`). A bare number counts in the unit beside it
    (`build_days + 2`), except beside a share, where it is a pure number (`1 - churn` with churn
    in `%`). Without `into` the value is in the unit that `unit_of` infers. None where `evaluate`
    gives none, and where units clash hard.
    """
    if not is_computable(formula, values):
        return None
    context = formula_context()
    try:
        result = fold(formula.root, lambda node, ops: _computed(node, ops, values, units, context))
        return _converted(result, into).value if into else result.value
    except (DecimalException, _ClashError):
        return None


class _ClashError(Exception):
    """Ends an evaluation over units that clash hard; it never leaves this module."""


def _computed(
    node: Node,
    operands: Sequence[_Quantity],
    values: Mapping[str, Decimal],
    units: Mapping[str, Unit | None],
    context: Context,
) -> _Quantity:
    if isinstance(node, Number | Name):
        return _Quantity(leaf_value(node, values, context), leaf_dimension(node, units))
    operands = _in_common_units(node, operands)
    value = operation(node, [operand.value for operand in operands], context)
    return _Quantity(value, resulting(node, [operand.dimension for operand in operands]))


def _in_common_units(node: Node, operands: Sequence[_Quantity]) -> Sequence[_Quantity]:
    converted = list(operands)
    for group in aligned(node):
        unit = common([operands[index].dimension for index in group])
        for index in group:
            if isinstance(unit, Unit):
                converted[index] = _converted(operands[index], unit)
    return converted


def _converted(quantity: _Quantity, into: Unit) -> _Quantity:
    unit = quantity.dimension
    if isinstance(unit, Unit):
        if compare_units(unit, into) is Compatibility.CLASH_HARD:
            raise _ClashError
        return _Quantity(convert(quantity.value, unit, into), into)
    if into.is_dimensionless:
        return _Quantity(scaled(quantity.value, 1 / into.scale), into)
    return _Quantity(quantity.value, into)
