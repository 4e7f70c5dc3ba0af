"""Whether a formula holds of a quarter as it does of a year.

In twice the time totals are twice as much, and levels what they are: `revenue - cost` of totals,
and `orders / visits`, hold of any period. `heads * salary` as the total of a year does not hold of
its quarters, and no unit tells what it is the total of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.formulas.dimensions import aligned
from kpicli.formulas.tree import BinaryOperation, Name, Number, Operator, Power, fold

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
