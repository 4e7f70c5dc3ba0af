"""The value of a formula, computed on decimals."""

from __future__ import annotations

from decimal import Context, Decimal, DecimalException, DivisionByZero, InvalidOperation, Overflow
from typing import TYPE_CHECKING, assert_never

from kpicli.formulas.tree import (
    BinaryOperation,
    Call,
    Formula,
    Function,
    Name,
    Negation,
    Node,
    Number,
    Operation,
    Operator,
    Power,
    fold,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_PRECISION = 28
_TRAPS = [DivisionByZero, InvalidOperation, Overflow]


def evaluate(formula: Formula, values: Mapping[str, Decimal]) -> Decimal | None:
    """The formula's value at 28 digits; none on a missing name, a division by zero, an overflow."""
    if not is_computable(formula, values):
        return None
    context = formula_context()
    try:
        return fold(formula.root, lambda node, operands: _value(node, operands, values, context))
    except DecimalException:
        return None


def is_computable(formula: Formula, values: Mapping[str, Decimal]) -> bool:
    """Whether every metric of the formula has a finite value."""
    return all(name in values and values[name].is_finite() for name in formula.names)


def formula_context() -> Context:
    """A fresh context of 28 digits in which what has no value raises a `DecimalException`."""
    return Context(prec=_PRECISION, traps=_TRAPS)


def leaf_value(node: Number | Name, values: Mapping[str, Decimal], context: Context) -> Decimal:
    """The value of a number or of a metric."""
    return context.plus(node.value if isinstance(node, Number) else values[node.id])


def operation(node: Operation, operands: Sequence[Decimal], context: Context) -> Decimal:
    """The result of a node from the values of its operands."""
    match node:
        case Negation():
            return context.minus(operands[0])
        case Power(exponent=exponent):
            return context.power(operands[0], exponent)
        case BinaryOperation(operator=operator):
            return _operated(operator, operands[0], operands[1], context)
        case Call(function=function):
            return _called(function, operands, context)
        case _:
            assert_never(node)


def _value(
    node: Node, operands: Sequence[Decimal], values: Mapping[str, Decimal], context: Context
) -> Decimal:
    if isinstance(node, Number | Name):
        return leaf_value(node, values, context)
    return operation(node, operands, context)


def _operated(operator: Operator, left: Decimal, right: Decimal, context: Context) -> Decimal:
    match operator:
        case Operator.ADD:
            return context.add(left, right)
        case Operator.SUBTRACT:
            return context.subtract(left, right)
        case Operator.MULTIPLY:
            return context.multiply(left, right)
        case Operator.DIVIDE:
            return context.divide(left, right)
        case _:
            assert_never(operator)


def _called(function: Function, arguments: Sequence[Decimal], context: Context) -> Decimal:
    match function:
        case Function.MIN:
            return min(arguments)
        case Function.MAX:
            return max(arguments)
        case Function.ABS:
            return context.abs(arguments[0])
        case Function.SUM:
            return _total(arguments, context)
        case Function.MEAN:
            return context.divide(_total(arguments, context), len(arguments))
        case Function.WAVG:
            return _weighted(arguments[::2], arguments[1::2], context)
        case _:
            assert_never(function)


def _total(terms: Sequence[Decimal], context: Context) -> Decimal:
    total = Decimal(0)
    for term in terms:
        total = context.add(total, term)
    return total


def _weighted(values: Sequence[Decimal], weights: Sequence[Decimal], context: Context) -> Decimal:
    products = [context.multiply(v, w) for v, w in zip(values, weights, strict=True)]
    return context.divide(_total(products, context), _total(weights, context))
