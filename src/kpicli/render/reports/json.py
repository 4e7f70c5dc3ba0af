"""The document `kpi.report/v1`: a promise to other programs. Keys are only ever added."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import TYPE_CHECKING

from kpicli.render.json_text import decimal_number, fraction, json_text, plain_number

if TYPE_CHECKING:
    from datetime import date

    from kpicli.progress.forecast import Forecast
    from kpicli.render.json_text import Json
    from kpicli.reports.movement import Movement
    from kpicli.reports.progress import GoalReport, ProgressReport
    from kpicli.reports.reached import Reached

SCHEMA = "kpi.report/v1"
_FIGURE = Context(prec=16, rounding=ROUND_HALF_EVEN)


def report_json(report: ProgressReport) -> str:
    """The goals in the order of ids, with exact numbers and fractions to four decimals."""
    counts = {status.value: count for status, count in report.counts.items()}
    return json_text(
        {
            "schema": SCHEMA,
            "as_of": report.as_of.isoformat(),
            "since": _day(report.since),
            "preset": report.preset.value,
            "summary": {"goals": len(report.goals), **counts},
            "goals": [goal_object(goal) for goal in report.goals],
        }
    )


def goal_object(goal: GoalReport) -> dict[str, Json]:
    """One goal as the object that the list holds."""
    return {
        "id": goal.id,
        "kind": goal.kind,
        "title": goal.title,
        "team": goal.team or None,
        "owner": goal.owner or None,
        "level": goal.level or None,
        "period": _period(goal),
        "direction": goal.direction or None,
        "unit": goal.unit or None,
        "baseline": plain_number(goal.baseline),
        "target": _target(goal),
        "actual": plain_number(goal.actual),
        "actual_on": _day(goal.actual_on),
        "value": plain_number(goal.value),
        "progress": fraction(goal.progress),
        "score": fraction(goal.score),
        "expected": fraction(goal.expected),
        "status": goal.status.value,
        "coverage": fraction(goal.coverage),
        "forecast": _forecast(goal.forecast),
        "contributes_to": goal.contributes_to,
        "contributors": goal.contributors,
        "perspective": goal.perspective or None,
        "department": goal.department or None,
        "age_days": goal.age,
        "reviewed": _day(goal.reviewed),
        "movement": _movement(goal.movement),
        "preset_value": _figure(goal.preset_value),
        "preset_gauge": _figure(goal.preset_gauge),
        "thresholds": {
            "on_track": plain_number(goal.thresholds.on_track),
            "at_risk": plain_number(goal.thresholds.at_risk),
        },
        "reached": _reached(goal.reached),
        "target_strict": goal.is_strict if isinstance(goal.target, Decimal) else None,
        "cadence": goal.cadence or None,
        "next_due": _day(goal.next_due),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _movement(movement: Movement | None) -> Json:
    if movement is None:
        return None
    return {
        "value": plain_number(movement.value),
        "progress": fraction(movement.progress),
        "score": fraction(movement.score),
        "status_before": movement.status_before.value,
    }


def _reached(known: Reached | None) -> Json:
    if known is None:
        return None
    return {"on": _day(known.on), "beyond": plain_number(known.beyond)}


def _period(goal: GoalReport) -> Json:
    if goal.period is None:
        return None
    return {
        "start": goal.period.start.isoformat(),
        "end": goal.period.end.isoformat(),
        "label": goal.period_label,
    }


def _target(goal: GoalReport) -> Json:
    match goal.target:
        case Decimal():
            return plain_number(goal.target)
        case (low, high):
            return {"low": plain_number(low), "high": plain_number(high)}
        case _:
            return goal.target or None


def _forecast(forecast: Forecast | None) -> Json:
    if forecast is None:
        return None
    return {
        "value": decimal_number(forecast.value),
        "low": decimal_number(forecast.low),
        "high": decimal_number(forecast.high),
        "probability": fraction(forecast.probability),
    }


def _figure(value: Decimal | None) -> Decimal | None:
    """To 16 digits, since the figures that others publish have as many."""
    return None if value is None else decimal_number(_FIGURE.plus(value))
