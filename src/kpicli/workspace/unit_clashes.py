"""Numbers written in a unit that does not convert into the one of their metric."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.formulas import Compatibility, compare_units, parse_unit
from kpicli.models.goal import Kpi
from kpicli.workspace.quantities import (
    WrittenQuantity,
    units_of,
    written_bounds,
    written_quantities,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.models.metric import Metric
    from kpicli.workspace.definition import Definition
    from kpicli.workspace.workspace import Workspace


class UnitClashes(Struct, frozen=True):
    """The numbers of a KPI or a metric in one unit that is not the owner's `unit`.

    `is_hard` is set where money or kinds of time differ; else only the things counted do.
    """

    owner: Definition[Kpi | Metric]
    unit: str
    parts: tuple[WrittenQuantity, ...]
    is_hard: bool


def unit_clashes(workspace: Workspace) -> Iterator[UnitClashes]:
    """The clashes in KPIs that are not over and whose metric is known, then in metrics."""
    for kpi in workspace.live_kpis:
        unit = workspace.unit(kpi)
        if workspace.metric(kpi) and units_of(workspace, kpi) - {"", unit}:
            yield from _clashes(kpi, written_quantities(workspace, kpi), unit)
    for metric in workspace.metrics.values():
        if metric.model.range is None and metric.model.benchmark is None:
            continue
        yield from _clashes(metric, _limits(metric.model), _unit(metric, workspace))


def _clashes(
    owner: Definition[Kpi | Metric], parts: Iterable[WrittenQuantity], unit: str
) -> Iterator[UnitClashes]:
    by_unit: dict[str, list[WrittenQuantity]] = {}
    for part in parts:
        written = part.quantity.unit
        if unit and written and written != unit:
            by_unit.setdefault(written, []).append(part)
    for written, found in by_unit.items():
        compatibility = compare_units(parse_unit(written), parse_unit(unit))
        if compatibility is not Compatibility.SAME:
            is_hard = compatibility is Compatibility.CLASH_HARD
            yield UnitClashes(owner, unit, tuple(found), is_hard)


def _unit(metric: Definition[Kpi | Metric], workspace: Workspace) -> str:
    if isinstance(metric.model, Kpi):
        return workspace.unit(metric)  # type: ignore[arg-type]
    return metric.model.unit or ""


def _limits(model: Kpi | Metric) -> Iterator[WrittenQuantity]:
    if isinstance(model, Kpi) and model.is_over:
        return
    yield from written_bounds(model.range, "range", "range")
    benchmark = model.benchmark
    yield from written_bounds(benchmark.value if benchmark else None, "benchmark", "benchmark")
