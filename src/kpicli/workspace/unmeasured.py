"""KPIs of which nothing is measured yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kpicli.models.goal import Kpi
    from kpicli.workspace.definition import Definition
    from kpicli.workspace.workspace import Workspace


def unmeasured_kpis(workspace: Workspace) -> tuple[Definition[Kpi], ...]:
    """The live KPIs without a measurement in their period so far; of those before it, if any."""
    return workspace.remembered(_unmeasured)


def _unmeasured(workspace: Workspace) -> tuple[Definition[Kpi], ...]:
    measured = workspace.series_in_period
    return tuple([kpi for kpi in workspace.live_kpis if not measured(kpi).days])
