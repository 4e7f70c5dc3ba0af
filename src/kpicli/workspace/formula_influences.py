"""What moves a metric by the formulas that it rests on."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.constraints.levers import Influence
from kpicli.formulas.totals import elasticity, total_slopes
from kpicli.models.choices import Strength
from kpicli.workspace.baselines import baselines_of
from kpicli.workspace.formula_slopes import computed_among, declared_ranges, slopes_within

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from kpicli.formulas.ranges import Range
    from kpicli.workspace.formula_slopes import Computed, FormulaSlopes, Judged
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


class Arithmetic(Struct, frozen=True, eq=False, dict=True):
    """The influences by formulas between the metrics of a cluster."""

    workspace: Workspace
    metrics: tuple[str, ...]
    judged: Judged

    def influences_on(self, metric: str) -> Iterator[Influence]:
        """In total of all that a metric's formula rests on, each that it rests on."""
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
        return computed_among(self.workspace, self.metrics, self.judged)

    @cached_property
    def _order(self) -> Mapping[str, int]:
        """A place for each metric after all that its formula rests on."""
        plain = [key for key in self.metrics if key not in self._trees]
        return {key: place for place, key in enumerate((*plain, *self._trees))}

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
    def _declared(self) -> Mapping[str, Range]:
        return declared_ranges(self.workspace, self.metrics)

    @cached_property
    def _over_ranges(self) -> FormulaSlopes:
        """The slopes that hold whatever values the metrics have within their `range`."""
        return slopes_within(self._trees, self._declared, self.judged)

    @cached_property
    def _at_baselines(self) -> FormulaSlopes:
        """The slopes where metrics have the baselines of the KPIs on them, as far as there are."""
        baselines = baselines_of(self.workspace)
        there = {key: baselines[key] for key in self.metrics if key in baselines}
        return slopes_within(self._trees, {**self._declared, **there}, self.judged)
