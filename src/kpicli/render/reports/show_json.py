"""The document `kpi.show/v1`: a promise to other programs. Keys are only ever added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.render.json_text import fraction, json_text, plain_number
from kpicli.render.reports.json import goal_object

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from kpicli.render.json_text import Json
    from kpicli.reports.plan import Plan
    from kpicli.reports.show import Change, Neighbour, Remark, ShowReport
    from kpicli.reports.why import Verdict

SCHEMA = "kpi.show/v1"


def show_json(report: ShowReport) -> str:
    """The goal as in `kpi.report/v1`, and what belongs to it, with exact numbers."""
    goal = report.goal
    plan = _plan(goal.plan) if goal.plan else None
    return json_text(
        {
            "schema": SCHEMA,
            "as_of": report.as_of.isoformat(),
            "preset": report.preset.value,
            "goal": {
                **goal_object(goal),
                "description": goal.description or None,
                "team_title": report.team_title or None,
                "owner_name": goal.owner_name or None,
                "stakeholders": report.stakeholders,
                "days_left": report.days_left,
            },
            "history": _points(goal.history),
            "plan": plan,
            "parents": [_neighbour(part) for part in report.parents],
            "contributors": [_neighbour(part) for part in report.contributors],
            "guardrails": [_neighbour(part) for part in report.guardrails],
            "notes": [_remark(part) for part in report.remarks],
            "target_changes": [_change(part) for part in report.changes],
            "findings": [_verdict(part) for part in report.verdicts],
        }
    )


def _plan(plan: Plan) -> dict[str, Json]:
    return {
        "measured": _points(plan.measured),
        "line": _points(plan.line),
        "interim_targets": _points(plan.interim),
        "commit": plain_number(plan.commit),
        "stretch": plain_number(plan.stretch),
    }


def _points(points: tuple[tuple[date, Decimal], ...]) -> Json:
    return [{"on": day.isoformat(), "value": plain_number(value)} for day, value in points]


def _neighbour(part: Neighbour) -> dict[str, Json]:
    return {
        "id": part.id,
        "kind": part.kind,
        "title": part.title,
        "status": part.status.value,
        "score": fraction(part.score),
        "expected": fraction(part.expected),
        "counts": part.counts,
    }


def _remark(part: Remark) -> dict[str, Json]:
    return {
        "on": part.key,
        "value": part.value,
        "note": part.note or None,
        "by": part.by or None,
        "confidence": fraction(part.confidence),
        "status": part.status or None,
    }


def _change(part: Change) -> dict[str, Json]:
    return {
        "date": part.day.isoformat(),
        "field": part.field,
        "from": part.before or None,
        "to": part.after or None,
        "reason": part.reason or None,
        "approved_by": part.approved_by or None,
    }


def _verdict(part: Verdict) -> dict[str, Json]:
    return {
        "rule": part.rule,
        "code": part.code,
        "severity": part.severity,
        "message": part.message,
        "help": part.help or None,
        "location": {
            "path": part.place.path,
            "line": part.place.line,
            "column": part.place.column,
        },
    }
