"""One goal as the page's script reads it: numbers as the texts to show."""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal
from typing import TYPE_CHECKING

from kpicli.models.preset import Preset
from kpicli.render.numbers import number_text, percent_text
from kpicli.render.reports.cells import (
    figure_names,
    figure_texts,
    moved_score,
    moved_value,
    reached_words,
    target_text,
    unit_text,
    value_text,
)
from kpicli.render.reports.html.text import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from kpicli.progress.forecast import Forecast
    from kpicli.render.reports.html.text import Data
    from kpicli.reports.goal import GoalReport
    from kpicli.reports.plan import Plan

    Number = Callable[[Decimal], str]
    Points = Sequence[tuple[date, Decimal]]

_LIKELIHOODS = (
    (Decimal("0.9"), "very likely"),
    (Decimal("0.7"), "likely"),
    (Decimal("0.3"), "uncertain"),
    (Decimal("0.1"), "unlikely"),
    (Decimal(0), "very unlikely"),
)
_HUNDRED, _CENT = Decimal(100), Decimal("0.01")


def goal_data(
    goal: GoalReport, findings: Sequence[int], short: Number, preset: Preset = Preset.DEFAULT
) -> dict[str, Data]:
    """The goal and the numbers of its findings; what is empty or not known is left out.

    `short` is how the page's rows write numbers.
    """
    known: dict[str, Data] = {
        "id": goal.id,
        "kind": goal.kind,
        "title": shown(goal.title),
        "text": shown(goal.description),
        "team": shown(goal.team),
        "owner": shown(goal.owner),
        "name": shown(goal.owner_name),
        "level": goal.level,
        "perspective": goal.perspective,
        "period": _period(goal),
        "unit": shown(unit_text(goal)),
        "value": value_text(goal),
        "target": target_text(goal),
        "baseline": "" if goal.baseline is None else _number(goal)(goal.baseline),
        "measured": goal.actual_on.isoformat() if goal.actual_on else "",
        "age": goal.age,
        "cadence": goal.cadence,
        "next": goal.next_due.isoformat() if goal.next_due else "",
        "reviewed": goal.reviewed.isoformat() if goal.reviewed else "",
        "status": goal.status.value,
        "score": _percent(goal.score),
        "due": _percent(goal.expected),
        "progress": "" if goal.progress is None else percent_text(goal.progress),
        "expected": "" if goal.expected is None else percent_text(goal.expected),
        "coverage": percent_text(goal.coverage) if 0 < goal.coverage < 1 else "",
        "up": list(goal.contributes_to),
        "down": list(goal.contributors),
        "idle": list(goal.uncounted),
        "forecast": _forecast(goal, goal.forecast),
        "chart": _chart(goal, goal.plan),
        "short": _short(goal, short),
        "moved": _moved(goal),
        "figures": _figures(goal, preset),
        "reached": _reached(goal),
        "findings": list(findings),
    }
    return {key: value for key, value in known.items() if value not in ("", None, [])}


def _number(goal: GoalReport) -> Number:
    """How the chart writes a number: of a deliverable in per cent, without the sign."""
    if goal.target is True:
        return lambda value: number_text(value * _HUNDRED)
    return number_text


def _percent(share: Decimal | None) -> float | None:
    """A share as per cent of the width of a bar, to two decimals; 100 only of a whole."""
    if share is None:
        return None
    within = min(max(share, Decimal(0)), Decimal(1))
    return float((within * _HUNDRED).quantize(_CENT, ROUND_DOWN))


def _period(goal: GoalReport) -> list[Data] | None:
    if goal.period is None:
        return None
    return [shown(goal.period_label), *(day.isoformat() for day in goal.period)]


def _forecast(goal: GoalReport, forecast: Forecast | None) -> dict[str, Data] | None:
    if forecast is None:
        return None
    number = _number(goal)
    words = next(words for least, words in _LIKELIHOODS if forecast.probability >= least)
    return {
        "value": number(_rounded(forecast.value)),
        "low": number(_rounded(forecast.low)),
        "high": number(_rounded(forecast.high)),
        "chance": percent_text(forecast.probability),
        "words": words,
    }


def _rounded(value: Decimal) -> Decimal:
    """A forecast to four digits: what follows is noise."""
    return value.quantize(Decimal(1).scaleb(value.adjusted() - 3)) if value else value


def _short(goal: GoalReport, number: Number) -> dict[str, Data] | None:
    """Value and target for a row, where they are shorter than in full."""
    short = {"value": value_text(goal, number), "target": target_text(goal, number)}
    full = {"value": value_text(goal), "target": target_text(goal)}
    if short == full:
        return None
    return {key: text for key, text in short.items() if text}


def _figures(goal: GoalReport, preset: Preset) -> list[Data]:
    """The names and figures of the preset, as far as the goal has them."""
    pairs = zip(figure_names(preset), figure_texts(goal, preset), strict=True)
    return [[f"{name[0].upper()}{name[1:]}", text] for name, text in pairs if text]


def _reached(goal: GoalReport) -> dict[str, Data] | None:
    """Who reached it, and when and by how much, as far as that is known; none while it is not."""
    if goal.reached is None:
        return None
    known = {"by": shown(goal.owner_name or goal.owner), "how": shown(reached_words(goal))}
    return {key: words for key, words in known.items() if words}


def _moved(goal: GoalReport) -> dict[str, Data] | None:
    if goal.movement is None:
        return None
    return {
        "score": moved_score(goal),
        "value": moved_value(goal),
        "was": goal.movement.status_before.value,
    }


def _chart(goal: GoalReport, plan: Plan | None) -> dict[str, Data] | None:
    if plan is None:
        return None
    number = _number(goal)
    known: dict[str, Data] = {
        "unit": "%" if goal.target is True else shown(goal.unit),
        "measured": _points(plan.measured, number),
        "line": _points(plan.line, number),
        "interim": _points(plan.interim, number),
        "levels": _levels(goal, plan, number),
    }
    return {key: value for key, value in known.items() if value not in ("", [])}


def _points(points: Points, number: Number) -> list[Data]:
    return [[day.isoformat(), number(value)] for day, value in points]


def _levels(goal: GoalReport, plan: Plan, number: Number) -> list[Data]:
    """The names and values of the horizontal lines."""
    levels: list[tuple[str, Decimal | None]] = [("commit", plan.commit), ("stretch", plan.stretch)]
    match goal.target:
        case Decimal():
            levels.append(("target", goal.target))
        case (low, high):
            levels += [("low", low), ("high", high)]
        case True:
            levels.append(("target", Decimal(1)))
        case _:
            pass
    return [[name, number(value)] for name, value in levels if value is not None]
