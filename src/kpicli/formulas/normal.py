"""Which formulas say the same in another order: `x + y` and `y + x`."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kpicli.formulas.tree import (
    BinaryOperation,
    Call,
    Function,
    Name,
    Negation,
    Number,
    Operator,
    Power,
    fold,
)

if TYPE_CHECKING:
    from collections.abc import Hashable

    from kpicli.formulas.tree import Node

    Factor = tuple[bool, Hashable]
    Product = tuple[int, frozenset[tuple[Factor, int]]]
    Sum = frozenset[tuple[Product, int]]

_IN_ANY_ORDER = frozenset({Function.MIN, Function.MAX, Function.MEAN})


def normal_form(root: Node) -> Hashable:
    """What formulas have in common that differ in order, parentheses and signs alone.

    Terms, factors and the arguments of `min`, `max`, `sum` and `mean` may stand in any order,
    `a - b` is `a + -b`, `a / b / c` is `a / (b * c)`. Nothing is multiplied out, shortened or
    computed: forms that differ may still have the same values.
    """
    return fold(root, _combined)


def _combined(node: Node, operands: tuple[Sum, ...]) -> Sum:
    match node:
        case Negation():
            return _negated(operands[0])
        case BinaryOperation(operator=Operator.ADD):
            return _added(*operands)
        case BinaryOperation(operator=Operator.SUBTRACT):
            return _added(operands[0], _negated(operands[1]))
        case BinaryOperation(operator=Operator.MULTIPLY):
            return _multiplied(*operands)
        case BinaryOperation():
            return _divided(*operands)
        case Call(function=Function.SUM):
            return _added(*operands)
        case _:
            return _alone(_part(node, operands))


def _part(node: Node, operands: tuple[Sum, ...]) -> Hashable:
    """A node that neither adds nor multiplies."""
    match node:
        case Name():
            return node.id
        case Number():
            return node.value
        case Power():
            return operands[0], node.exponent
        case Call(function=Function.WAVG):
            pairs = zip(operands[::2], operands[1::2], strict=True)
            return node.function, _counted(Counter(pairs))
        case Call() if node.function in _IN_ANY_ORDER:
            return node.function, _counted(Counter(operands))
        case Call():
            return node.function, operands
    return operands


def _alone(part: Hashable, *, inverse: bool = False) -> Sum:
    factors: frozenset[tuple[Factor, int]] = frozenset({((inverse, part), 1)})
    return frozenset({((1, factors), 1)})


def _added(*sums: Sum) -> Sum:
    found: Counter[Product] = Counter()
    for part in sums:
        found.update(dict(part))
    return frozenset(found.items())


def _negated(found: Sum) -> Sum:
    return frozenset(((-sign, factors), count) for (sign, factors), count in found)


def _product(found: Sum) -> Product:
    """A sum as a product: that of its only term, or of itself."""
    terms = list(found)
    if len(terms) == 1 and terms[0][1] == 1:
        return terms[0][0]
    return 1, frozenset({((False, found), 1)})


def _multiplied(left: Sum, right: Sum) -> Sum:
    (sign, factors), (other, more) = _product(left), _product(right)
    found: Counter[Factor] = Counter(dict(factors))
    found.update(dict(more))
    return frozenset({((sign * other, frozenset(found.items())), 1)})


def _divided(left: Sum, right: Sum) -> Sum:
    sign, factors = _product(right)
    if any(is_inverse for (is_inverse, _), _ in factors):
        # `a / (b / c)` has no value where `c` is zero, unlike `a * c / b`.
        return _multiplied(left, _alone(right, inverse=True))
    inverted = frozenset(((True, part), count) for (_, part), count in factors)
    return _multiplied(left, frozenset({((sign, inverted), 1)}))


def _counted(found: Counter[Hashable]) -> Hashable:
    return frozenset(found.items())
