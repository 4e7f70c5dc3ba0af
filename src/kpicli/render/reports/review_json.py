"""The document `kpi.review/v1`: a promise to other programs. Keys are only ever added."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from kpicli.render.json_text import fraction, json_text, plain_number

if TYPE_CHECKING:
    from kpicli.render.json_text import Json
    from kpicli.reports.goal import GoalReport
    from kpicli.reports.review import Change, Contest, Expiry, Overdue, ReviewReport

SCHEMA = "kpi.review/v1"


def review_json(report: ReviewReport) -> str:
    """The points of each topic, none left out, and how many there are of each."""
    points: dict[str, list[Json]] = {
        "reached": [_goal(goal) for goal in report.reached],
        "off_track": [_goal(goal) for goal in report.off_track],
        "at_risk": [_goal(goal) for goal in report.at_risk],
        "unmeasured": [_goal(goal) for goal in report.unmeasured],
        "contested": [_contest(contest) for contest in report.contested],
        "overdue": [_overdue(overdue) for overdue in report.overdue],
        "changed": [_change(change) for change in report.changed],
        "expiring": [_expiry(expiry) for expiry in report.expiring],
    }
    counts = {topic: len(found) for topic, found in points.items()}
    return json_text(
        {
            "schema": SCHEMA,
            "as_of": report.as_of.isoformat(),
            "days": report.days,
            "summary": {"goals": report.goals, **counts},
            **points,
        }
    )


def _goal(goal: GoalReport) -> dict[str, Json]:
    return {
        "id": goal.id,
        "kind": goal.kind,
        "title": goal.title,
        "team": goal.team or None,
        "owner": goal.owner or None,
        "status": goal.status.value,
        "unit": goal.unit or None,
        "value": plain_number(goal.value),
        "target": _target(goal),
        "actual_on": goal.actual_on.isoformat() if goal.actual_on else None,
        "progress": fraction(goal.progress),
        "expected": fraction(goal.expected),
    }


def _target(goal: GoalReport) -> Json:
    match goal.target:
        case Decimal():
            return plain_number(goal.target)
        case (low, high):
            return {"low": plain_number(low), "high": plain_number(high)}
        case _:
            return goal.target or None


def _contest(contest: Contest) -> dict[str, Json]:
    return {
        "rule": contest.rule,
        "code": contest.code,
        "severity": contest.severity.value,
        "message": contest.message,
        "goals": contest.goals,
    }


def _overdue(overdue: Overdue) -> dict[str, Json]:
    since = overdue.since.isoformat()
    reviewed = since if overdue.was_reviewed else None
    return {"goal": overdue.goal.id, "reviewed": reviewed, "since": since, "days": overdue.days}


def _change(change: Change) -> dict[str, Json]:
    return {
        "goal": change.goal.id,
        "date": change.day.isoformat() if change.day else None,
        "field": change.field,
        "from": change.before or None,
        "to": change.after or None,
        "reason": change.reason or None,
        "approved_by": change.approved_by or None,
    }


def _expiry(expiry: Expiry) -> dict[str, Json]:
    return {
        "kind": "tension" if expiry.reason else "period",
        "goals": [goal.id for goal in expiry.goals],
        "date": expiry.day.isoformat(),
        "days": expiry.days,
        "reason": expiry.reason or None,
    }
