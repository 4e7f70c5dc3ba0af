"""Changes of what a KPI measures: metric, unit, formula, source, aggregation and the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.formulas.equal_values import have_equal_values
from kpicli.formulas.normal import normal_form
from kpicli.history.field_change import Effect, FieldChange
from kpicli.history.renamed_metrics import in_names_of
from kpicli.history.sides import do_convert

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.formulas import Formula
    from kpicli.history.sides import KpiSide, KpiSides
    from kpicli.models.bounds import Bounds
    from kpicli.models.metric import Metric, MetricFields
    from kpicli.workspace import Definition, Workspace

REDEFINING = ("metric", "segment", "unit", "formula", "source", "aggregation")
"""The fields whose change makes the numbers of a KPI numbers of something else."""


def measured_changes(sides: KpiSides) -> Iterator[FieldChange]:
    """What changed about what a KPI measures, wherever its metric is defined."""
    old, new = sides.before, sides.after
    if _is_other_metric(old, new):
        yield FieldChange("metric", _metric_id(old), _metric_id(new), Effect.REDEFINED)
    yield from _text("segment", old.kpi.model.segment, new.kpi.model.segment)
    if old.metric is not None and new.metric is not None:
        yield from unit_change(old.own_unit, new.own_unit)
        yield from definition_changes(old.workspace, old.metric, new.workspace, new.metric)


def metric_changes(
    old: Workspace, before: Definition[Metric], new: Workspace, after: Definition[Metric]
) -> Iterator[FieldChange]:
    """What changed about a metric that is defined by itself on both sides."""
    yield from unit_change(before.model.unit or "", after.model.unit or "")
    yield from definition_changes(old, before.model, new, after.model)


def unit_change(before: str, after: str) -> Iterator[FieldChange]:
    """A unit that does not convert into the other; one that was missing redefines nothing."""
    if before == after or (before and after and do_convert(before, after)):
        return
    effect = Effect.REDEFINED if before and after else Effect.NEUTRAL
    yield FieldChange("unit", before, after, effect)


def definition_changes(
    old: Workspace, before: MetricFields, new: Workspace, after: MetricFields
) -> Iterator[FieldChange]:
    """What changed among the fields of a metric but its unit; the unit belongs to the numbers."""
    if before is after:
        return
    yield from _formula(old, before.formula, new, after.formula)
    yield from _source(before, after)
    if before.aggregation is not after.aggregation:
        was, now = before.aggregation.value, after.aggregation.value
        yield FieldChange("aggregation", was, now, Effect.REDEFINED)
    yield from _text("range", _bounds(before.range), _bounds(after.range), Effect.NEUTRAL)
    yield from _text("benchmark", _benchmark(before), _benchmark(after), Effect.NEUTRAL)
    yield from _drivers(before, after)


def _is_other_metric(old: KpiSide, new: KpiSide) -> bool:
    """Whether another metric is meant, not the same one split out, taken in or renamed."""
    before, after = _metric_id(old), _metric_id(new)
    if before in {after, old.kpi.id} or after == new.kpi.id:
        return False
    was_there, is_there = after in old.workspace.metrics, before in new.workspace.metrics
    return was_there or is_there or old.metric is None or new.metric is None


def _metric_id(side: KpiSide) -> str:
    return side.kpi.model.metric or side.kpi.id


def _formula(
    old: Workspace, before: Formula | None, new: Workspace, after: Formula | None
) -> Iterator[FieldChange]:
    if (before and normal_form(before.root)) == (after and normal_form(after.root)):
        return
    was, now = (f"`{part.text.strip()}`" if part else "" for part in (before, after))
    effect = Effect.REDEFINED if before else Effect.NEUTRAL
    if before and after and _say_the_same(before, in_names_of(old, before, new, after)):
        effect = Effect.NEUTRAL
    yield FieldChange("formula", was, now, effect)


def _say_the_same(one: Formula, other: Formula) -> bool:
    """Whether two formulas have the same values wherever they have any."""
    return normal_form(one.root) == normal_form(other.root) or have_equal_values(one, other)


def _source(before: MetricFields, after: MetricFields) -> Iterator[FieldChange]:
    if before.source != after.source:
        effect = Effect.REDEFINED if before.source else Effect.NEUTRAL
        yield FieldChange("source", source_text(before), source_text(after), effect)


def source_text(metric: MetricFields) -> str:
    """Where a metric's values come from, empty where that is not said."""
    source = metric.source
    if source is None:
        return ""
    columns = "/".join(part for part in (source.date, source.value) if part)
    return f"`{source.sql}` on `{source.connection}`{f' ({columns})' if columns else ''}"


def _benchmark(metric: MetricFields) -> str:
    found = metric.benchmark
    if found is None:
        return ""
    said = (found.source, found.as_of and found.as_of.isoformat(), found.certainty.value)
    return f"{_bounds(found.value)} ({', '.join(part for part in said if part)})"


def _bounds(bounds: Bounds | None) -> str:
    """Bounds by their numbers, so that `>= 0` and `0..` are the same."""
    if bounds is None:
        return ""
    ends = (
        "" if end is None else f"{end.value.normalize():f}{end.unit and ' '}{end.unit}"
        for end in (bounds.low, bounds.high)
    )
    return f"{'..'.join(ends)}{', its ends left out' if bounds.strict else ''}"


def _drivers(before: MetricFields, after: MetricFields) -> Iterator[FieldChange]:
    old = {part.metric: f"{part.effect} ({part.strength})" for part in before.drivers}
    new = {part.metric: f"{part.effect} ({part.strength})" for part in after.drivers}
    for key in sorted(old.keys() | new.keys()):
        if old.get(key) != new.get(key):
            yield FieldChange("drivers", old.get(key, ""), new.get(key, ""), key=f"`{key}`")


def _text(
    field: str, before: str | None, after: str | None, effect: Effect = Effect.REDEFINED
) -> Iterator[FieldChange]:
    if before != after:
        yield FieldChange(field, before or "", after or "", effect)
