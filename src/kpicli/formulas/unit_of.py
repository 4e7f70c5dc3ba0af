"""The unit that a formula computes."""

from __future__ import annotations

from functools import reduce
from itertools import chain
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.formulas.dimensions import Dimension, aligned, leaf_dimension, resulting
from kpicli.formulas.tree import Name, Number, fold
from kpicli.formulas.units import Compatibility, Unit, compare_units

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kpicli.formulas.tree import Formula, Node
    from kpicli.source import Span


class Operand(Struct, frozen=True):
    """A part of a formula with its unit; the span is in the formula's text."""

    text: str
    span: Span
    unit: Unit


class UnitClash(Struct, frozen=True):
    """Two operands of a sum, a difference or a call whose units do not agree."""

    left: Operand
    right: Operand
    compatibility: Compatibility


class _Inferred(Struct, frozen=True):
    node: Node
    dimension: Dimension
    clash: UnitClash | None


def unit_of(formula: Formula, units: Mapping[str, Unit | None]) -> Unit | UnitClash | None:
    """The formula's unit, the first of its worst clashes, or none where units are missing.

    Bare numbers and metrics without a unit agree with everything.
    """
    inferred = fold(formula.root, lambda node, operands: _inferred(formula, node, operands, units))
    if inferred.clash:
        return inferred.clash
    return inferred.dimension if isinstance(inferred.dimension, Unit) else None


def _inferred(
    formula: Formula,
    node: Node,
    operands: Sequence[_Inferred],
    units: Mapping[str, Unit | None],
) -> _Inferred:
    if isinstance(node, Number | Name):
        return _Inferred(node, leaf_dimension(node, units), None)
    dimension = resulting(node, [operand.dimension for operand in operands])
    clashes = chain((operand.clash for operand in operands), _clashes(formula, node, operands))
    return _Inferred(node, dimension, reduce(_worse, clashes, None))


def _clashes(formula: Formula, node: Node, operands: Sequence[_Inferred]) -> Iterator[UnitClash]:
    for group in aligned(node):
        known = [o for o in (_operand(formula, operands[i]) for i in group) if o is not None]
        # The first that has a unit sets it; the others are compared with that one.
        for other in known[1:]:
            if clash := _clash(known[0], other):
                yield clash


def _operand(formula: Formula, inferred: _Inferred) -> Operand | None:
    if not isinstance(inferred.dimension, Unit):
        return None
    node = inferred.node
    return Operand(formula.text_of(node), node.span, inferred.dimension)


def _clash(left: Operand, right: Operand) -> UnitClash | None:
    compatibility = compare_units(left.unit, right.unit)
    if compatibility is Compatibility.SAME:
        return None
    return UnitClash(left, right, compatibility)


def _worse(one: UnitClash | None, other: UnitClash | None) -> UnitClash | None:
    if one is None or other is None:
        return one or other
    return other if _hardness(other) > _hardness(one) else one


def _hardness(clash: UnitClash) -> int:
    return 1 if clash.compatibility is Compatibility.CLASH_HARD else 0
