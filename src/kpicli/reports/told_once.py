"""Changes of a metric that several goals share, told where they belong instead of everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from kpicli.history.difference import Difference, GoalDifference, Turn
from kpicli.models.goal import Kpi

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kpicli.history.difference import ItemChange
    from kpicli.history.field_change import FieldChange

    Told = Mapping[str, tuple[FieldChange, ...]]


def told_once(found: Difference) -> Difference:
    """The same without changes of a metric that are told at its KPIs as well.

    What makes a promise another one is told at the KPIs that made it, the rest at the metric.
    """
    told = {
        item.id: item.changes
        for item in found.items
        if item.kind == "metrics" and item.turn is Turn.CHANGED
    }
    if not told:
        return found
    goals = tuple(_goals(found, told))
    return Difference(goals, tuple(_items(found, goals)))


def _goals(found: Difference, told: Told) -> Iterator[GoalDifference]:
    for goal in found.goals:
        of_metric = [part for part in told.get(_metric(goal), ()) if part.is_neutral]
        changes = tuple(part for part in goal.changes if part not in of_metric)
        if changes or goal.turn is not Turn.CHANGED:
            yield goal if changes == goal.changes else replace(goal, changes=changes)


def _items(found: Difference, goals: tuple[GoalDifference, ...]) -> Iterator[ItemChange]:
    promised = {(_metric(goal), part) for goal in goals for part in goal.goalposts}
    for item in found.items:
        if item.kind != "metrics" or item.turn is not Turn.CHANGED:
            yield item
            continue
        changes = tuple(part for part in item.changes if (item.id, part) not in promised)
        if changes:
            yield replace(item, changes=changes)


def _metric(goal: GoalDifference) -> str:
    """The metric that a KPI names, empty without one."""
    after = goal.after
    return (after.model.metric or "") if after and isinstance(after.model, Kpi) else ""
