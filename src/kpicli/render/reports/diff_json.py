"""The document `kpi.diff/v1`: a promise to other programs. Keys are only ever added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.render.json_text import fraction, json_text, plain_number

if TYPE_CHECKING:
    from kpicli.history.difference import ItemChange
    from kpicli.history.field_change import FieldChange
    from kpicli.render.json_text import Json
    from kpicli.reports.diff import DiffReport, GoalDiff, Standing, State
    from kpicli.reports.whatif import Conflict

SCHEMA = "kpi.diff/v1"


def diff_json(report: DiffReport) -> str:
    """Goals with their changes and both sides, other items, goals above, and conflicts.

    A goal's `turn` is `added`, `removed`, `changed` or `renamed` (then `was` is its former id, a
    guess); one that is removed since its file is left out is `left_out`. A change's `effect` is
    `looser`, `tighter`, `redefined`, `moved` or `neutral`.
    """
    return json_text(
        {
            "schema": SCHEMA,
            "as_of": report.as_of.isoformat(),
            "from": _state(report.before),
            "to": _state(report.after),
            "goals": [_goal(goal) for goal in report.goals],
            "items": [_item(item) for item in report.items],
            "above": [_above(goal) for goal in report.above],
            "conflicts": {
                "appearing": [_conflict(part) for part in report.appearing],
                "disappearing": [_conflict(part) for part in report.disappearing],
            },
            "settings": list(report.settings),
            "notes": list(report.notes),
        }
    )


def _state(state: State) -> Json:
    return {
        "name": state.name,
        "commit": state.commit or None,
        "day": state.day.isoformat() if state.day else None,
    }


def _goal(goal: GoalDiff) -> Json:
    changes = (*goal.goalposts, *goal.changes, *goal.measured)
    return {
        "id": goal.id,
        "kind": goal.kind,
        "title": goal.title,
        "unit": goal.unit or None,
        "turn": goal.turn.value if goal.turn else None,
        "was": goal.was or None,
        "left_out": goal.is_left_out,
        "changes": [_change(change) for change in changes],
        "before": _standing(goal.before),
        "after": _standing(goal.after),
    }


def _above(goal: GoalDiff) -> Json:
    return {
        "id": goal.id,
        "kind": goal.kind,
        "title": goal.title,
        "unit": goal.unit or None,
        "before": _standing(goal.before),
        "after": _standing(goal.after),
    }


def _change(change: FieldChange) -> Json:
    return {
        "field": change.field,
        "key": change.key.strip("`") or None,
        "before": change.before or None,
        "after": change.after or None,
        "effect": change.effect.value,
        "words": change.words,
    }


def _item(item: ItemChange) -> Json:
    return {
        "kind": item.kind,
        "id": item.id,
        "turn": item.turn.value,
        "changes": [_change(change) for change in item.changes],
    }


def _standing(side: Standing | None) -> Json:
    if side is None:
        return None
    return {
        "value": plain_number(side.value),
        "progress": fraction(side.progress),
        "score": fraction(side.score),
        "coverage": fraction(side.coverage),
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
    }
