"""The document `kpi.whatif/v1`: a promise to other programs. Keys are only ever added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.render.json_text import fraction, json_text, plain_number

if TYPE_CHECKING:
    from kpicli.render.json_text import Json
    from kpicli.reports.whatif import Conflict, GoalChange, Standing, WhatifReport

SCHEMA = "kpi.whatif/v1"


def whatif_json(report: WhatifReport) -> str:
    """What is supposed, the goals that change, conflicts that come and go, and notes.

    A goal's `cause` is `supposed`, `formula` or `cascade`. `progress` is the raw fraction,
    `score` the clamped one, both null without data.
    """
    return json_text(
        {
            "schema": SCHEMA,
            "as_of": report.as_of.isoformat(),
            "supposed": [
                {
                    "id": part.goal,
                    "value": plain_number(part.value),
                    "unit": part.unit or None,
                    "target": part.target or None,
                }
                for part in report.supposed
            ],
            "goals": [_goal(goal) for goal in report.goals],
            "conflicts": {
                "appearing": [_conflict(part) for part in report.appearing],
                "disappearing": [_conflict(part) for part in report.disappearing],
            },
            "notes": list(report.notes),
        }
    )


def _goal(goal: GoalChange) -> Json:
    return {
        "id": goal.id,
        "kind": goal.kind,
        "title": goal.title,
        "unit": goal.unit or None,
        "cause": goal.cause.value,
        "before": _standing(goal.before),
        "after": _standing(goal.after),
    }


def _standing(side: Standing) -> Json:
    return {
        "target": side.target or None,
        "value": plain_number(side.value),
        "progress": fraction(side.progress),
        "score": fraction(side.score),
        "status": side.status.value,
    }


def _conflict(part: Conflict) -> Json:
    return {
        "rule": part.rule,
        "code": part.code,
        "severity": str(part.severity),
        "message": part.message,
        "help": part.help or None,
        "goals": list(part.goals),
        "fingerprint": part.fingerprint,
    }
