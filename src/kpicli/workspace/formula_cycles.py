"""Metrics that are defined by each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.models.goal import Kpi
from kpicli.workspace.cascade import Cascade, Link

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    formulas = {
        key: formula
        for key, formula in workspace.formulas.items()
        if not _is_over(workspace.metrics[key])
    }
    for key, formula in formulas.items():
        for name in formula.names:
            if name in formulas:
                yield Link(key, name)


def _is_over(metric: Definition[Metric | Kpi]) -> bool:
    return isinstance(metric.model, Kpi) and metric.model.is_over
