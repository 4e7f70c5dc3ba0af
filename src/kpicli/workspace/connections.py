"""Which quantities formulas connect: a metric, its segment, a period."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.formulas import parse_unit
from kpicli.workspace.clusters import clusters_of
from kpicli.workspace.formula_certainty import usable_formulas
from kpicli.workspace.periods_in_sums import sums_of_periods
from kpicli.workspace.variable import Variable, in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kpicli.formulas import Formula
    from kpicli.workspace.workspace import Workspace


class Connection(Struct, frozen=True):
    """A quantity and those that it follows from, in the order of the names of its formula.

    Without a formula it is their sum, and they are its sub-periods, with what lies between them.
    """

    whole: Variable
    operands: tuple[Variable, ...]
    formula: Formula | None

    @property
    def variables(self) -> tuple[Variable, ...]:
        """All quantities in it."""
        return self.whole, *self.operands


def connections(workspace: Workspace, asked: Iterable[Variable]) -> tuple[Connection, ...]:
    """The formulas that connect the quantities that goals speak of, and totals of sub-periods."""
    asked = sorted(set(asked), key=in_order)
    clusters = clusters_of(workspace)
    linked = {variable.metric: clusters.get(variable.metric) for variable in asked}
    metrics = {name for cluster in set(linked.values()) if cluster for name in cluster.metrics}
    found = list(_by_formulas(workspace, asked, usable_formulas(workspace, metrics)))
    variables = {variable for part in found for variable in part.variables} | set(asked)
    found += (Connection(*part, None) for part in sums_of_periods(workspace, variables))
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
