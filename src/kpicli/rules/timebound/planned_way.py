"""The way that a KPI is to go, and which values lie on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.models.choices import Direction
from kpicli.models.quantity import amount_text
from kpicli.progress.aim import Aim, aim_of, goal_of, start_of

if TYPE_CHECKING:
    from decimal import Decimal

    from kpicli.models.goal import Kpi
    from kpicli.workspace import Definition, Workspace


class PlannedWay(Struct, frozen=True):
    """From where a KPI starts to its target, which one that is to stay within bounds may pass."""

    start: Decimal
    end: Decimal
    is_open: bool
    unit: str

    def left_by(self, value: Decimal) -> str:
        """What is wrong with a value, empty where it lies between start and target."""
        if self.start <= value <= self.end or self.end <= value <= self.start:
            return ""
        if _is_past(self.start, value, self.start - self.end):
            return (
                f"lies on the wrong side of where it starts, {amount_text(self.start, self.unit)}"
            )
        if _is_past(self.end, value, self.end - self.start) and not self.is_open:
            return f"lies beyond its target, {amount_text(self.end, self.unit)}"
        return ""


def planned_way(kpi: Definition[Kpi], workspace: Workspace) -> PlannedWay | None:
    """The way that a KPI is to go, none where it is to stay or either end is not known."""
    commitment, aggregation = workspace.commitment(kpi), workspace.aggregation(kpi)
    if commitment is None or commitment.direction is Direction.COMPLETE:
        return None
    if aim_of(commitment, aggregation) is not Aim.REACH:
        return None
    start, end = start_of(commitment, aggregation), goal_of(commitment, aggregation)
    if start is None or end is None:
        return None
    return PlannedWay(start, end, commitment.direction is Direction.WITHIN, workspace.unit(kpi))


def _is_past(point: Decimal, value: Decimal, way: Decimal) -> bool:
    """Whether a value lies past a point in the direction of a way."""
    return (value - point) * way > 0
