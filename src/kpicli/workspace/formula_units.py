"""Whether a metric's formula computes what its unit says."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from kpicli.formulas import (
    BinaryOperation,
    Call,
    Compatibility,
    Formula,
    Name,
    Negation,
    Number,
    Operator,
    Power,
    Unit,
    UnitClash,
    compare_units,
    fold,
    postorder,
    unit_if_any,
    unit_of,
)
from kpicli.formulas.units import TIME_SYMBOLS
from kpicli.models.goal import Kpi
from kpicli.workspace.clusters import clusters_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.formulas import Node
    from kpicli.models.metric import Metric
    from kpicli.workspace.definition import Definition
    from kpicli.workspace.workspace import Workspace

_FACTORS = {Operator.MULTIPLY, Operator.DIVIDE}
_UNKNOWN = Name("")


class FormulaClash(Struct, frozen=True):
    """Two units that a formula brings together; `left` and `right` say whose they are.

    `is_hard` is set where money or time differ in a sum, or money in the result: what is computed
    cannot be meant. Else it may be a matter of words.
    """

    left: str
    right: str
    is_hard: bool


def formula_clashes(
    workspace: Workspace,
) -> Iterator[tuple[Definition[Metric | Kpi], FormulaClash]]:
    """The metrics whose formula and unit contradict each other; see `formula_clash`.

    Metrics at one place in clusters that are alike agree alike: the first of them is asked.
    """
    clusters, agreeing = clusters_of(workspace), set()
    for name in workspace.formulas:
        cluster = clusters.get(name)
        place = (cluster.kind, bisect_left(cluster.metrics, name)) if cluster else name
        if place in agreeing:
            continue
        clash = formula_clash(workspace, workspace.metrics[name])
        if clash is None:
            agreeing.add(place)
        else:
            yield workspace.metrics[name], clash


def formula_clash(workspace: Workspace, metric: Definition[Metric | Kpi]) -> FormulaClash | None:
    """How a metric's formula and its unit contradict each other; none where nothing proves it.

    A bare number that multiplies or divides may have any unit (`debt / revenue * 365`), so a
    result that hangs on one is not judged. Products turn one thing counted into another (leads
    times a rate are clients), so things counted are compared in sums and differences only, and
    only the result of the whole formula with the metric's own unit.
    """
    formula = metric.model.formula
    if formula is None:
        return None
    units = {name: _unit(workspace, name) for name in formula.names}
    computed = unit_of(_with_open_factors(formula), units)
    if isinstance(computed, UnitClash):
        return _between_operands(computed)
    own = _unit(workspace, metric.id)
    if computed is None or own is None:
        return None
    return _with_own_unit(computed, own, formula)


def _unit(workspace: Workspace, metric: str) -> Unit | None:
    found = workspace.metrics.get(metric)
    if found is None:
        return None
    text = workspace.unit(found) if isinstance(found.model, Kpi) else found.model.unit  # type: ignore[arg-type]
    return unit_if_any(text)


def _between_operands(clash: UnitClash) -> FormulaClash | None:
    if clash.compatibility is not Compatibility.CLASH_HARD:
        return None
    left, right = clash.left, clash.right
    return FormulaClash(
        f"`{left.text}` in {left.unit.text}", f"`{right.text}` in {right.unit.text}", is_hard=True
    )


def _with_own_unit(computed: Unit, own: Unit, formula: Formula) -> FormulaClash | None:
    is_hard = _money(computed) != _money(own)
    if not is_hard and not _differs_softly(computed, own, formula):
        return None
    return FormulaClash(f"its formula gives {_named(computed)}", f"its unit is {own.text}", is_hard)


def _differs_softly(computed: Unit, own: Unit, formula: Formula) -> bool:
    """Whether two kinds of time are computed, or one thing counted instead of another.

    A rate is often written without its time (`lost / clients` in %/month), so that time on one
    side only says nothing.
    """
    if _times(computed) and _times(own):
        return _times(computed) != _times(own)
    if _times(computed) or _times(own) or computed.is_dimensionless or own.is_dimensionless:
        return False
    is_soft = compare_units(computed, own) is Compatibility.CLASH_SOFT
    return is_soft and not any(
        isinstance(node, BinaryOperation) and node.operator in _FACTORS
        for node in postorder(formula.root)
    )


def _named(unit: Unit) -> str:
    return "a pure number" if unit.is_dimensionless and not unit.is_percent else unit.text


def _times(unit: Unit) -> tuple[tuple[str, int], ...]:
    return tuple((symbol, power) for symbol, power in unit.symbols if symbol in TIME_SYMBOLS)


def _money(unit: Unit) -> tuple[tuple[str, int], ...]:
    """The currencies of a unit: upper-case codes, unlike things counted and times."""
    return tuple(
        (symbol, power)
        for symbol, power in unit.symbols
        if symbol not in TIME_SYMBOLS and symbol.isupper()
    )


def _with_open_factors(formula: Formula) -> Formula:
    """The formula with an unknown metric for each bare number that is a factor."""
    return replace(formula, root=fold(formula.root, _rebuilt))


def _rebuilt(node: Node, operands: tuple[Node, ...]) -> Node:
    match node:
        case BinaryOperation(operator=operator):
            left, right = map(_opened, operands) if operator in _FACTORS else operands
            return replace(node, left=left, right=right)
        case Negation():
            return replace(node, operand=operands[0])
        case Power():
            return replace(node, base=operands[0])
        case Call():
            return replace(node, arguments=operands)
        case _:
            return node


def _opened(node: Node) -> Node:
    return _UNKNOWN if isinstance(node, Number) else node
