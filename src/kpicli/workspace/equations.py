"""The formulas of metrics as equations between quantities: a metric, its segment, a period.

Every quantity is counted in the base of its unit (EUR for kEUR, one for per cent), so that a
formula holds as it stands. Where that is not certain the formula is left out.
"""

from __future__ import annotations

from collections import deque
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from kpicli.constraints.system import Equation
from kpicli.formulas import (
    BinaryOperation,
    Call,
    Compatibility,
    Name,
    Negation,
    Node,
    Number,
    Operator,
    Power,
    Unit,
    UnitClash,
    children,
    compare_units,
    fold,
    parse_unit,
    postorder,
    unit_of,
)
from kpicli.formulas.shape import shape_of
from kpicli.models.choices import Aggregation
from kpicli.workspace.clusters import clusters_of

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

    from kpicli.formulas import Formula
    from kpicli.models.period import DateRange
    from kpicli.workspace.workspace import Workspace

_HUNDRED = Decimal(100)
_TOTALS_AND_STATES = {Aggregation.SUM, Aggregation.LAST}


class Variable(NamedTuple):
    """One quantity: the value of a metric, of a segment, at the end of a period or over it."""

    metric: str
    segment: str | None
    period: DateRange


class Instance(Struct, frozen=True):
    """An equation for the quantities of one segment and period, and the quantities in it."""

    equation: Equation
    variables: tuple[Variable, ...]


def in_order(variable: Variable) -> tuple[str, str, DateRange]:
    """The key to sort quantities by; a segment may be none."""
    return variable.metric, variable.segment or "", variable.period


def name_of(variable: Variable, labels: Mapping[DateRange, str]) -> str:
    """A quantity as proofs print it: `leads@emea/2026`."""
    segment = f"@{variable.segment}" if variable.segment else ""
    return f"{variable.metric}{segment}/{labels[variable.period]}"


@lru_cache(maxsize=1024)
def scale_of(unit: str | None) -> Decimal:
    """How many of its base a unit is."""
    scale = parse_unit(unit).scale if unit else Fraction(1)
    return Decimal(scale.numerator) / Decimal(scale.denominator)


def instances(
    workspace: Workspace, asked: Iterable[Variable], labels: Mapping[DateRange, str]
) -> tuple[Instance, ...]:
    """The formulas that connect the quantities that goals speak of, and totals of sub-periods."""
    asked = sorted(set(asked), key=in_order)
    clusters = clusters_of(workspace)
    linked = {variable.metric: clusters.get(variable.metric) for variable in asked}
    metrics = {name for cluster in set(linked.values()) if cluster for name in cluster.metrics}
    formulas = usable_formulas(workspace, metrics)
    found = list(_formula_instances(workspace, asked, formulas, labels))
    variables = {variable for part in found for variable in part.variables} | set(asked)
    found += _totals(workspace, variables, labels)
    return tuple(found)


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
            verdicts[alike] = _is_certain(formula, *map(_unit, texts))
        if verdicts[alike]:
            found[key] = formula
    return found


def _verdicts(workspace: Workspace) -> dict[Hashable, bool]:  # noqa: ARG001 - a question has one
    """Room for which formulas are certain, by their shapes and units."""
    return {}


def _is_certain(formula: Formula, own: Unit | None, *operands: Unit | None) -> bool:
    result = unit_of(formula, dict(zip(formula.names, operands, strict=True)))
    return not _clashes(result, own) and _scales_are_certain(formula.root, own, operands)


def _unit(text: str | None) -> Unit | None:
    return parse_unit(text) if text else None


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
    numbers = [node.value for node in postorder(root) if isinstance(node, Number)]
    if any(unit.is_percent for unit in scaled) and _HUNDRED in numbers:
        return False  # a ratio times 100 means points already
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


