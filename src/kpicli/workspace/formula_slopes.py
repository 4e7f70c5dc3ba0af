"""How fast each metric's formula changes with the metrics it names."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kpicli.formulas import in_units, parse_unit
from kpicli.formulas.differentiate import slopes
from kpicli.formulas.ranges import EVERYTHING, Range, exactly
from kpicli.models.goal import Kpi
from kpicli.workspace.commitment import Scale

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kpicli.formulas import Node, Unit
    from kpicli.models.metric import Metric
    from kpicli.workspace.definition import Definition
    from kpicli.workspace.workspace import Workspace

    Metrics = Mapping[str, Definition[Metric | Kpi]]


@dataclass(frozen=True, slots=True)
class FormulaSlopes:
    """For each metric with a formula the slopes by name, and the values that metrics can have."""

    by_metric: dict[str, Mapping[str, Range]] = field(default_factory=dict)
    values: dict[str, Range] = field(default_factory=dict)


def unit_text(workspace: Workspace, metric: Definition[Metric | Kpi]) -> str:
    """The unit of a metric as written, or as the numbers of the KPI that defines it imply."""
    if isinstance(metric.model, Kpi):
        return workspace.unit(metric)  # type: ignore[arg-type]
    return metric.model.unit or ""


def computed_metrics(workspace: Workspace) -> Mapping[str, Node]:
    """The trees of formulas, each metric after all that its formula rests on.

    Left out is what hangs on a circle of definitions, and what brings clashing units together.
    """
    waiting = {key: _inputs(workspace, key) for key in sorted(workspace.metrics)}
    users: dict[str, list[str]] = {}
    for key, names in waiting.items():
        for name in names:
            users.setdefault(name, []).append(key)
    ready = sorted((key for key, names in waiting.items() if not names), reverse=True)
    trees: dict[str, Node] = {}
    while ready:
        key = ready.pop()
        tree = _tree(workspace, key)
        if tree is not None:
            trees[key] = tree
        for user in users.get(key, ()):
            waiting[user].discard(key)
            if not waiting[user]:
                ready.append(user)
    return trees


def slopes_over_ranges(workspace: Workspace, trees: Mapping[str, Node]) -> FormulaSlopes:
    """The slopes that hold whatever values the metrics have within their `range`."""
    return _slopes(trees, _declared(workspace))


def slopes_at_baselines(workspace: Workspace, trees: Mapping[str, Node]) -> FormulaSlopes:
    """The slopes where metrics have the baselines of the KPIs on them, as far as there are any."""
    declared = _declared(workspace)
    return _slopes(trees, {**declared, **_baselines(workspace)})


def _slopes(trees: Mapping[str, Node], known: Mapping[str, Range]) -> FormulaSlopes:
    found = FormulaSlopes(values=dict(known))
    for key, tree in trees.items():
        here = slopes(tree, found.values)
        found.values[key] = here.value.within(found.values.get(key, EVERYTHING))
        found.by_metric[key] = here.by_name
    return found


def _inputs(workspace: Workspace, key: str) -> set[str]:
    formula = workspace.metrics[key].model.formula
    return {name for name in formula.names if name in workspace.metrics} if formula else set()


def _tree(workspace: Workspace, key: str) -> Node | None:
    metric = workspace.metrics[key]
    formula = metric.model.formula
    if formula is None:
        return None
    units = {name: _unit(workspace, name) for name in formula.names}
    return in_units(formula, units, _unit(workspace, key))


def _unit(workspace: Workspace, key: str) -> Unit | None:
    metric = workspace.metrics.get(key)
    text = unit_text(workspace, metric) if metric else ""
    return parse_unit(text) if text else None


def _declared(workspace: Workspace) -> dict[str, Range]:
    """The values that a metric's `range` allows."""
    found: dict[str, Range] = {}
    for key, metric in workspace.metrics.items():
        bounds = metric.model.range
        if bounds is None:
            continue
        scale = Scale(unit_text(workspace, metric))
        low = scale.number(bounds.low) if bounds.low else EVERYTHING.low
        high = scale.number(bounds.high) if bounds.high else EVERYTHING.high
        if low is not None and high is not None and low <= high:
            found[key] = Range(low, high)
    return found


def _baselines(workspace: Workspace) -> dict[str, Range]:
    """The first baseline, in the order of ids, that a KPI gives a whole metric."""
    found: dict[str, Range] = {}
    for key, kpis in workspace.kpis_by_quantity.items():
        for kpi in kpis:
            commitment = workspace.commitment(kpi)
            is_known = commitment is not None and commitment.baseline is not None
            if key.segment is None and is_known and key.metric not in found:
                assert commitment is not None
                assert commitment.baseline is not None
                found[key.metric] = exactly(commitment.baseline)
    return found
