"""Metrics that are defined by each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.models.goal import Kpi
from kpicli.workspace.cascade import Cascade, Link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.workspace.workspace import Workspace


def formula_cycles(workspace: Workspace) -> tuple[tuple[str, ...], ...]:
    """One circle for each set of metrics that all need each other, from its first id on.

    It is a shortest one through that id, each metric followed by one that its formula names.
    """
    return Cascade(workspace.metrics, _uses(workspace)).cycles


def _uses(workspace: Workspace) -> Iterator[Link]:
    for metric in workspace.metrics.values():
        is_over = isinstance(metric.model, Kpi) and metric.model.is_over
        formula = None if is_over else metric.model.formula
        for name in formula.names if formula else ():
            if name in workspace.metrics:
                yield Link(metric.id, name)
