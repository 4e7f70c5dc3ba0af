"""What the chart of a KPI shows: its measurements, the planned way, and the levels to reach."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.models.choices import Aggregation, PaceShape
from kpicli.models.period import day_of
from kpicli.progress.aim import Aim
from kpicli.progress.expected import Course, course_of, expected
from kpicli.progress.precision import fixed_precision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from kpicli.models.goal import Kpi
    from kpicli.models.period import DateRange
    from kpicli.workspace import Definition, Workspace

    Points = tuple[tuple[date, Decimal], ...]

_MOST = 200
_PARTS = 12
_A_DAY = timedelta(days=1)


class Plan(Struct, frozen=True):
    """Dated values in a KPI's unit, for a chart; all are empty or none where they do not apply.

    `measured` is what progress is taken from, at most 200 values up to the as-of date: of a flow
    the running total of the period, of anything else what was measured in the period and in as
    much time before it. `line` is the value due by the end of each day named, straight between
    them. `interim` are the interim targets in the period. `commit` and `stretch` are the levels
    around the target. `aim` is what the commitment asks for over the period.
    """

    measured: Points
    line: Points
    interim: Points
    commit: Decimal | None
    stretch: Decimal | None
    aim: Aim = Aim.REACH


def plan_of(kpi: Definition[Kpi], workspace: Workspace) -> Plan | None:
    """The plan of a KPI, none where its commitment or its period is not known."""
    commitment, period = workspace.commitment(kpi), workspace.period(kpi)
    if commitment is None or period is None:
        return None
    interim = tuple(_interim(kpi, workspace, period))
    aggregation = workspace.aggregation(kpi)
    course = course_of(commitment, aggregation, period, kpi.model.pace, interim)
    return Plan(
        _measured(kpi, workspace, period),
        tuple(_line(course)),
        interim,
        commitment.commit,
        commitment.stretch,
        course.aim,
    )


def _interim(
    kpi: Definition[Kpi], workspace: Workspace, period: DateRange
) -> Iterator[tuple[date, Decimal]]:
    scale = workspace.scale(kpi)
    due = ((day_of(part.when, workspace.calendar), part) for part in kpi.model.interim_targets)
    for day, part in sorted(due, key=lambda pair: pair[0]):
        number = scale.number(part.quantity)
        if number is not None and period.start <= day <= period.end:
            yield day, number


@fixed_precision()
def _measured(kpi: Definition[Kpi], workspace: Workspace, period: DateRange) -> Points:
    if workspace.aggregation(kpi) is Aggregation.SUM:
        series = workspace.series_in_period(kpi)
        totals = accumulate(part.value for part in series)
        return tuple(zip((part.day for part in series), totals, strict=True))[-_MOST:]
    first = period.start.toordinal() - period.days
    return tuple(
        (part.day, part.value)
        for part in workspace.series(kpi)
        if first <= part.day.toordinal() and part.day <= workspace.as_of
    )[-_MOST:]


@fixed_precision()
def _line(course: Course) -> Iterable[tuple[date, Decimal]]:
    """The planned values; none for what has to hold, or has no known start."""
    if course.aim is Aim.HOLD or course.baseline is None or course.target is None:
        return []
    way = course.target - course.baseline
    return [
        (day, course.baseline + way * share)
        for day, morning in _days(course)
        if (share := expected(course, morning)) is not None
    ]


def _days(course: Course) -> Iterator[tuple[date, date]]:
    """The days at which the planned line bends, each with the morning it is read on.

    A step shows on the morning of its day and, once more, on the next.
    """
    yield course.start, course.start
    for day in _bends(course):
        if course.pace is PaceShape.STEP:
            yield day, day
        yield day, _next(day)


def _bends(course: Course) -> Iterator[date]:
    if course.pace in {PaceShape.LINEAR, PaceShape.STEP}:
        yield from (day for day, _ in course.interim if day < course.end)
    else:
        parts = _PARTS if isinstance(course.pace, PaceShape) else len(course.pace)
        length = course.end - course.start
        yield from (course.start + length * part / parts for part in range(1, parts))
    yield course.end


def _next(day: date) -> date:
    return day + min(_A_DAY, date.max - day)
