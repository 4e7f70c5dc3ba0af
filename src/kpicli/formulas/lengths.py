"""Whether a formula holds of a quarter as it does of a year, and of the sum of quarters.

In twice the time totals are twice as much, and levels what they are: `revenue - cost` of totals,
and `orders / visits`, hold of any period. `heads * salary` as the total of a year does not hold of
its quarters, and no unit tells what it is the total of. And `max(cost - revenue, 0)` of a year is
no sum of what it is of the quarters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.formulas.dimensions import aligned
from kpicli.formulas.tree import (
    BinaryOperation,
    Call,
    Function,
    Name,
    Number,
    Operator,
    Power,
    fold,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from kpicli.formulas.tree import Formula, Node

_Growth = int | None
"""How often the length of a period is a factor; none of 0, which is the same however often."""


def holds_of_any_length(formula: Formula, totals: Collection[str], *, is_total: bool) -> bool:
    """Whether a formula gives a total, or what is none, where these metrics are totals.

    Numbers are none, but 0 goes with everything.
    """
    try:
        growth = fold(formula.root, lambda node, operands: _growth(node, operands, totals))
    except _MixedError:
        return False
    return growth in {None, int(is_total)}


def adds_up(formula: Formula, totals: Collection[str]) -> bool:
    """Whether what a formula gives of some periods adds up to what it gives of all of them.

    It does where no total is divided by, multiplied with another, or chosen among others.
    """
    return fold(formula.root, lambda node, operands: _order(node, operands, totals)) <= 1


class _MixedError(Exception):
    """Ends the walk through a formula that adds what grows to what does not."""


def _growth(node: Node, operands: Sequence[_Growth], totals: Collection[str]) -> _Growth:
    match node:
        case Number(value=value):
            return 0 if value else None
        case Name(id=name):
            return int(name in totals)
        case Power(exponent=exponent):
            return _combined([operands[0]] * exponent, 1)
        case BinaryOperation(operator=Operator.MULTIPLY):
            return _combined(operands, 1)
        case BinaryOperation(operator=Operator.DIVIDE):
            return _combined(operands, -1)
        case _:
            groups = aligned(node) or ((0,),)
            shared = [_shared(operands[index] for index in group) for group in groups]
            return shared[0]


def _combined(operands: Sequence[_Growth], sign: int) -> _Growth:
    first, *others = operands
    if first is None or None in others:
        return None
    return first + sign * sum(other for other in others if other is not None)


def _shared(operands: Iterable[_Growth]) -> _Growth:
    """What operands of a sum have in common; the values of `wavg`, and its weights."""
    known = {operand for operand in operands if operand is not None}
    if len(known) > 1:
        raise _MixedError
    return known.pop() if known else None


_CURVED = 2
_CHOOSING = {Function.MIN, Function.MAX, Function.ABS}


def _order(node: Node, operands: Sequence[int], totals: Collection[str]) -> int:
    """0 of what no total is in, 1 of what adds up as totals do, else 2."""
    match node:
        case Number():
            return 0
        case Name(id=name):
            return int(name in totals)
        case Power(exponent=exponent):
            return min(operands[0] * exponent, _CURVED)
        case BinaryOperation(operator=Operator.MULTIPLY):
            return min(sum(operands), _CURVED)
        case BinaryOperation(operator=Operator.DIVIDE):
            return _CURVED if operands[1] else operands[0]
        case Call(function=function) if function in _CHOOSING:
            return max(operands) and _CURVED
        case Call(function=Function.WAVG):
            return _CURVED if any(operands[1::2]) else max(operands)
        case _:
            return max(operands)
