"""Whether two formulas have the same values, however they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.formulas.tree import (
    BinaryOperation,
    Call,
    Formula,
    Function,
    Name,
    Negation,
    Node,
    Number,
    Operator,
    Power,
    fold,
    postorder,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_PRIME = 2**61 - 1
_POINTS = 4
_STEPWISE = frozenset({Function.MIN, Function.MAX, Function.ABS})


def have_equal_values(one: Formula, other: Formula) -> bool:
    """Whether two formulas are one function of the same metrics: `(x - y) / x` and `1 - y / x`.

    Where a divisor is zero one of them may have no value. They are computed modulo a prime at a
    few points, where formulas that differ are equal once in some 10**17 times. False where one has
    `min`, `max` or `abs`, of which that tells nothing, or no value at any of the points.
    """
    if one.names != other.names or _is_stepwise(one.root) or _is_stepwise(other.root):
        return False
    numbers, equal = _scattered(), 0
    for _ in range(_POINTS):
        point = dict(zip(one.names, numbers, strict=False))
        try:
            if _value(one.root, point) != _value(other.root, point):
                return False
        except ZeroDivisionError:
            continue
        equal += 1
    return equal > 0


def _scattered() -> Iterator[int]:
    """Numbers without a pattern, the same each time."""
    state = 1
    while True:
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        yield state % _PRIME


def _is_stepwise(root: Node) -> bool:
    return any(isinstance(node, Call) and node.function in _STEPWISE for node in postorder(root))


def _value(root: Node, point: Mapping[str, int]) -> int:
    return fold(root, lambda node, operands: _of_node(node, operands, point) % _PRIME)


def _of_node(node: Node, operands: Sequence[int], point: Mapping[str, int]) -> int:
    match node:
        case Name():
            return point[node.id]
        case Number():
            above, below = node.value.as_integer_ratio()
            return _quotient(above, below)
        case Negation():
            return -operands[0]
        case Power():
            return pow(operands[0], node.exponent, _PRIME)
        case BinaryOperation():
            return _of_two(node.operator, *operands)
        case Call(function=Function.WAVG):
            values, weights = operands[::2], operands[1::2]
            products = (value * weight for value, weight in zip(values, weights, strict=True))
            return _quotient(sum(products), sum(weights))
        case Call(function=Function.MEAN):
            return _quotient(sum(operands), len(operands))
        case _:
            return sum(operands)


def _of_two(operator: Operator, left: int, right: int) -> int:
    match operator:
        case Operator.ADD:
            return left + right
        case Operator.SUBTRACT:
            return left - right
        case Operator.MULTIPLY:
            return left * right
        case Operator.DIVIDE:
            return _quotient(left, right)


def _quotient(above: int, below: int) -> int:
    if not below % _PRIME:
        raise ZeroDivisionError
    return above * pow(below, -1, _PRIME)
