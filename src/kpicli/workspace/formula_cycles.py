"""Metrics that are defined by each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.models.goal import Kpi
from kpicli.workspace.cascade import Cascade, Link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.formulas import Formula
    from kpicli.models.metric import Metric
    from kpicli.workspace.definition import Definition
    from kpicli.workspace.workspace import Workspace


def formula_cycles(workspace: Workspace) -> tuple[tuple[str, ...], ...]:
    """One circle for each set of metrics that all need each other, from its first id on.

    It is a shortest one through that id, each metric followed by one that its formula names.
    """
    uses = list(_uses(workspace))
    metrics = {end for link in uses for end in (link.child, link.parent)}
    return Cascade(metrics, uses).cycles


def _uses(workspace: Workspace) -> Iterator[Link]:
    """The formulas that name metrics with formulas: in a circle every one has its own."""
    for metric in workspace.metrics.values():
        formula = _formula(metric)
        for name in formula.names if formula else ():
            if name in workspace.metrics and _formula(workspace.metrics[name]):
                yield Link(metric.id, name)


def _formula(metric: Definition[Metric | Kpi]) -> Formula | None:
    is_over = isinstance(metric.model, Kpi) and metric.model.is_over
    return None if is_over else metric.model.formula
