"""The points of an agenda in words, whatever they are written on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.models.choices import ChangedField, Direction
from kpicli.progress.status import ProgressStatus
from kpicli.render.counted import counted
from kpicli.render.numbers import percent_text
from kpicli.render.reports.cells import reached_words, target_text, unit_text, value_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpicli.reports.goal import GoalReport
    from kpicli.reports.review import Change, Contest, Expiry, Overdue, ReviewReport

_HELD = {Direction.AT_LEAST, Direction.AT_MOST, Direction.WITHIN}


class Point(Struct, frozen=True):
    """One point: what it is about, and what there is to say. User text is as the files have it.

    `status` gives the sign, none for what is not about a status. `ids` are those of the goals.
    """

    title: str
    ids: tuple[str, ...]
    detail: str
    status: ProgressStatus | None = None


class Topic(Struct, frozen=True):
    """A heading and its points, of which there is at least one."""

    heading: str
    points: tuple[Point, ...]


def topics(report: ReviewReport) -> tuple[Topic, ...]:
    """The topics that have points, in the order in which a meeting takes them."""
    named: tuple[tuple[str, Iterable[Point]], ...] = (
        ("Reached", map(_reached, report.reached)),
        ("Off track", map(_behind, report.off_track)),
        ("At risk", map(_behind, report.at_risk)),
        ("Stale or without data", map(_unmeasured, report.unmeasured)),
        ("Contested", map(_contested, report.contested)),
        ("Overdue for review", map(_overdue, report.overdue)),
        ("Changed since the last review", map(_changed, report.changed)),
        ("Ending soon", map(_expiring, report.expiring)),
    )
    found = (Topic(heading, tuple(points)) for heading, points in named)
    return tuple(topic for topic in found if topic.points)


def closing(report: ReviewReport) -> str:
    """The last line: how many points there are on how many goals, or that there is none."""
    points = sum(len(topic.points) for topic in topics(report))
    goals, day = counted(report.goals, "goal"), report.as_of.isoformat()
    if not points:
        return f"Nothing to discuss: {goals}, as of {day}"
    return f"{counted(points, 'point')} on {goals}, as of {day}"


def _reached(goal: GoalReport) -> Point:
    """When and by how much, as far as that is known, else how far."""
    known = reached_words(goal) or _way(goal)
    return _about(goal, _joined(_numbers(goal), known), ProgressStatus.ACHIEVED)


def _behind(goal: GoalReport) -> Point:
    way = _way(goal)
    if way and goal.expected is not None:
        way += f" where {percent_text(goal.expected)} is expected"
    return _about(goal, _joined(_numbers(goal), way), goal.status)


def _unmeasured(goal: GoalReport) -> Point:
    return _about(goal, _lack(goal), goal.status)


def _lack(goal: GoalReport) -> str:
    """What there is too little of to say how the goal stands."""
    if _is_known_in_part(goal):
        return "not all that counts further down has data"
    if goal.kind == "objective" or 0 < goal.coverage < 1:
        return f"{percent_text(goal.coverage)} of what serves it has data"
    if goal.target is None:
        return "no target in numbers"
    if goal.actual_on is None or goal.age is None:
        return "no actual in its period"
    if goal.status is ProgressStatus.STALE:
        return f"last measured on {goal.actual_on}, {counted(goal.age, 'day')} ago"
    lack = "no period" if goal.period is None else "no baseline to measure the way from"
    return _joined(_numbers(goal), lack)


def _is_known_in_part(goal: GoalReport) -> bool:
    """Whether all that serves a goal has data, but not all that serves that."""
    is_scored = goal.score is not None and goal.coverage == 1
    return is_scored and bool(goal.contributors) and goal.status is ProgressStatus.NO_DATA


def _contested(contest: Contest) -> Point:
    kind = f"{contest.severity}[{contest.code}] {contest.rule}"
    return Point(contest.message, contest.goals, kind)


def _overdue(overdue: Overdue) -> Point:
    days = counted(overdue.days, "day")
    if overdue.was_reviewed:
        return _about(overdue.goal, f"last reviewed on {overdue.since}, {days} ago")
    return _about(overdue.goal, f"never reviewed in the {days} since {overdue.since}")


def _changed(change: Change) -> Point:
    if change.day is None:
        return _about(change.goal, f"{change.after} before its period is over, without a record")
    words = f"{change.day}: {ChangedField(change.field)}"
    words += f" from {change.before}" if change.before else ""
    words += f" to {change.after}" if change.after else ""
    words += f", approved by {change.approved_by}" if change.approved_by else ""
    return _about(change.goal, f"{words}: {change.reason}" if change.reason else words)


def _expiring(expiry: Expiry) -> Point:
    first = expiry.goals[0]
    if not expiry.reason:
        active = ", and it is still active" if expiry.days < 0 else ""
        return _about(first, f"{_ends(expiry, 'its period')}{active}")
    title = f"Tension between {' and '.join(goal.title for goal in expiry.goals)}"
    ids = tuple(goal.id for goal in expiry.goals)
    return Point(title, ids, f"{_ends(expiry, 'what was accepted')}: {expiry.reason}")


def _ends(expiry: Expiry, what: str) -> str:
    if expiry.days < 0:
        return f"{what} ended on {expiry.day}, {counted(-expiry.days, 'day')} ago"
    when = f"in {counted(expiry.days, 'day')}" if expiry.days else "today"
    return f"{what} ends on {expiry.day}, {when}"


def _about(goal: GoalReport, detail: str, status: ProgressStatus | None = None) -> Point:
    who = goal.owner_name or goal.owner or "nobody"
    return Point(goal.title, (goal.id,), f"{who}: {detail}", status)


def _numbers(goal: GoalReport) -> str:
    """`29 / 50 client`; empty for an objective and a deliverable."""
    value, target = value_text(goal), target_text(goal)
    if not value or not target or goal.target is True:
        return ""
    return f"{value} / {target} {unit_text(goal)}".rstrip()


def _way(goal: GoalReport) -> str:
    """`85 % of the way`; empty for what has to hold: there is no way to go."""
    if goal.progress is None or (goal.direction in _HELD and _numbers(goal)):
        return ""
    return f"{percent_text(goal.progress)} of the way"


def _joined(*parts: str) -> str:
    return ", ".join(filter(None, parts))
