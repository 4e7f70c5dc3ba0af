"""Formulas that hold as they stand, since the units of what they name are certain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.formulas import (
    BinaryOperation,
    Call,
    Compatibility,
    Negation,
    Node,
    Number,
    Operator,
    Unit,
    UnitClash,
    children,
    compare_units,
    postorder,
    unit_if_any,
    unit_of,
)
from kpicli.formulas.by_hand import may_convert_by_hand
from kpicli.formulas.shape import shape_of
from kpicli.models.choices import Aggregation

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from kpicli.formulas import Formula
    from kpicli.workspace.workspace import Workspace

_TOTALS_AND_STATES = {Aggregation.SUM, Aggregation.LAST}


def usable_formulas(workspace: Workspace, among: Iterable[str]) -> dict[str, Formula]:
    """The formulas whose units are certain, by metric, in the order of ids."""
    verdicts = workspace.remembered(_verdicts)
    found: dict[str, Formula] = {}
    for key in sorted(among):
        metric = workspace.metrics[key]
        formula = metric.model.formula
        if formula is None or any(name not in workspace.metrics for name in formula.names):
            continue
        metrics = [metric, *(workspace.metrics[name] for name in formula.names)]
        if any(each.model.aggregation not in _TOTALS_AND_STATES for each in metrics):
            continue
        texts = tuple(each.model.unit for each in metrics)
        # The names matter by their units only, so formulas of one shape are judged together.
        alike = shape_of(formula), texts
        if alike not in verdicts:
            verdicts[alike] = _is_certain(formula, *map(unit_if_any, texts))
        if verdicts[alike]:
            found[key] = formula
    return found


def units_are_open(formula: Formula, units: Sequence[Unit | None]) -> bool:
    """Whether a number in a formula may be meant in more units than one, or convert them by hand.

    `units` are those of the metric and then of the formula's names. Where all of them are of one
    scale, a number without a unit is meant in that.
    """
    if may_convert_by_hand(formula, units):
        return True
    own, *operands = units
    scales = {unit.scale if unit else None for unit in units}
    return len(scales) > 1 and not _scales_are_certain(formula.root, own, operands)


def _verdicts(workspace: Workspace) -> dict[Hashable, bool]:  # noqa: ARG001 - a question has one
    """Room for which formulas are certain, by their shapes and units."""
    return {}


def _is_certain(formula: Formula, own: Unit | None, *operands: Unit | None) -> bool:
    result = unit_of(formula, dict(zip(formula.names, operands, strict=True)))
    return (
        not _clashes(result, own)
        and not may_convert_by_hand(formula, (own, *operands))
        and _scales_are_certain(formula.root, own, operands)
    )


def _clashes(result: Unit | UnitClash | None, own: Unit | None) -> bool:
    if isinstance(result, UnitClash):
        return result.compatibility is Compatibility.CLASH_HARD
    if result is None or own is None:
        return False
    return compare_units(result, own) is Compatibility.CLASH_HARD


def _scales_are_certain(root: Node, own: Unit | None, operands: Sequence[Unit | None]) -> bool:
    scaled = [unit for unit in (own, *operands) if unit is not None and unit.scale != 1]
    if not scaled:
        return True
    if own is None or None in operands:
        is_ratio = isinstance(root, BinaryOperation) and root.operator is Operator.DIVIDE
        return is_ratio and scaled == [own] and own is not None and own.is_percent
    return all(unit.is_dimensionless for unit in scaled) or not _adds_a_bare_number(root)


def _adds_a_bare_number(root: Node) -> bool:
    additive = {Operator.ADD, Operator.SUBTRACT}
    sums = (
        node
        for node in postorder(root)
        if isinstance(node, Call)
        or (isinstance(node, BinaryOperation) and node.operator in additive)
    )
    return any(isinstance(part, Number | Negation) for node in sums for part in children(node))
