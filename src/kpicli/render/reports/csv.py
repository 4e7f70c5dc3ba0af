"""Progress as CSV: one row a goal, in the order of ids.

Columns, a promise: more are only ever added at the end.

- `id`, `kind` (objective or kpi), `title`, `team`, `owner`, `level`, `perspective`
- `period` as written, `period_start` and `period_end` as dates, both included
- `direction`, `unit`, `baseline`, `target` (the number, `complete`, or empty for a range),
  `target_low` and `target_high` (of a range only)
- `actual` and `actual_on` (the last in the period), `value` (of a flow the total so far)
- `progress` (raw), `score` (0 to 1), `expected`, `coverage`: fractions to four decimals,
  1 only where nothing is missing
- `status`, `age_days` since the last actual, `reviewed`
- `forecast`, `forecast_low`, `forecast_high` for the end of the period, `probability` of meeting
- `contributes_to`, `contributors`: ids with spaces between them
- `moved_value`, `moved_progress`, `moved_score`, `status_before`: filled with `--since`
- `preset_value`, `preset_gauge`: the figures of the report's preset, to 16 digits
- `reached_on`, `beyond_target`: of what was reached, since when and by how much
- `target_strict`: `true` where the target itself does not meet it (`< 30`), else empty
- `cadence`, `next_due`: how often it is measured, and when the next value is, or was, due

Numbers have a point, no groups and no exponent; what is not known is empty. A text that a
spreadsheet would take for a formula has a `'` before it, and so has one that starts with `'`:
whoever reads the file back takes one off.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import TYPE_CHECKING

from kpicli.render.json_text import four_places, plain_number

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from kpicli.reports.progress import GoalReport, ProgressReport

    Cell = str | Decimal | date | int | None

COLUMNS = (
    "id", "kind", "title", "team", "owner", "level", "perspective",
    "period", "period_start", "period_end",
    "direction", "unit", "baseline", "target", "target_low", "target_high",
    "actual", "actual_on", "value", "progress", "score", "expected", "coverage",
    "status", "age_days", "reviewed",
    "forecast", "forecast_low", "forecast_high", "probability",
    "contributes_to", "contributors",
    "moved_value", "moved_progress", "moved_score", "status_before",
    "preset_value", "preset_gauge", "reached_on", "beyond_target",
    "target_strict", "cadence", "next_due",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_FIGURE = Context(prec=16, rounding=ROUND_HALF_EVEN)


def report_csv(report: ProgressReport) -> str:
    """The goals under a row of headings; lines end with a line feed, text is verbatim."""
    rows = (COLUMNS, *(_row(goal) for goal in report.goals))
    return "".join(f"{','.join(map(_cell, row))}\n" for row in rows)


def _row(goal: GoalReport) -> tuple[Cell, ...]:
    return (
        *(goal.id, goal.kind, goal.title, goal.team, goal.owner, goal.level, goal.perspective),
        *(goal.period_label, *(goal.period or (None, None))),
        *(goal.direction, goal.unit, goal.baseline, *_target(goal)),
        *(goal.actual, goal.actual_on, goal.value),
        *map(four_places, (goal.progress, goal.score, goal.expected, goal.coverage)),
        *(goal.status, goal.age, goal.reviewed),
        *_forecast(goal),
        *(" ".join(goal.contributes_to), " ".join(goal.contributors)),
        *_movement(goal),
        *(_figure(goal.preset_value), _figure(goal.preset_gauge)),
        *((goal.reached.on, goal.reached.beyond) if goal.reached else (None, None)),
        *("true" if goal.is_strict else None, goal.cadence, goal.next_due),
    )


def _target(goal: GoalReport) -> tuple[Cell, Cell, Cell]:
    match goal.target:
        case (low, high):
            return None, low, high
        case True:
            return "complete", None, None
        case Decimal():
            return goal.target, None, None
        case _:
            return None, None, None


def _forecast(goal: GoalReport) -> Iterable[Cell]:
    known = goal.forecast
    if known is None:
        return (None,) * 4
    return known.value, known.low, known.high, four_places(known.probability)


def _movement(goal: GoalReport) -> Iterable[Cell]:
    known = goal.movement
    if known is None:
        return (None,) * 4
    return known.value, four_places(known.progress), four_places(known.score), known.status_before


def _figure(value: Decimal | None) -> Decimal | None:
    return None if value is None else _FIGURE.plus(value)


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{plain_number(value):f}"
    if not isinstance(value, str):
        return str(value)
    return _quoted(f"'{value}" if value.startswith(_FORMULA) else value)


def _quoted(text: str) -> str:
    # A lone surrogate is in no encoding, so no file could hold it.
    text = text.encode("utf-8", "backslashreplace").decode("utf-8")
    needs = any(sign in text for sign in ',"\n\r') or text != text.strip()
    return '"' + text.replace('"', '""') + '"' if needs else text
