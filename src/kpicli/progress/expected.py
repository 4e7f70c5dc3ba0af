"""How much progress is expected by a date."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.models.choices import PaceShape
from kpicli.progress.aim import Aim, aim_of, goal_of, start_of
from kpicli.progress.pace import Pace, geometric_share, seasonal_share
from kpicli.progress.precision import fixed_precision

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kpicli.models.choices import Aggregation
    from kpicli.models.commitment import Commitment

    Point = tuple[Decimal, Decimal]


class Course(Struct, frozen=True):
    """The planned way through a period; both its dates belong to it.

    `baseline` and `target` are the values at progress 0 and 1, none where there is none.
    `interim` holds interim targets in the same unit, each due at the end of its day; those
    outside the period, and one on its last day, do not count.
    """

    start: date
    end: date
    aim: Aim = Aim.REACH
    baseline: Decimal | None = None
    target: Decimal | None = None
    pace: Pace = PaceShape.LINEAR
    interim: tuple[tuple[date, Decimal], ...] = ()


def course_of(
    commitment: Commitment,
    aggregation: Aggregation,
    period: tuple[date, date],
    pace: Pace = PaceShape.LINEAR,
    interim: Sequence[tuple[date, Decimal]] = (),
) -> Course:
    """The course of a commitment through a period, given by its first and its last day."""
    return Course(
        *period,
        aim_of(commitment, aggregation),
        start_of(commitment, aggregation),
        goal_of(commitment, aggregation),
        pace,
        tuple(interim),
    )


@lru_cache(maxsize=1024)  # one year, one day: most goals ask for the same
@fixed_precision()
def share_of_period(start: date, end: date, as_of: date) -> Decimal:
    """The elapsed share, 0..1, at the start of the as-of day; the end date is in the period."""
    length = end.toordinal() + 1 - start.toordinal()
    elapsed = as_of.toordinal() - start.toordinal()
    return Decimal(min(max(elapsed, 0), length)) / length


@fixed_precision()
def expected(course: Course, as_of: date) -> Decimal | None:
    """The raw fraction due by the start of a day; as raw as the interim targets make it.

    What has to hold is due in full from the first day on. None where interim targets count and
    there is no baseline to measure them from.
    """
    if course.aim is Aim.HOLD:
        return Decimal(as_of >= course.start)
    time = share_of_period(course.start, course.end, as_of)
    if course.pace is PaceShape.LINEAR and not course.interim:
        return time
    match course.pace:
        case PaceShape.GEOMETRIC:
            return geometric_share(time, course.baseline, course.target)
        case PaceShape.LINEAR | PaceShape.STEP as shape:
            points = _points(course)
            if points is None:
                return None
            return _line(points, time) if shape is PaceShape.LINEAR else _steps(points, time)
        case shares:
            return seasonal_share(time, shares)


def _points(course: Course) -> list[Point] | None:
    """The planned points: the share of the time at which a share of the way is due."""
    points = [(Decimal(0), Decimal(0))]
    for due, value in sorted(course.interim):
        if not course.start <= due < course.end:
            continue
        if course.baseline is None or course.target is None or course.baseline == course.target:
            return None
        way = (value - course.baseline) / (course.target - course.baseline)
        points.append((_share_at_end_of(due, course), way))
    return [*points, (Decimal(1), Decimal(1))]


def _share_at_end_of(day: date, course: Course) -> Decimal:
    length = course.end.toordinal() + 1 - course.start.toordinal()
    return Decimal(day.toordinal() + 1 - course.start.toordinal()) / length


def _line(points: list[Point], time: Decimal) -> Decimal:
    for (left, low), (right, high) in pairwise(points):
        if time < right:
            return low + (high - low) * (time - left) / (right - left)
    return points[-1][1]


def _steps(points: list[Point], time: Decimal) -> Decimal:
    return [way for due, way in points if due <= time][-1]
