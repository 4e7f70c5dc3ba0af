"""KPIs that metrics connect, and which of these groups stand alike but for their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.workspace.baselines import baselines_of
from kpicli.workspace.clusters import clusters_of
from kpicli.workspace.demands import pullers

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from kpicli.formulas.ranges import Range
    from kpicli.workspace.demands import Puller
    from kpicli.workspace.workspace import Workspace


class PulledMetrics(Struct, frozen=True):
    """Metrics that have to do with each other, and the KPIs that pull on them; by ids both."""

    metrics: tuple[str, ...]
    pullers: tuple[Puller, ...]

    def parties_of(self, other: PulledMetrics) -> dict[str, str]:
        """The KPIs of one that stands alike, by those of this one."""
        pairs = zip(self.pullers, other.pullers, strict=True)
        return {mine.kpi.id: its.kpi.id for mine, its in pairs}

    def metrics_of(self, other: PulledMetrics) -> dict[str, str]:
        """The metrics of one that stands alike, by those of this one."""
        return dict(zip(self.metrics, other.metrics, strict=True))


def alike_groups(workspace: Workspace) -> tuple[tuple[PulledMetrics, ...], ...]:
    """The groups of KPIs that may have to do with each other, those that stand alike together.

    They do if nothing that KPIs demand of each other's metrics can tell them apart. A KPI alone on
    a metric that nothing moves and that moves nothing is in none.
    """
    baselines = baselines_of(workspace)
    found: dict[Hashable, list[PulledMetrics]] = {}
    for group, kind in _groups(workspace):
        places = {metric: place for place, metric in enumerate(group.metrics)}
        pulled = tuple(_pulled(puller, places) for puller in group.pullers)
        key = (kind, pulled, _numbers(group, baselines))
        found.setdefault(key, []).append(group)
    return tuple(map(tuple, found.values()))


def _groups(workspace: Workspace) -> list[tuple[PulledMetrics, Hashable]]:
    """All groups, each with what it has in common with those whose metrics are alike."""
    clusters = clusters_of(workspace)
    on: dict[tuple[str, ...], list[Puller]] = {}
    for puller in pullers(workspace).values():
        cluster = clusters.get(puller.metric)
        on.setdefault(cluster.metrics if cluster else (puller.metric,), []).append(puller)
    return [
        (PulledMetrics(metrics, tuple(found)), cluster.kind if cluster else metrics)
        for metrics, found in on.items()
        if (cluster := clusters.get(metrics[0])) or len(found) > 1
    ]


def _pulled(puller: Puller, places: Mapping[str, int]) -> Hashable:
    return places[puller.metric], puller.sign, puller.kpi.model.segment, puller.period


def _numbers(group: PulledMetrics, baselines: Mapping[str, Range]) -> Hashable:
    """The baselines, at which formulas are looked at."""
    return tuple(baselines.get(metric) for metric in group.metrics)
