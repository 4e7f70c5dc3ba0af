"""How fast each metric's formula changes with the metrics it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from kpicli.formulas import in_units, unit_if_any
from kpicli.formulas.differentiate import Slopes, slopes
from kpicli.formulas.ranges import EVERYTHING, Range
from kpicli.formulas.shape import shape_of
from kpicli.models.goal import Kpi
from kpicli.workspace.commitment import Scale

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping

    from kpicli.formulas import Node
    from kpicli.models.metric import Metric
    from kpicli.workspace.definition import Definition
    from kpicli.workspace.workspace import Workspace

    Metrics = Mapping[str, Definition[Metric | Kpi]]


class FormulaSlopes(Struct, frozen=True):
    """For each metric with a formula the slopes by name, and the values that metrics can have."""

    by_metric: dict[str, Mapping[str, Range]] = field(default_factory=dict)
    values: dict[str, Range] = field(default_factory=dict)


def unit_text(workspace: Workspace, metric: Definition[Metric | Kpi]) -> str:
    """The unit of a metric as written, or as the numbers of the KPI that defines it imply."""
    if isinstance(metric.model, Kpi):
        return workspace.unit(metric)  # type: ignore[arg-type]
    return metric.model.unit or ""


class Computed(Struct, frozen=True):
    """The names in a formula, and the tree of the first formula of its shape and units."""

    names: tuple[str, ...]
    tree: Node
    named: tuple[str, ...]
    """What the tree calls the names, in their order."""


class Judged(Struct, frozen=True):
    """What is known of formulas of one shape and units, and of trees over the same ranges."""

    trees: dict[Hashable, Computed | None] = field(default_factory=dict)
    slopes: dict[tuple[int, tuple[Range, ...]], Slopes] = field(default_factory=dict)


def computed_metrics(workspace: Workspace) -> Mapping[str, Computed]:
    """The formulas with their trees, each metric after all that its formula rests on.

    Left out is what hangs on a circle of definitions, and what brings clashing units together.
    """
    return computed_among(workspace, sorted(workspace.metrics), Judged())


def computed_among(
    workspace: Workspace, metrics: Iterable[str], judged: Judged
) -> Mapping[str, Computed]:
    """The same for metrics in the order of ids that rest on no others."""
    waiting = {key: _inputs(workspace, key) for key in metrics}
    users: dict[str, list[str]] = {}
    for key, names in waiting.items():
        for name in names:
            users.setdefault(name, []).append(key)
    ready = sorted((key for key, names in waiting.items() if not names), reverse=True)
    trees: dict[str, Computed] = {}
    while ready:
        key = ready.pop()
        tree = _tree(workspace, key, judged.trees)
        if tree is not None:
            trees[key] = tree
        for user in users.get(key, ()):
            waiting[user].discard(key)
            if not waiting[user]:
                ready.append(user)
    return trees


def declared_ranges(workspace: Workspace, metrics: Iterable[str]) -> dict[str, Range]:
    """The values that a metric's `range` allows."""
    found: dict[str, Range] = {}
    for key in metrics:
        metric = workspace.metrics[key]
        bounds = metric.model.range
        if bounds is None:
            continue
        scale = Scale(unit_text(workspace, metric))
        low = scale.number(bounds.low) if bounds.low else EVERYTHING.low
        high = scale.number(bounds.high) if bounds.high else EVERYTHING.high
        if low is not None and high is not None and low <= high:
            found[key] = Range(low, high)
    return found


def slopes_within(
    trees: Mapping[str, Computed], known: Mapping[str, Range], judged: Judged
) -> FormulaSlopes:
    """The slopes that hold whatever values metrics have within what is known of them."""
    found = FormulaSlopes(values=dict(known))
    values, alike = found.values, judged.slopes
    for key, computed in trees.items():
        ranges = tuple(values.get(name, EVERYTHING) for name in computed.names)
        case = id(computed.tree), ranges
        here = alike.get(case)
        if here is None:
            named = dict(zip(computed.named, ranges, strict=True))
            here = alike[case] = slopes(computed.tree, named)
        values[key] = here.value.within(values.get(key, EVERYTHING))
        pairs = zip(computed.names, computed.named, strict=True)
        by_name = here.by_name
        found.by_metric[key] = {mine: by_name[its] for mine, its in pairs if its in by_name}
    return found


def _inputs(workspace: Workspace, key: str) -> set[str]:
    formula = workspace.metrics[key].model.formula
    return {name for name in formula.names if name in workspace.metrics} if formula else set()


def _tree(
    workspace: Workspace, key: str, alike: dict[Hashable, Computed | None]
) -> Computed | None:
    formula = workspace.metrics[key].model.formula
    if formula is None:
        return None
    texts = tuple(_unit_text(workspace, name) for name in (key, *formula.names))
    case = shape_of(formula), texts
    if case not in alike:
        own, *units = map(unit_if_any, texts)
        tree = in_units(formula, dict(zip(formula.names, units, strict=True)), own)
        alike[case] = None if tree is None else Computed(formula.names, tree, formula.names)
    first = alike[case]
    return None if first is None else replace(first, names=formula.names)


def _unit_text(workspace: Workspace, key: str) -> str:
    metric = workspace.metrics.get(key)
    return unit_text(workspace, metric) if metric else ""
