"""Quantities that more than one team answers for."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, cast

from kpicli.measurements.twins import similar, twins
from kpicli.models.choices import Direction
from kpicli.workspace.definition import by_id
from kpicli.workspace.related import shared_quantities

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.models.goal import Kpi
    from kpicli.workspace.definition import Definition
    from kpicli.workspace.workspace import Workspace

    Kpis = tuple[Definition[Kpi], ...]


def rival_owners(workspace: Workspace, kpis: Kpis) -> Kpis:
    """Of KPIs on one quantity, those that answer for it in two or more teams; else none.

    A KPI that serves another of them has a part in that one's commitment and is no rival.
    """
    if len(kpis) == 1 or not _is_of_several_teams(kpis):
        return ()
    cascade = workspace.cascade
    parts = cascade.serving(link.child for kpi in kpis for link in cascade.contributors(kpi.id))
    rivals = tuple(kpi for kpi in kpis if kpi.model.team and kpi.id not in parts)
    return rivals if _is_of_several_teams(rivals) else ()


def kpis_by_source(workspace: Workspace) -> Iterator[Kpis]:
    """The active KPIs that name different metrics for what one source delivers.

    They agree in segment, in period and in how values combine over time.
    """
    groups: dict[object, list[Definition[Kpi]]] = defaultdict(list)
    for key, kpis in workspace.quantities_of(_with_a_source(workspace)).items():
        metric = workspace.metric(kpis[0])
        if metric is not None and metric.model.source is not None:
            how = metric.model.source, metric.model.aggregation
            groups[*how, key.segment, key.period] += kpis
    for alike in groups.values():
        yield from _under_several_metrics(workspace, alike)


def kpis_with_equal_actuals(workspace: Workspace, least: int) -> Iterator[Kpis]:
    """The active KPIs under different metrics whose actuals agree; see `twins`.

    They agree in segment, in period and, where they have one, in unit. Deliverables take no part:
    their shares go up in the same few steps everywhere.
    """
    series = similar({kpi.id: workspace.series(kpi) for kpi in workspace.live_kpis}, least)
    kpis = {name: cast("Definition[Kpi]", workspace.goals[name]) for name in series}
    for group in _by_where_and_when(workspace, kpis.values()):
        for ids in twins({name: series[name] for name in group}, least):
            alike = _of_one_unit(workspace, tuple(kpis[name] for name in ids))
            yield from _under_several_metrics(workspace, alike)


def _by_where_and_when(
    workspace: Workspace, kpis: Iterable[Definition[Kpi]]
) -> Iterable[list[str]]:
    """The ids of those that are active and no deliverables, where two have segment and period.

    They are in the order of ids, but those on one quantity follow the first KPI on it.
    """
    shared = shared_quantities(workspace)
    groups: dict[object, list[tuple[str, str]]] = defaultdict(list)
    for kpi in kpis:
        key = workspace.quantity_key(kpi)
        if key and not kpi.model.is_draft and not _is_deliverable(workspace, kpi):
            first, *_ = shared.get(key, (kpi,))
            groups[key.segment, key.period].append((first.id, kpi.id))
    return [[name for _, name in sorted(group)] for group in groups.values() if len(group) > 1]


def _with_a_source(workspace: Workspace) -> Iterable[Definition[Kpi]]:
    """The live KPIs that are given a source, or name a metric that is."""
    sources = {metric.id for metric in workspace.metrics_with("source")}
    named = (kpi for kpi in workspace.kpis_with("metric") if kpi.model.metric in sources)
    return dict.fromkeys((*workspace.kpis_with("source"), *named))


def _is_deliverable(workspace: Workspace, kpi: Definition[Kpi]) -> bool:
    commitment = workspace.commitment(kpi)
    return commitment is not None and commitment.direction is Direction.COMPLETE


def _is_of_several_teams(kpis: Kpis) -> bool:
    return len({kpi.model.team for kpi in kpis if kpi.model.team}) > 1


def _of_one_unit(workspace: Workspace, kpis: Kpis) -> list[Definition[Kpi]]:
    """The KPIs in the unit that is written first, and those without one."""
    units = [workspace.unit(kpi) for kpi in kpis]
    first = next((unit for unit in units if unit), "")
    return [kpi for kpi, unit in zip(kpis, units, strict=True) if unit in {"", first}]


def _under_several_metrics(workspace: Workspace, kpis: Iterable[Definition[Kpi]]) -> Iterator[Kpis]:
    """The KPIs in the order of ids, if they are on two or more metrics."""
    found = tuple(sorted(kpis, key=by_id))
    metrics = (workspace.metric(kpi) for kpi in found)
    if len({metric.id for metric in metrics if metric}) > 1:
        yield found
