"""How fast a formula changes with each of its metrics, by reverse accumulation over ranges."""

from __future__ import annotations

from decimal import Decimal
from functools import reduce
from typing import TYPE_CHECKING, assert_never

from msgspec import Struct

from kpicli.formulas.ranges import (
    EVERYTHING,
    ONE,
    ZERO,
    Range,
    exactly,
    magnitude,
    negative,
    power,
    product,
    quotient,
    sum_of,
)
from kpicli.formulas.tree import (
    BinaryOperation,
    Call,
    Function,
    Name,
    Negation,
    Node,
    Number,
    Operator,
    Power,
    children,
    postorder,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_MAYBE = Range(Decimal(0), Decimal(1))
_EITHER = Range(Decimal(-1), Decimal(1))


class Slopes(Struct, frozen=True):
    """A formula's values, and how it changes with each name where its values lie in ranges.

    A slope is a range of partial derivatives. Mentions of one name add up, so a formula that
    mentions it twice can have a range that is wider than what really occurs.
    """

    value: Range
    by_name: Mapping[str, Range]


def slopes(root: Node, ranges: Mapping[str, Range]) -> Slopes:
    """The slopes of a tree; a name without a range can be any number. Never recurses."""
    nodes = tuple(postorder(root))
    values: list[Range] = []
    operands: list[tuple[int, ...]] = []
    waiting: list[int] = []
    for index, node in enumerate(nodes):
        first = len(waiting) - len(children(node))
        operands.append(tuple(waiting[first:]))
        waiting[first:] = [index]
        values.append(_value(node, [values[part] for part in operands[index]], ranges))
    return Slopes(values[-1], _accumulated(nodes, operands, values))


def _accumulated(
    nodes: Sequence[Node], operands: Sequence[tuple[int, ...]], values: Sequence[Range]
) -> dict[str, Range]:
    """From the root down: what each part passes on is what it gets times its own slope."""
    passed = [ZERO] * len(nodes)
    passed[-1] = ONE
    found: dict[str, Range] = {}
    for index in reversed(range(len(nodes))):
        node = nodes[index]
        if isinstance(node, Name):
            found[node.id] = sum_of(found.get(node.id, ZERO), passed[index])
        parts = operands[index]
        partials = _partials(node, [values[part] for part in parts]) if parts else ()
        for part, partial in zip(parts, partials, strict=True):
            passed[part] = product(passed[index], partial)
    return dict(sorted(found.items()))


def _value(node: Node, operands: Sequence[Range], ranges: Mapping[str, Range]) -> Range:
    match node:
        case Number(value=value):
            return exactly(value)
        case Name(id=name):
            return ranges.get(name, EVERYTHING)
        case Negation():
            return negative(operands[0])
        case Power(exponent=exponent):
            return power(operands[0], exponent)
        case BinaryOperation(operator=operator):
            return _operated(operator, operands[0], operands[1])
        case Call(function=function):
            return _called(function, operands)
        case _:
            assert_never(node)


def _operated(operator: Operator, left: Range, right: Range) -> Range:
    match operator:
        case Operator.ADD:
            return sum_of(left, right)
        case Operator.SUBTRACT:
            return sum_of(left, negative(right))
        case Operator.MULTIPLY:
            return product(left, right)
        case Operator.DIVIDE:
            return quotient(left, right)
        case _:
            assert_never(operator)


def _called(function: Function, operands: Sequence[Range]) -> Range:
    match function:
        case Function.MIN:
            return Range(min(part.low for part in operands), min(part.high for part in operands))
        case Function.MAX:
            return Range(max(part.low for part in operands), max(part.high for part in operands))
        case Function.ABS:
            return magnitude(operands[0])
        case Function.SUM:
            return reduce(sum_of, operands)
        case Function.MEAN:
            return quotient(reduce(sum_of, operands), _count(operands))
        case Function.WAVG:
            return _average(operands[::2], operands[1::2])
        case _:
            assert_never(function)


def _average(values: Sequence[Range], weights: Sequence[Range]) -> Range:
    """The mean; where no weight is negative it is never beyond the values."""
    parts = (product(value, weight) for value, weight in zip(values, weights, strict=True))
    mean = quotient(reduce(sum_of, parts), reduce(sum_of, weights))
    if any(weight.low < 0 for weight in weights):
        return mean
    return mean.within(Range(min(part.low for part in values), max(part.high for part in values)))


def _partials(node: Node, operands: Sequence[Range]) -> tuple[Range, ...]:
    """The derivatives of a part by its operands."""
    match node:
        case Negation():
            return (negative(ONE),)
        case Power(exponent=exponent):
            return (product(exactly(Decimal(exponent)), power(operands[0], exponent - 1)),)
        case BinaryOperation(operator=operator):
            return _of_operation(operator, operands[0], operands[1])
        case Call(function=function):
            return _of_call(function, operands)
        case _:
            return ()


def _of_operation(operator: Operator, left: Range, right: Range) -> tuple[Range, Range]:
    match operator:
        case Operator.ADD:
            return ONE, ONE
        case Operator.SUBTRACT:
            return ONE, negative(ONE)
        case Operator.MULTIPLY:
            return right, left
        case Operator.DIVIDE:
            return quotient(ONE, right), negative(quotient(left, power(right, 2)))
        case _:
            assert_never(operator)


def _of_call(function: Function, operands: Sequence[Range]) -> tuple[Range, ...]:
    match function:
        case Function.MIN:
            return _of_maximum([negative(part) for part in operands])
        case Function.MAX:
            return _of_maximum(operands)
        case Function.ABS:
            sign = operands[0].sign
            return (_EITHER if not sign else ONE if sign > 0 else negative(ONE),)
        case Function.SUM:
            return (ONE,) * len(operands)
        case Function.MEAN:
            return (quotient(ONE, _count(operands)),) * len(operands)
        case Function.WAVG:
            return _of_average(operands[::2], operands[1::2])
        case _:
            assert_never(function)


def _of_maximum(operands: Sequence[Range]) -> tuple[Range, ...]:
    """1 for an operand that always is the greatest, 0 for one that never is, else between."""
    lowest = max(part.low for part in operands)
    rivals = sum(part.high >= lowest for part in operands)
    alone = ONE if rivals == 1 else _MAYBE
    return tuple(alone if part.high >= lowest else ZERO for part in operands)


def _of_average(values: Sequence[Range], weights: Sequence[Range]) -> tuple[Range, ...]:
    total, mean = reduce(sum_of, weights), _average(values, weights)
    partials: list[Range] = []
    for value, weight in zip(values, weights, strict=True):
        share = quotient(weight, total)
        partials.append(share.within(_MAYBE) if share.low >= 0 else share)
        partials.append(quotient(sum_of(value, negative(mean)), total))
    return tuple(partials)


def _count(operands: Sequence[Range]) -> Range:
    return exactly(Decimal(len(operands)))
