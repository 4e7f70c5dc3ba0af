"""Which quantities formulas connect: a metric, its segment, a period."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.formulas import parse_unit
from kpicli.models.choices import Aggregation
from kpicli.workspace.clusters import clusters_of
from kpicli.workspace.formula_certainty import usable_formulas

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kpicli.formulas import Formula
    from kpicli.models.period import DateRange
    from kpicli.workspace.workspace import Workspace


class Variable(Struct, frozen=True):
    """One quantity: the value of a metric, of a segment, at the end of a period or over it."""

    metric: str
    segment: str | None
    period: DateRange


class Connection(Struct, frozen=True):
    """A quantity and those that it follows from, in the order of the names of its formula.

    Without a formula it is their sum, and they are its sub-periods.
    """

    whole: Variable
    operands: tuple[Variable, ...]
    formula: Formula | None

    @property
    def variables(self) -> tuple[Variable, ...]:
        """All quantities in it."""
        return self.whole, *self.operands


def in_order(variable: Variable) -> tuple[str, str, DateRange]:
    """The key to sort quantities by; a segment may be none."""
    return variable.metric, variable.segment or "", variable.period


def connections(workspace: Workspace, asked: Iterable[Variable]) -> tuple[Connection, ...]:
    """The formulas that connect the quantities that goals speak of, and totals of sub-periods."""
    asked = sorted(set(asked), key=in_order)
    clusters = clusters_of(workspace)
    linked = {variable.metric: clusters.get(variable.metric) for variable in asked}
    metrics = {name for cluster in set(linked.values()) if cluster for name in cluster.metrics}
    found = list(_by_formulas(workspace, asked, usable_formulas(workspace, metrics)))
    variables = {variable for part in found for variable in part.variables} | set(asked)
    found += _by_totals(workspace, variables)
    return tuple(found)


def _by_formulas(
    workspace: Workspace,
    asked: Iterable[Variable],
    formulas: Mapping[str, Formula],
) -> Iterator[Connection]:
    users = _users(formulas)
    segments = {(variable.metric, variable.segment) for variable in asked}
    queue, seen = deque(asked), set(asked)
    defined: set[Variable] = set()
    while queue:
        variable = queue.popleft()
        segment, period = variable.segment, variable.period
        for metric in (variable.metric, *users.get(variable.metric, ())):
            whole = Variable(metric, segment, period)
            if metric not in formulas or whole in defined:
                continue
            operands = _operands(workspace, formulas[metric], whole, segments, formulas)
            if operands is None:
                continue
            defined.add(whole)
            yield Connection(whole, operands, formulas[metric])
            fresh = [part for part in (whole, *operands) if part not in seen]
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
) -> tuple[Variable, ...] | None:
    """The quantities that the formula's names mean; none where a segment cannot be told apart."""
    found: list[Variable] = []
    for name in formula.names:
        if whole.segment is None or (name, whole.segment) in segments or name in formulas:
            found.append(Variable(name, whole.segment, whole.period))
        elif _is_ratio(workspace.metrics[name].model.unit):
            found.append(Variable(name, None, whole.period))
        else:
            return None
    return tuple(found)


def _is_ratio(unit: str | None) -> bool:
    """Whether a metric may be the same for a segment as for the whole; an amount is not."""
    return unit is not None and ("/" in unit or parse_unit(unit).is_percent)


def _by_totals(workspace: Workspace, variables: Iterable[Variable]) -> Iterator[Connection]:
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
                yield Connection(whole, tuple(parts), None)


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
