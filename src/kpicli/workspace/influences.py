"""What moves what: the influences between metrics that drivers and formulas declare."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from msgspec import Struct, field

from kpicli.constraints.levers import Influence
from kpicli.models.choices import Effect
from kpicli.workspace.clusters import Cluster, clusters_of
from kpicli.workspace.formula_influences import STRENGTHS, Arithmetic
from kpicli.workspace.formula_slopes import Judged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.workspace.workspace import Workspace


def influences_of(workspace: Workspace) -> MetricInfluences:
    """The influences on a workspace's metrics, computed once for it and each when asked for."""
    return workspace.remembered(MetricInfluences)


class MetricInfluences(Struct, frozen=True, eq=False):
    """Tells for a metric's id what acts on it."""

    workspace: Workspace
    _known: dict[str, tuple[Influence, ...]] = field(default_factory=dict)
    _arithmetic: dict[Cluster, Arithmetic] = field(default_factory=dict)
    _judged: Judged = field(default_factory=Judged)

    def __call__(self, metric: str) -> tuple[Influence, ...]:
        """By its drivers and in total by all that its formula rests on, the strongest first."""
        known = self._known.get(metric)
        if known is None:
            found = (*self._by_drivers(metric), *self._by_formulas(metric))
            ranked = sorted(found, key=attrgetter("strength"), reverse=True)
            known = self._known[metric] = tuple(ranked)
        return known

    def _by_drivers(self, metric: str) -> Iterator[Influence]:
        for driver in self.workspace.metrics[metric].model.drivers:
            if driver.metric in self.workspace.metrics and driver.metric != metric:
                sign = 1 if driver.effect is Effect.RAISES else -1
                yield Influence(driver.metric, sign, STRENGTHS[driver.strength])

    def _by_formulas(self, metric: str) -> Iterator[Influence]:
        cluster = clusters_of(self.workspace).get(metric)
        if cluster is None or self.workspace.metrics[metric].model.formula is None:
            return
        if cluster not in self._arithmetic:
            self._arithmetic[cluster] = Arithmetic(self.workspace, cluster.metrics, self._judged)
        yield from self._arithmetic[cluster].influences_on(metric)
