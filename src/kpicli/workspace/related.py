"""KPIs that their metrics bring together: several on one metric, or on metrics that move others.

Most KPIs are alone on a metric that nothing moves and that moves nothing. What two KPIs can do to
each other is asked of the rest, which are few.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, cast

from kpicli.models.goal import Kpi
from kpicli.workspace.clusters import clusters_of
from kpicli.workspace.definition import by_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kpicli.workspace.definition import Definition
    from kpicli.workspace.workspace import QuantityKey, Workspace

    Quantities = Mapping[QuantityKey, tuple[Definition[Kpi], ...]]
    """The KPIs of each quantity; both are in the order of ids."""


def related_kpis(workspace: Workspace) -> tuple[Definition[Kpi], ...]:
    """The active KPIs whose metric another one is on too, or moves or is moved, in order of ids."""
    return workspace.remembered(_related_kpis)


def related_quantities(workspace: Workspace) -> Quantities:
    """The quantities that related KPIs speak of."""
    return workspace.remembered(_related_quantities)


def shared_quantities(workspace: Workspace) -> Quantities:
    """The quantities that more than one active KPI speaks of."""
    return workspace.remembered(_shared_quantities)


def _related_kpis(workspace: Workspace) -> tuple[Definition[Kpi], ...]:
    clusters = clusters_of(workspace)
    on: dict[str, list[Definition[Kpi]]] = defaultdict(list)
    for kpi in workspace.kpis_with("metric"):
        name = kpi.model.metric
        if name and name in workspace.metrics and not kpi.model.is_draft:
            on[name].append(kpi)
    for kpi in _defining(workspace, {**on, **clusters}):
        on[kpi.id].append(kpi)
    together = (kpis for name, kpis in on.items() if len(kpis) > 1 or name in clusters)
    return tuple(sorted((kpi for kpis in together for kpi in kpis), key=by_id))


def _defining(workspace: Workspace, metrics: Mapping[str, object]) -> Iterator[Definition[Kpi]]:
    """The active KPIs that define these metrics themselves."""
    for name in metrics:
        goal = workspace.goals.get(name)
        if goal is None or not isinstance(goal.model, Kpi) or goal.model.metric:
            continue
        if not goal.model.is_over and not goal.model.is_draft:
            yield cast("Definition[Kpi]", goal)


def _related_quantities(workspace: Workspace) -> Quantities:
    return workspace.quantities_of(related_kpis(workspace))


def _shared_quantities(workspace: Workspace) -> Quantities:
    quantities = related_quantities(workspace)
    return {key: kpis for key, kpis in quantities.items() if len(kpis) > 1}
