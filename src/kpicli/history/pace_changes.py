"""Changes of how progress is expected over time, and whether less is due on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.constraints.interval import shown
from kpicli.history.field_change import Effect, FieldChange
from kpicli.models.choices import Aggregation, PaceShape
from kpicli.models.period import day_of
from kpicli.progress.aim import Aim
from kpicli.progress.expected import Course, course_of, expected

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from kpicli.history.sides import KpiSide, KpiSides
    from kpicli.models.parts import Pace
    from kpicli.models.period import DateRange

_MOST_DAYS = 400
_DIGITS = 9


def pace_changes(sides: KpiSides) -> Iterator[FieldChange]:
    """Another pace: looser where less is due on any day of the way, as for interim targets."""
    before, after = sides.before.kpi.model.pace, sides.after.kpi.model.pace
    if before != after:
        effect = _effect(before, after, sides.after) if sides.is_comparable else Effect.NEUTRAL
        yield FieldChange("pace", _text(before), _text(after), effect)


def is_due_later(sides: KpiSides) -> bool:
    """Whether a period that begins later and ends no later leaves less due on any day of the way.

    That holds for a value as of a day: a total or a mean leaves out what came before its start.
    """
    before, side = sides.before.workspace.period(sides.before.kpi), sides.after
    after, aggregation = side.workspace.period(side.kpi), side.workspace.aggregation(side.kpi)
    if before is None or after is None or not sides.is_comparable:
        return False
    if not before.start < after.start <= after.end <= before.end:
        return False
    if side.commitment is None or aggregation is not Aggregation.LAST:
        return False
    pace, interim = side.kpi.model.pace, _interim(side)
    old, new = (
        course_of(side.commitment, aggregation, period, pace, interim) for period in (before, after)
    )
    return new.aim is Aim.REACH and any(
        step is not None and step < 0 for step in _steps(old, new, before)
    )


def _effect(before: Pace, after: Pace, side: KpiSide) -> Effect:
    """By the later way on both sides, so that what else moved is not counted a second time.

    Neutral where nothing is due by and by, and for a cap, of which less due is less allowed.
    """
    period, commitment = side.workspace.period(side.kpi), side.commitment
    if period is None or commitment is None:
        return Effect.NEUTRAL
    interim, aggregation = _interim(side), side.workspace.aggregation(side.kpi)
    old, new = (
        course_of(commitment, aggregation, period, pace, interim) for pace in (before, after)
    )
    if new.aim is not Aim.REACH:
        return Effect.NEUTRAL
    steps = _steps(old, new, period)
    if any(step is not None and step < 0 for step in steps):
        return Effect.LOOSER
    return Effect.TIGHTER if any(steps) else Effect.NEUTRAL


def _interim(side: KpiSide) -> list[tuple[date, Decimal]]:
    calendar, scale = side.workspace.calendar, side.workspace.scale(side.kpi)
    found = (
        (day_of(part.when, calendar), scale.number(part.quantity))
        for part in side.kpi.model.interim_targets
    )
    return sorted((day, number) for day, number in found if number is not None)


def _steps(old: Course, new: Course, period: DateRange) -> list[Decimal | None]:
    """How much more is due by the start of each day of a period."""
    return [_step(old, new, day) for day in _days(period)]


def _step(old: Course, new: Course, day: date) -> Decimal | None:
    """How much more is due by the start of a day, none where that is not known."""
    was, now = expected(old, day), expected(new, day)
    return None if was is None or now is None else round(now - was, _DIGITS)


def _days(period: DateRange) -> Iterator[date]:
    """Days of the period, all of them or as many as are enough."""
    first, last = period.start.toordinal(), period.end.toordinal()
    for day in range(first, last + 1, -(-period.days // _MOST_DAYS)):
        yield period.start.fromordinal(day)


def _text(pace: Pace) -> str:
    if isinstance(pace, PaceShape):
        return pace.value
    return f"seasonal {', '.join(map(shown, pace))}"
