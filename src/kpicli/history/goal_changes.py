"""What changed about one definition, field by field, by meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.history.actual_changes import actual_changes
from kpicli.history.field_change import Effect, FieldChange
from kpicli.history.link_changes import link_changes
from kpicli.history.metric_changes import measured_changes
from kpicli.history.plain_changes import plain_changes
from kpicli.history.sides import Sides, kpi_sides
from kpicli.history.target_changes import target_changes
from kpicli.history.time_changes import baseline_changes, period_changes
from kpicli.models.goal import Kpi

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.workspace import AnyGoal, Definition, Workspace


def changes_of(
    old: Workspace, before: Definition[AnyGoal], new: Workspace, after: Definition[AnyGoal]
) -> tuple[FieldChange, ...]:
    """What changed about a goal: what was promised first, then what is measured, then the rest."""
    sides = Sides(old, before, new, after)
    return () if _is_same(sides) else tuple(_changes(sides))


def _changes(sides: Sides) -> Iterator[FieldChange]:
    kpi = kpi_sides(sides)
    if kpi is not None:
        yield from target_changes(kpi)
    elif isinstance(sides.before.model, Kpi) is not isinstance(sides.after.model, Kpi):
        yield FieldChange("kind", _kind(sides.before), _kind(sides.after), Effect.REDEFINED)
    yield from period_changes(sides)
    if kpi is not None:
        yield from baseline_changes(kpi)
        yield from measured_changes(kpi)
    yield from link_changes(sides)
    if kpi is not None:
        yield from actual_changes(kpi)
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
