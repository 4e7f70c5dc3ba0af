"""A formula over metrics that have units, with every conversion written out as a factor."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.formulas.dimensions import Dimension, aligned, common, leaf_dimension, resulting
from kpicli.formulas.tree import (
    BinaryOperation,
    Call,
    Name,
    Negation,
    Node,
    Number,
    Operator,
    Power,
    fold,
)
from kpicli.formulas.units import Compatibility, Unit, compare_units

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from fractions import Fraction

    from kpicli.formulas.tree import Formula


class _Part(Struct, frozen=True):
    """A rebuilt node and its unit; no node where units clash hard."""

    node: Node | None
    dimension: Dimension


def in_units(formula: Formula, units: Mapping[str, Unit | None], into: Unit | None) -> Node | None:
    """The tree that computes on plain numbers what `evaluate_quantities` computes on quantities.

    Each name stands for its value in its own unit, the result is in `into`, or in the unit that
    `unit_of` infers. None where units clash hard.
    """
    whole = fold(formula.root, lambda node, operands: _rebuilt(node, operands, units))
    return (_converted(whole, into) if into else whole).node


def _rebuilt(node: Node, operands: Sequence[_Part], units: Mapping[str, Unit | None]) -> _Part:
    if isinstance(node, Number | Name):
        return _Part(node, leaf_dimension(node, units))
    parts = list(operands)
    for group in aligned(node):
        unit = common([operands[index].dimension for index in group])
        for index in group:
            if isinstance(unit, Unit):
                parts[index] = _converted(operands[index], unit)
    dimension = resulting(node, [part.dimension for part in parts])
    nodes = [part.node for part in parts if part.node is not None]
    return _Part(_with(node, nodes) if len(nodes) == len(parts) else None, dimension)


def _with(node: Node, operands: Sequence[Node]) -> Node:
    """A node with other operands."""
    match node:
        case Negation():
            return Negation(operands[0])
        case Power(exponent=exponent):
            return Power(operands[0], exponent)
        case BinaryOperation(operator=operator):
            return BinaryOperation(operator, operands[0], operands[1])
        case Call(function=function):
            return Call(function, tuple(operands))
        case _:
            return node


def _converted(part: _Part, into: Unit) -> _Part:
    unit = part.dimension
    if isinstance(unit, Unit):
        if compare_units(unit, into) is Compatibility.CLASH_HARD:
            return _Part(None, into)
        return _Part(_times(part.node, unit.scale / into.scale), into)
    if into.is_dimensionless:
        return _Part(_times(part.node, 1 / into.scale), into)
    return _Part(part.node, into)


def _times(node: Node | None, factor: Fraction) -> Node | None:
    if node is None or factor == 1:
        return node
    if factor.numerator != 1:
        node = BinaryOperation(Operator.MULTIPLY, node, Number(Decimal(factor.numerator)))
    if factor.denominator != 1:
        node = BinaryOperation(Operator.DIVIDE, node, Number(Decimal(factor.denominator)))
    return node
