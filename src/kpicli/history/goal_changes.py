"""What changed about one definition, field by field, by meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.history.actual_changes import actual_changes, goes_on
from kpicli.history.field_change import Effect, FieldChange
from kpicli.history.link_changes import link_changes
from kpicli.history.metric_changes import measured_changes
from kpicli.history.pace_changes import pace_changes
from kpicli.history.plain_changes import plain_changes
from kpicli.history.sides import KpiSides, Sides, kpi_sides
from kpicli.history.target_changes import target_changes
from kpicli.history.threshold_changes import threshold_changes
from kpicli.history.time_changes import baseline_changes, period_changes
from kpicli.models.goal import Kpi

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kpicli.fields.value import Value
    from kpicli.workspace import AnyGoal, Definition, Workspace

    _Measured = Callable[[KpiSides], Iterable[FieldChange]]

MEASURED = frozenset({"actuals"})
"""The fields that hold what was measured."""


def changes_of(
    old: Workspace, before: Definition[AnyGoal], new: Workspace, after: Definition[AnyGoal]
) -> tuple[FieldChange, ...]:
    """What changed about a goal: what was promised first, then what is measured, then the rest."""
    return _between(Sides(old, before, new, after), actual_changes)


def changes_but_measured(
    old: Workspace, before: Definition[AnyGoal], new: Workspace, after: Definition[AnyGoal]
) -> tuple[FieldChange, ...]:
    """The same without what is measured, which mostly is all that changed."""
    return _between(Sides(old, before, new, after), _not_compared)


def changes_but_growth(
    old: Workspace, before: Definition[AnyGoal], new: Workspace, after: Definition[AnyGoal]
) -> tuple[FieldChange, ...]:
    """What changed about a goal, none where plainly only values came behind the others.

    So it is with most goals of a year. Their files of then were told from the present ones, with
    which they share whatever else they say.
    """
    if _has_only_grown(old, before, new, after):
        return ()
    return changes_of(old, before, new, after)


def _has_only_grown(
    old: Workspace, before: Definition[AnyGoal], new: Workspace, after: Definition[AnyGoal]
) -> bool:
    if before is after or before.nested_in != after.nested_in or old.calendar != new.calendar:
        return False
    if not isinstance(before.model, Kpi) or not _is_shared(before.model, after.model):
        return False
    was: Definition[Kpi] = before  # type: ignore[assignment]  # its model is one
    now: Definition[Kpi] = after  # type: ignore[assignment]  # its model is of the same type
    if was.model.metric and old.metric(was) is not new.metric(now):
        return False
    return old.unit(was) == new.unit(now) and goes_on(old.series(was), new.series(now))


def _is_shared(before: Value, after: Value) -> bool:
    """Whether two definitions hold the very same parts, their actuals aside."""
    old, new = vars(before), vars(after)
    return old.keys() == new.keys() and all(
        part is new[name] for name, part in old.items() if name not in MEASURED
    )


def _not_compared(_: KpiSides) -> Iterable[FieldChange]:
    return ()


def _between(sides: Sides, measured: _Measured) -> tuple[FieldChange, ...]:
    if _is_same(sides):
        return ()
    kpi = kpi_sides(sides)
    if _is_only_measured(sides, kpi):
        return tuple(measured(kpi)) if kpi else ()
    return tuple(_changes(sides, kpi, measured))


def _changes(sides: Sides, kpi: KpiSides | None, measured: _Measured) -> Iterator[FieldChange]:
    if kpi is not None:
        yield from target_changes(kpi)
        yield from pace_changes(kpi)
    elif isinstance(sides.before.model, Kpi) is not isinstance(sides.after.model, Kpi):
        yield FieldChange("kind", _kind(sides.before), _kind(sides.after), Effect.REDEFINED)
    yield from threshold_changes(sides)
    yield from period_changes(sides)
    if kpi is not None:
        yield from baseline_changes(kpi)
        yield from measured_changes(kpi)
    yield from link_changes(sides)
    if kpi is not None:
        yield from measured(kpi)
    yield from plain_changes(sides.before.model, sides.after.model)


def _kind(goal: Definition[AnyGoal]) -> str:
    return "KPI" if isinstance(goal.model, Kpi) else "objective"


def _is_same(sides: Sides) -> bool:
    """Whether all that the meaning depends on was read from the very same place."""
    if sides.before is not sides.after or sides.old.calendar != sides.new.calendar:
        return False
    if not isinstance(sides.before.model, Kpi):
        return True
    kpi: Definition[Kpi] = sides.before  # type: ignore[assignment]  # its model is one
    csv = sides.old.csv_actuals.get(kpi.id), sides.new.csv_actuals.get(kpi.id)
    return sides.old.metric(kpi) is sides.new.metric(kpi) and csv[0] == csv[1]


def _is_only_measured(sides: Sides, kpi: KpiSides | None) -> bool:
    """Whether a goal promises and means what it did, its actuals aside."""
    if sides.before.nested_in != sides.after.nested_in or sides.old.calendar != sides.new.calendar:
        return False
    if not _is_equal(sides.before.model, sides.after.model):
        return False
    if kpi is None:
        return True
    if kpi.before.own_unit != kpi.after.own_unit:
        return False
    # A KPI without one is its own metric.
    return kpi.after.kpi.model.metric is None or _is_equal(kpi.before.metric, kpi.after.metric)


def _is_equal(before: Value | None, after: Value | None) -> bool:
    """Whether two definitions hold the same, their actuals aside."""
    if before is after:
        return True
    if before is None or after is None or type(before) is not type(after):
        return False
    old, new = vars(before), vars(after)
    names = old.keys() - MEASURED
    return names == new.keys() - MEASURED and all(old[name] == new[name] for name in names)
