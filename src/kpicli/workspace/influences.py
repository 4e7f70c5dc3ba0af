"""What moves what: the influences between metrics that drivers and formulas declare."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING

from msgspec import Struct, field

from kpicli.constraints.levers import Influence
from kpicli.formulas.totals import elasticity, total_slopes
from kpicli.models.choices import Effect, Strength
from kpicli.workspace.formula_slopes import (
    computed_metrics,
    slopes_at_baselines,
    slopes_over_ranges,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from kpicli.formulas.ranges import Range
    from kpicli.workspace.formula_slopes import Computed, FormulaSlopes
    from kpicli.workspace.workspace import Workspace

STRENGTHS = {
    Strength.STRONG: Decimal("0.9"),
    Strength.MEDIUM: Decimal("0.6"),
    Strength.WEAK: Decimal("0.3"),
}
"""What the words for a driver's strength count."""

_STRONG, _MEDIUM, _WEAK = Decimal("0.5"), Decimal("0.05"), Decimal("0.01")


def strength_of(change: Decimal | None) -> Decimal:
    """An elasticity on the scale of the words: strong from 0.5, medium from 0.05, weak from 0.01.

    Below that it counts 0, and where none is known as medium.
    """
    if change is None or _MEDIUM <= abs(change) < _STRONG:
        return STRENGTHS[Strength.MEDIUM]
    if abs(change) >= _STRONG:
        return STRENGTHS[Strength.STRONG]
    return STRENGTHS[Strength.WEAK] if abs(change) >= _WEAK else Decimal(0)


def influences_of(workspace: Workspace) -> MetricInfluences:
    """The influences on a workspace's metrics, computed once for it and each when asked for."""
    return workspace.remembered(MetricInfluences)


class MetricInfluences(Struct, frozen=True, eq=False, dict=True):
    """Tells for a metric's id what acts on it."""

    workspace: Workspace
    _known: dict[str, tuple[Influence, ...]] = field(default_factory=dict)

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
        if metric not in self._trees:
            return
        always = total_slopes(metric, self._over_ranges.by_metric, self._order)
        here = always
        if metric in self._moved:
            here = total_slopes(metric, self._at_baselines.by_metric, self._order)
        if here is None or always is None:
            return
        for name, slope in here.items():
            influence = self._total(metric, name, slope, always[name])
            if influence.strength:
                yield influence

    def _total(self, metric: str, name: str, here: Range, always: Range) -> Influence:
        values = self._at_baselines.values
        known = name in values and metric in values
        change = elasticity(here, values[name], values[metric]) if known else None
        if not here.low and not here.high:
            return Influence(name, 0, Decimal(0), exact=True)
        sign = always.sign or here.sign
        return Influence(name, sign, strength_of(change), exact=True, proved=always.sign != 0)

    @cached_property
    def _trees(self) -> Mapping[str, Computed]:
        return self.workspace.remembered(computed_metrics)

    @cached_property
    def _order(self) -> Mapping[str, int]:
        """A place for each metric after all that its formula rests on."""
        plain = [key for key in self.workspace.metrics if key not in self._trees]
        return {key: place for place, key in enumerate((*sorted(plain), *self._trees))}

    @cached_property
    def _moved(self) -> AbstractSet[str]:
        """The metrics whose slopes at the baselines differ, or those of what they rest on."""
        here, always = self._at_baselines.by_metric, self._over_ranges.by_metric
        moved: set[str] = set()
        for metric, slopes in here.items():
            if slopes != always[metric] or not moved.isdisjoint(slopes):
                moved.add(metric)
        return moved

    @cached_property
    def _over_ranges(self) -> FormulaSlopes:
        return slopes_over_ranges(self.workspace, self._trees)

    @cached_property
    def _at_baselines(self) -> FormulaSlopes:
        return slopes_at_baselines(self.workspace, self._trees)
