"""What a formula does to units: products combine them, sums need them to agree."""

from __future__ import annotations

from enum import Enum, auto
from fractions import Fraction
from typing import TYPE_CHECKING

from kpicli.formulas.tree import BinaryOperation, Call, Function, Number, Operator, Power
from kpicli.formulas.units import Unit, product

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kpicli.formulas.tree import Name, Node

_MOST_SCALE_BITS = 4_096
_MOST_EXPONENT = 1_000


class Open(Enum):
    """What stands where no unit is known; it agrees with every unit."""

    NUMBER = auto()
    """A bare number: in a product it changes no unit."""
    UNKNOWN = auto()
    """A metric without a unit: a product with it has no known unit either."""


Dimension = Unit | Open

_ONE = Unit((), Fraction(1), "1")


def leaf_dimension(node: Number | Name, units: Mapping[str, Unit | None]) -> Dimension:
    """The unit of a number or of a metric."""
    if isinstance(node, Number):
        return Open.NUMBER
    return units.get(node.id) or Open.UNKNOWN


def aligned(node: Node) -> tuple[tuple[int, ...], ...]:
    """The groups of a node's operands, by index, that need one unit among themselves."""
    match node:
        case BinaryOperation(operator=Operator.ADD | Operator.SUBTRACT):
            return ((0, 1),)
        case Call(function=Function.WAVG, arguments=arguments):
            everything = range(len(arguments))
            return (tuple(everything[::2]), tuple(everything[1::2]))
        case Call(arguments=arguments):
            return (tuple(range(len(arguments))),)
        case _:
            return ()


def resulting(node: Node, operands: Sequence[Dimension]) -> Dimension:
    """The unit of an operation, where those of its aligned operands agree."""
    match node:
        case Power(exponent=exponent):
            return _power(operands[0], exponent)
        case BinaryOperation(operator=Operator.MULTIPLY):
            return _combined(operands[0], operands[1], 1)
        case BinaryOperation(operator=Operator.DIVIDE):
            return _combined(operands[0], operands[1], -1)
        case Call(function=Function.WAVG):
            return common(operands[::2])
        case _:
            return common(operands)


def common(operands: Sequence[Dimension]) -> Dimension:
    """The first known unit of operands that agree."""
    for operand in operands:
        if isinstance(operand, Unit):
            return operand
    return Open.UNKNOWN if Open.UNKNOWN in operands else Open.NUMBER


def _combined(left: Dimension, right: Dimension, power: int) -> Dimension:
    if Open.UNKNOWN in (left, right):
        return Open.UNKNOWN
    if left is Open.NUMBER and right is Open.NUMBER:
        return Open.NUMBER
    above = left if isinstance(left, Unit) else _ONE
    below = right if isinstance(right, Unit) else _ONE
    return _bounded(((above, 1), (below, power)))


def _power(base: Dimension, exponent: int) -> Dimension:
    return _bounded(((base, exponent),)) if isinstance(base, Unit) else base


def _bounded(factors: tuple[tuple[Unit, int], ...]) -> Dimension:
    """The product; powers of powers that nobody means are unknown instead of astronomic."""
    bits = sum(_bits(unit.scale) * abs(power) for unit, power in factors)
    if bits > _MOST_SCALE_BITS:
        return Open.UNKNOWN
    unit = product(factors)
    is_sane = all(abs(exponent) <= _MOST_EXPONENT for _, exponent in unit.symbols)
    return unit if is_sane else Open.UNKNOWN


def _bits(scale: Fraction) -> int:
    return max(scale.numerator.bit_length(), scale.denominator.bit_length())
