"""The values that a KPI's metric can take, and those that others reach, in the KPI's unit."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from kpicli.constraints import Interval
from kpicli.models.target import Form
from kpicli.workspace.commitment import is_deliverable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.models.bounds import Bounds
    from kpicli.models.commitment import Commitment
    from kpicli.models.goal import Kpi
    from kpicli.workspace.commitment import Scale
    from kpicli.workspace.definition import Definition
    from kpicli.workspace.workspace import Workspace


def deliverables(workspace: Workspace) -> Iterator[Definition[Kpi]]:
    """The live KPIs that are something to complete, so that their values are shares of 1."""
    yield from workspace.groups.kpis_by_form.get(Form.COMPLETE, ())
    for kpi in workspace.kpis_with("direction"):
        target = kpi.model.target
        if is_deliverable(kpi.model) and (target is None or target.form is not Form.COMPLETE):
            yield kpi


def kpis_in_a_range(workspace: Workspace) -> Iterator[Definition[Kpi]]:
    """The live KPIs whose metric has a range."""
    for kpi in (*workspace.kpis_with("range"), *workspace.kpis_with("metric")):
        metric = workspace.metric(kpi)
        if metric is not None and metric.model.range is not None:
            yield kpi


def possible_values(workspace: Workspace, kpi: Definition[Kpi]) -> Interval | None:
    """The range of the KPI's metric; none without one, or where its unit does not convert."""
    metric = workspace.metric(kpi)
    bounds = metric.model.range if metric else None
    return interval_of(bounds, workspace.scale(kpi)) if bounds else None


def benchmark_values(workspace: Workspace, kpi: Definition[Kpi]) -> Interval | None:
    """The values of the benchmark of the KPI's metric; none as above."""
    metric = workspace.metric(kpi)
    benchmark = metric.model.benchmark if metric else None
    return interval_of(benchmark.value, workspace.scale(kpi)) if benchmark else None


def interval_of(bounds: Bounds, scale: Scale) -> Interval | None:
    """Bounds as numbers of a unit, none where one of them does not convert."""
    low = scale.number(bounds.low) if bounds.low else None
    high = scale.number(bounds.high) if bounds.high else None
    if (low is None and bounds.low) or (high is None and bounds.high):
        return None
    return Interval(low, high, bounds.strict, bounds.strict)


def of_a_total(possible: Interval) -> tuple[Decimal | None, Decimal | None]:
    """What a range of single values says of their total: only that it keeps their sign."""
    zero = Decimal(0)
    low = zero if possible.low is not None and possible.low >= 0 else None
    high = zero if possible.high is not None and possible.high <= 0 else None
    return low, high


def asked_values(commitment: Commitment) -> Iterator[tuple[str, Interval]]:
    """The values that meet the target, and those that meet each outer level that is given."""
    strict = commitment.strict
    yield "target", Interval(commitment.low, commitment.high, strict, strict)
    for level, value in (("commit", commitment.commit), ("stretch", commitment.stretch)):
        if value is not None:
            low = value if commitment.direction.sign > 0 else None
            high = value if commitment.direction.sign < 0 else None
            yield f"level `{level}`", Interval(low, high)