def _formula_instances(
    workspace: Workspace,
    asked: Iterable[Variable],
    formulas: Mapping[str, Formula],
    labels: Mapping[DateRange, str],
) -> Iterator[Instance]:
    users = _users(formulas)
    segments = {(variable.metric, variable.segment) for variable in asked}
    queue, seen = deque(asked), set(asked)
    defined: set[Variable] = set()
    while queue:
        variable = queue.popleft()
        _, segment, period = variable
        for metric in (variable.metric, *users.get(variable.metric, ())):
            whole = Variable(metric, segment, period)
            if metric not in formulas or whole in defined:
                continue
            operands = _operands(workspace, formulas[metric], whole, segments, formulas)
            if operands is None:
                continue
            defined.add(whole)
            yield _instance(whole, formulas[metric], operands, labels)
            fresh = [part for part in (whole, *operands.values()) if part not in seen]
            seen.update(fresh)
            queue.extend(fresh)


def _users(formulas: Mapping[str, Formula]) -> dict[str, list[str]]:
    users: dict[str, list[str]] = {}
    for metric in sorted(formulas):
        for name in formulas[metric].names:
            users.setdefault(name, []).append(metric)
    return users


def _operands(
    workspace: Workspace,
    formula: Formula,
    whole: Variable,
    segments: set[tuple[str, str | None]],
    formulas: Mapping[str, Formula],
) -> dict[str, Variable] | None:
    """The quantities that the formula's names mean; none where a segment cannot be told apart."""
    found: dict[str, Variable] = {}
    for name in formula.names:
        if whole.segment is None or (name, whole.segment) in segments or name in formulas:
            found[name] = Variable(name, whole.segment, whole.period)
        elif _is_ratio(workspace.metrics[name].model.unit):
            found[name] = Variable(name, None, whole.period)
        else:
            return None
    return found


def _is_ratio(unit: str | None) -> bool:
    """Whether a metric may be the same for a segment as for the whole; an amount is not."""
    return unit is not None and ("/" in unit or parse_unit(unit).is_percent)


def _instance(
    whole: Variable,
    formula: Formula,
    operands: Mapping[str, Variable],
    labels: Mapping[DateRange, str],
) -> Instance:
    names = {name: name_of(variable, labels) for name, variable in operands.items()}
    root = _renamed(formula.root, names)
    equation = Equation(name_of(whole, labels), root, f"{whole.metric} = {formula.text.strip()}")
    return Instance(equation, (whole, *operands.values()))


def _renamed(root: Node, names: Mapping[str, str]) -> Node:
    def rebuilt(node: Node, operands: tuple[Node, ...]) -> Node:
        match node:
            case Name():
                return Name(names[node.id])
            case Negation():
                return Negation(operands[0])
            case BinaryOperation():
                return BinaryOperation(node.operator, operands[0], operands[1])
            case Power():
                return Power(operands[0], node.exponent)
            case Call():
                return Call(node.function, operands)
            case _:
                return node

    return fold(root, rebuilt)


def _totals(
    workspace: Workspace, variables: set[Variable], labels: Mapping[DateRange, str]
) -> Iterator[Instance]:
    """Of a flow, the period whose sub-periods are all spoken of is their sum."""
    groups: dict[tuple[str, str | None], list[Variable]] = {}
    for variable in variables:
        metric = workspace.metrics[variable.metric]
        if metric.model.aggregation is Aggregation.SUM:
            groups.setdefault((variable.metric, variable.segment), []).append(variable)
    for key in sorted(groups, key=str):
        if len(groups[key]) == 1:
            continue
        for whole in sorted(groups[key], key=in_order):
            parts = _tiling(whole, groups[key])
            if parts:
                yield _total(whole, parts, labels)


def _tiling(whole: Variable, group: Iterable[Variable]) -> list[Variable]:
    """The longest sub-periods that follow each other from start to end, or nothing."""
    inside = {
        part.period.start: part
        for part in sorted(group, key=lambda part: part.period.end)
        if part != whole and part.period.end <= whole.period.end
    }
    parts: list[Variable] = []
    start = whole.period.start
    while start in inside:
        parts.append(inside[start])
        if parts[-1].period.end == whole.period.end:
            return parts
        start = parts[-1].period.after
    return []


def _total(whole: Variable, parts: list[Variable], labels: Mapping[DateRange, str]) -> Instance:
    names = [name_of(part, labels) for part in parts]
    root: Node = Name(names[0])
    for name in names[1:]:
        root = BinaryOperation(Operator.ADD, root, Name(name))
    name = name_of(whole, labels)
    return Instance(Equation(name, root, f"{name} = {' + '.join(names)}"), (whole, *parts))
