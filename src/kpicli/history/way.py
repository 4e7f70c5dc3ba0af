"""The way to a target through its interim targets, and which of two ways asks for less."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.history.aims import effect_of_number
from kpicli.history.field_change import Effect
from kpicli.models.period import day_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kpicli.history.sides import KpiSide
    from kpicli.models.choices import Direction

    Point = tuple[date, Decimal]


class Way(Struct, frozen=True):
    """The interim targets by their days in one unit, and where the way begins and ends.

    `ends` holds the first and the last day of the period with baseline and target, none where one
    of them is not known.
    """

    points: Mapping[date, Decimal]
    ends: tuple[Point, Point] | None
    direction: Direction | None
    unit: str

    @classmethod
    def of(cls, side: KpiSide) -> Way:
        """The way of a KPI."""
        calendar = side.workspace.calendar
        numbers = {
            day_of(part.when, calendar): number
            for part in side.kpi.model.interim_targets
            if (number := side.number(part.quantity)) is not None
        }
        direction = side.shared.direction if side.shared else None
        return cls(numbers, _ends(side), direction, side.unit)


def effect_on_way(before: Way, after: Way) -> Effect:
    """Looser where any interim target's day asks for less than it did, else tighter or neutral.

    Between interim targets the way is a straight line, on both sides between the later ends, so
    that a moved target is not counted a second time.
    """
    days = before.points.keys() | after.points.keys()
    effects = {
        effect_of_number(was, now, after.direction)
        for day in days
        if (was := _due(before, after, day)) is not None
        and (now := _due(after, after, day)) is not None
    }
    if Effect.LOOSER in effects:
        return Effect.LOOSER
    return Effect.TIGHTER if Effect.TIGHTER in effects else Effect.NEUTRAL


def _ends(side: KpiSide) -> tuple[Point, Point] | None:
    commitment, period = side.shared, side.workspace.period(side.kpi)
    if commitment is None or period is None:
        return None
    if commitment.baseline is None or commitment.target is None:
        return None
    return (period.start, commitment.baseline), (period.end, commitment.target)


def _due(way: Way, frame: Way, day: date) -> Decimal | None:
    """What is asked for on a day, none where the way there is not known."""
    if day in way.points:
        return way.points[day]
    if frame.ends is None:
        return None
    start, end = frame.ends
    inside = [point for point in way.points.items() if start[0] < point[0] < end[0]]
    for (left, low), (right, high) in pairwise(sorted([start, *inside, end])):
        if left <= day <= right and left < right:
            share = Decimal((day - left).days) / (right - left).days
            return low + (high - low) * share
    return None
