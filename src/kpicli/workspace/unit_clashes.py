"""Numbers written in a unit that does not convert into the one of their metric."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.formulas import Compatibility, compare_units, parse_unit
from kpicli.formulas.units import TIME_SYMBOLS
from kpicli.models.goal import Kpi
from kpicli.workspace.quantities import (
    WrittenQuantity,
    is_ratio,
    units_of,
    written_bounds,
    written_quantities,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.models.bounds import Bounds
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
    agreeing: set[tuple[str, tuple[str, ...]]] = set()
    for kpi in workspace.live_kpis:
        units = units_of(workspace, kpi)
        if not any(units):
            continue
        unit = workspace.unit(kpi)
        if (unit, units) not in agreeing:
            if all(_agree(other, unit) for other in units):
                agreeing.add((unit, units))
            elif workspace.metric(kpi):
                yield from _clashes(kpi, written_quantities(workspace, kpi), unit)
    yield from _ratios_of_time(workspace)
    limited = (*workspace.metrics_with("range"), *workspace.metrics_with("benchmark"))
    for metric in {metric.id: metric for metric in limited}.values():
        yield from _clashes(metric, _limits(metric.model), _unit(metric, workspace))


def _ratios_of_time(workspace: Workspace) -> Iterator[UnitClashes]:
    """The ratios in units of time: `1:30` is a thirtieth, and not an hour and a half."""
    for unit, kpis in workspace.groups.kpis_by_unit.items():
        if unit is None or not _is_time(unit):
            continue
        for kpi in kpis:
            parts = tuple(
                part for part in written_quantities(workspace, kpi) if is_ratio(part.quantity)
            )
            if parts and not kpi.model.is_over:
                yield UnitClashes(kpi, unit, parts, is_hard=True)


def _is_time(unit: str) -> bool:
    symbols = parse_unit(unit).symbols
    return len(symbols) == 1 and symbols[0][0] in TIME_SYMBOLS and symbols[0][1] == 1


def _agree(written: str, unit: str) -> bool:
    if not written or not unit or written == unit:
        return True
    return compare_units(parse_unit(written), parse_unit(unit)) is Compatibility.SAME


def _clashes(
    owner: Definition[Kpi | Metric], parts: Iterable[WrittenQuantity], unit: str
) -> Iterator[UnitClashes]:
    by_unit: dict[str, list[WrittenQuantity]] = {}
    for part in parts:
        written = part.quantity.unit
        if not _agree(written, unit):
            by_unit.setdefault(written, []).append(part)
    for written, found in by_unit.items():
        compatibility = compare_units(parse_unit(written), parse_unit(unit))
        yield UnitClashes(owner, unit, tuple(found), compatibility is Compatibility.CLASH_HARD)


def _unit(metric: Definition[Kpi | Metric], workspace: Workspace) -> str:
    if isinstance(metric.model, Kpi):
        return workspace.unit(metric)  # type: ignore[arg-type]
    return metric.model.unit or ""


def _limits(model: Kpi | Metric) -> Iterator[WrittenQuantity]:
    if isinstance(model, Kpi) and model.is_over:
        return
    benchmark = model.benchmark.value if model.benchmark else None
    for bounds, words in ((model.range, "range"), (benchmark, "benchmark")):
        if bounds is not None and _has_unit(bounds):
            yield from written_bounds(bounds, words, words)


def _has_unit(bounds: Bounds) -> bool:
    return any(end is not None and end.unit for end in (bounds.low, bounds.high))
