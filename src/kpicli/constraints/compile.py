"""Equations into a network: formulas are merged into sums, and equal parts become one variable."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, assert_never

from kpicli.constraints.affine import Affine, total, variable
from kpicli.constraints.builder import Builder
from kpicli.constraints.elimination import row
from kpicli.constraints.extremes import Maximum, Minimum
from kpicli.constraints.implied import add_implied
from kpicli.constraints.monomials import add_multiplied
from kpicli.constraints.primitives import Magnitude, Power, Product, Quotient
from kpicli.constraints.rounding import around_decimal
from kpicli.constraints.weighted_mean import WeightedMean
from kpicli.formulas import (
    BinaryOperation,
    Call,
    Function,
    Name,
    Negation,
    Node,
    Number,
    Operator,
    fold,
)
from kpicli.formulas import Power as PowerNode

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from kpicli.constraints.affine import Exact
    from kpicli.constraints.network import Network
    from kpicli.constraints.system import Equation, System

_MOST_DIGITS = 290


def compile_system(system: System) -> tuple[Network, dict[str, int]]:
    """The network of a system's equations, and the number of each variable it names."""
    builder = Builder()
    for fact in system.facts:
        builder.named(fact.variable)
    for origin, equation in enumerate(system.equations):
        builder.origin = (origin,)
        _equate(builder, equation, defines=origin < len(system.definitions))
    add_implied(builder, {builder.numbers[fact.variable] for fact in system.facts})
    more_than_signs = (fact for fact in system.facts if fact.low or fact.high)
    add_multiplied(builder, {builder.numbers[fact.variable] for fact in more_than_signs})
    return builder.network(), builder.numbers


def _equate(builder: Builder, equation: Equation, *, defines: bool) -> None:
    target = builder.named(equation.variable)
    affine = fold(equation.root, partial(_merged, builder))
    single = affine.single
    if single and single[1] == 1 and builder.rename_last(single[0], target, defines=defines):
        return
    if not defines:
        builder.rows.append(row(target, affine, builder.origin))
    builder.give(target, affine, defines=defines)


def _merged(builder: Builder, node: Node, operands: tuple[Affine, ...]) -> Affine:
    match node:
        case Number(value=value):
            return _number(builder, value)
        case Name(id=name):
            return variable(builder.named(name))
        case Negation():
            return operands[0].times(-1)
        case PowerNode(exponent=exponent):
            return _power(builder, operands[0], exponent)
        case BinaryOperation(operator=operator):
            return _operated(builder, operator, *operands)
        case Call(function=function):
            return _called(builder, function, operands)
        case _:
            assert_never(node)


def _number(builder: Builder, value: Decimal) -> Affine:
    if value and abs(value.adjusted()) > _MOST_DIGITS:
        return variable(builder.bounded(around_decimal(value), ("number", value)))
    return Affine({}, int(value) if value == value.to_integral_value() else Fraction(value))


def _operated(builder: Builder, operator: Operator, left: Affine, right: Affine) -> Affine:
    match operator:
        case Operator.ADD:
            return total((left, right))
        case Operator.SUBTRACT:
            return total((left, right.times(-1)))
        case Operator.MULTIPLY:
            return _product(builder, left, right)
        case Operator.DIVIDE:
            return _quotient(builder, left, right)
        case _:
            assert_never(operator)


def _product(builder: Builder, left: Affine, right: Affine) -> Affine:
    if left.is_constant or right.is_constant:
        return right.times(left.constant) if left.is_constant else left.times(right.constant)
    (x, f), (y, g) = sorted((_factored(builder, left), _factored(builder, right)))
    if x == y:
        return _power(builder, variable(x), 2).times(f * g)
    result = builder.made(("product", x, y), lambda z: Product(z, x, y))
    return variable(result).times(f * g)


def _quotient(builder: Builder, above: Affine, below: Affine) -> Affine:
    """The quotient; what the dividend has of the divisor itself becomes a constant."""
    if below.is_constant and below.constant:
        return above.times(1 / Fraction(below.constant))
    y, g = _factored(builder, below)
    if y in above.terms and above.without(y) != Affine({}):
        whole = Affine({}, Fraction(above.terms[y]) / g)
        return total((whole, _quotient(builder, above.without(y), below)))
    x, f = _factored(builder, above)
    result = builder.made(("quotient", x, y), lambda z: Quotient(z, x, y))
    return variable(result).times(Fraction(f) / g)


def _power(builder: Builder, base: Affine, exponent: int) -> Affine:
    if exponent == 1:
        return base
    if base.is_constant and _is_small(base.constant):
        return Affine({}, base.constant**exponent)
    x, f = _factored(builder, base)
    if not _is_small(f):
        x, f = builder.variable(base), 1
    result = builder.made(("power", x, exponent), lambda z: Power(z, x, exponent))
    return variable(result).times(f**exponent)


def _called(builder: Builder, function: Function, arguments: tuple[Affine, ...]) -> Affine:
    match function:
        case Function.SUM:
            return total(arguments)
        case Function.MEAN:
            return total(arguments).times(Fraction(1, len(arguments)))
        case Function.ABS:
            return _magnitude(builder, arguments[0])
        case Function.MIN:
            return _extreme(builder, Minimum, arguments)
        case Function.MAX:
            return _extreme(builder, Maximum, arguments)
        case Function.WAVG:
            return _weighted(builder, arguments[::2], arguments[1::2])
        case _:
            assert_never(function)


def _magnitude(builder: Builder, operand: Affine) -> Affine:
    if operand.is_constant:
        return Affine({}, abs(Fraction(operand.constant)))
    x, f = _factored(builder, operand)
    return variable(builder.made(("magnitude", x), lambda z: Magnitude(z, x))).times(
        abs(Fraction(f))
    )


def _extreme(
    builder: Builder, kind: type[Minimum | Maximum], arguments: Sequence[Affine]
) -> Affine:
    operands = tuple(sorted({builder.variable(argument) for argument in arguments}))
    if len(operands) == 1:
        return arguments[0]
    return variable(builder.made((kind, operands), lambda z: kind(z, operands)))


def _weighted(builder: Builder, values: Sequence[Affine], weights: Sequence[Affine]) -> Affine:
    """The mean written out, and beside it the constraint that knows its exact range."""
    pairs = zip(values, weights, strict=True)
    parts = [_product(builder, value, weight) for value, weight in pairs]
    mean = _quotient(builder, total(parts), total(weights))
    if all(weight.is_constant for weight in weights):
        return mean
    result = builder.variable(mean)
    operands = tuple(map(builder.variable, values))
    builder.add_beside(WeightedMean(result, operands, tuple(map(builder.variable, weights))))
    return variable(result)


def _factored(builder: Builder, affine: Affine) -> tuple[int, Exact]:
    """A variable and a factor whose product the sum is."""
    return affine.single or (builder.variable(affine), 1)


def _is_small(number: Exact) -> bool:
    """Whether a power of it can be written out."""
    return not number or Fraction(1, 10**_MOST_DIGITS) <= abs(Fraction(number)) <= 10**_MOST_DIGITS
