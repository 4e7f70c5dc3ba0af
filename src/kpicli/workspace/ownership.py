"""Quantities that more than one team answers for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.measurements.twins import twins
from kpicli.models.choices import Direction

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

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
    groups: dict[object, list[Definition[Kpi]]] = {}
    for kpi in _active(workspace):
        metric = workspace.metric(kpi)
        source = metric.model.source if metric else None
        if source is not None:
            key = (source, workspace.aggregation(kpi), *_where_and_when(workspace, kpi))
            groups.setdefault(key, []).append(kpi)
    yield from _under_several_metrics(workspace, groups)


def kpis_with_equal_actuals(workspace: Workspace, least: int) -> Iterator[Kpis]:
    """The active KPIs under different metrics whose actuals agree; see `twins`.

    They agree in segment, in period and, where they have one, in unit. Deliverables take no part:
    their shares go up in the same few steps everywhere.
    """
    groups: dict[object, list[Definition[Kpi]]] = {}
    for kpi in _active(workspace):
        groups.setdefault(_where_and_when(workspace, kpi), []).append(kpi)
    for kpis in (group for group in groups.values() if len(group) > 1):
        by_id = {kpi.id: kpi for kpi in kpis if not _is_deliverable(workspace, kpi)}
        series = {kpi.id: workspace.series(kpi) for kpi in by_id.values()}
        for ids in twins(series, least):
            alike = _of_one_unit(workspace, tuple(by_id[name] for name in ids))
            yield from _under_several_metrics(workspace, {ids: alike})


def _active(workspace: Workspace) -> Iterator[Definition[Kpi]]:
    for kpis in workspace.kpis_by_quantity.values():
        yield from kpis


def _where_and_when(workspace: Workspace, kpi: Definition[Kpi]) -> tuple[object, ...]:
    return kpi.model.segment, workspace.period(kpi)


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


def _under_several_metrics(
    workspace: Workspace, groups: Mapping[object, Iterable[Definition[Kpi]]]
) -> Iterator[Kpis]:
    for kpis in groups.values():
        found = tuple(sorted(kpis, key=lambda kpi: kpi.id))
        keys = (workspace.quantity_key(kpi) for kpi in found)
        if len({key.metric for key in keys if key}) > 1:
            yield found
