"""What the active KPIs ask of one quantity."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.constraints import Interval, disjoint_pairs, is_rounding
from kpicli.formulas import may_lack_a_scale
from kpicli.models.choices import Direction
from kpicli.workspace.related import shared_quantities

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.models.goal import Kpi
    from kpicli.workspace.definition import Definition
    from kpicli.workspace.workspace import QuantityKey, Workspace

_ROUNDING = Decimal("0.5")
"""Per cent of a target that may be due to rounding."""


class Claim(Struct, frozen=True):
    """The values of a quantity that meet a KPI's target, in the unit of the quantity."""

    kpi: Definition[Kpi]
    direction: Direction
    interval: Interval
    unit: str

    @property
    def words(self) -> str:
        """The values as people say them: `at least 12 %`."""
        return f"{self.interval} {self.unit}".rstrip()


def shared_claims(workspace: Workspace) -> Iterator[tuple[QuantityKey, tuple[Claim, ...]]]:
    """The claims on each quantity that more than one KPI makes a claim on, in the order of ids.

    Deliverables claim no number. The unit is that of the first KPI; where the metric names none
    and the KPIs write different ones, those that do not convert are left out, and beside per cent
    or thousands those without a unit: 4000 may be 4 kEUR.
    """
    for key, related in shared_quantities(workspace).items():
        kpis = _in_known_units(workspace, related)
        unit = workspace.unit(kpis[0])
        claims = [_claim(workspace, kpi, unit) for kpi in kpis]
        found = tuple(claim for claim in claims if claim is not None)
        if len(found) > 1:
            yield key, found


def kpis_apart(workspace: Workspace) -> frozenset[str]:
    """The KPIs whose targets another one on their quantity excludes, by more than rounding."""
    found: set[str] = set()
    for _, claims in shared_claims(workspace):
        intervals = [claim.interval for claim in claims]
        for pair in disjoint_pairs(intervals):
            if not is_rounding(intervals[pair.below], intervals[pair.above], _ROUNDING):
                found |= {claims[pair.below].kpi.id, claims[pair.above].kpi.id}
    return frozenset(found)


def quantity_words(workspace: Workspace, kpi: Definition[Kpi]) -> str:
    """The quantity that a KPI speaks of, in words: metric, segment, and period as written."""
    metric, model = workspace.metric(kpi), kpi.model
    segment = f" for `{model.segment}`" if model.segment else ""
    period = f" in {model.period.text}" if model.period else ""
    return f"`{metric.id if metric else kpi.id}`{segment}{period}"


def _in_known_units(
    workspace: Workspace, kpis: tuple[Definition[Kpi], ...]
) -> tuple[Definition[Kpi], ...]:
    if not may_lack_a_scale({workspace.unit(kpi) for kpi in kpis}):
        return kpis
    return tuple(kpi for kpi in kpis if workspace.unit(kpi))


def _claim(workspace: Workspace, kpi: Definition[Kpi], unit: str) -> Claim | None:
    commitment = workspace.commitment(kpi)
    if commitment is None or commitment.direction is Direction.COMPLETE:
        return None
    low = _converted(workspace, kpi, commitment.low, unit)
    high = _converted(workspace, kpi, commitment.high, unit)
    if (low is None) != (commitment.low is None) or (high is None) != (commitment.high is None):
        return None
    strict = commitment.strict
    return Claim(kpi, commitment.direction, Interval(low, high, strict, strict), unit)


def _converted(
    workspace: Workspace, kpi: Definition[Kpi], value: Decimal | None, unit: str
) -> Decimal | None:
    if value is None or workspace.unit(kpi) == unit:
        return value
    return workspace.value_in(kpi, value, unit)
