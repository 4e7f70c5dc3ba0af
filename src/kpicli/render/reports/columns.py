"""What stands in each column of a report, goal by goal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.progress.figures import FIGURES
from kpicli.render.numbers import (
    compact_number_text,
    number_text,
    percent_text,
    short_number_text,
)
from kpicli.render.reports.bar import progress_bar, sparkline
from kpicli.render.reports.cells import figure_text, moved_score
from kpicli.render.reports.signs import status_role, status_sign, status_words
from kpicli.render.reports.values import beside_target, fitting_number
from kpicli.render.text import cell_width, cut, escaped
from kpicli.render.theme import Role
from kpicli.reports.sections import Grouping

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

    from kpicli.render.theme import Style
    from kpicli.reports.progress import GoalReport, ProgressReport

_BAR, _WIDE_BAR = 10, 20
_VALUE = 20
_OWNER, _FROM = 16, 100
_HISTORY, _WIDE_HISTORY = 12, 24
_WIDE = 160
_LENGTHS = (number_text, short_number_text, compact_number_text)


class Column(Struct, frozen=True):
    """A heading and a text for each goal, all escaped, and the role of each text.

    `width` is the cells of the widest of them; 0 where no goal has a text.
    """

    heading: str
    texts: tuple[str, ...]
    roles: tuple[Role | None, ...]
    width: int


ID = "id"
"""The heading of the column of ids."""


def columns(goals: Sequence[GoalReport], report: ProgressReport, style: Style) -> dict[str, Column]:
    """The columns behind the titles of a report by name, in the order in which they stand."""
    wide = style.columns >= _WIDE
    bar, past = (_WIDE_BAR, _WIDE_HISTORY) if wide else (_BAR, _HISTORY)
    judged = tuple(status_role(goal.status) for goal in goals)
    dim, plain = (Role.DIM,) * len(goals), (None,) * len(goals)
    names = FIGURES[report.preset]
    figures, gauges = (_figures(values) for values in _preset_values(goals))
    expected = f"{style.symbols.mark} expected"
    return {
        "id": _column(ID, (escaped(goal.id) for goal in goals), dim),
        "bar": _column(expected, (_bar(goal, bar, style) for goal in goals), judged),
        "score": _column("score", (_score(goal, style) for goal in goals), plain),
        "moved": _column("moved", (moved_score(goal) for goal in goals), plain),
        "value": _column("value / target", _values(goals, style), plain),
        "figure": _column(names.figure, figures, plain),
        "gauge": _column(names.gauge, gauges, plain),
        "status": _column("status", (_status(goal, style) for goal in goals), judged),
        "was": _column("was", (_status_before(goal) for goal in goals), dim),
        "owner": _column("owner", _owners(goals, report.by, style), plain),
        "coverage": _column("coverage", (_coverage(goal) for goal in goals), plain),
        "day": _column("measured", (_day(goal) for goal in goals), dim),
        "history": _column("history", (_history(goal, past, style) for goal in goals), plain),
    }


def _column(heading: str, texts: Iterable[str], roles: tuple[Role | None, ...]) -> Column:
    shown = tuple(texts)
    widest = max(map(cell_width, shown), default=0)
    return Column(heading, shown, roles, max(widest, cell_width(heading)) if widest else 0)


def _preset_values(goals: Sequence[GoalReport]) -> tuple[list[Decimal | None], ...]:
    return [goal.preset_value for goal in goals], [goal.preset_gauge for goal in goals]


def _figures(values: Iterable[Decimal | None]) -> tuple[str, ...]:
    """Figures in one column, their points below each other."""
    parts = [("" if value is None else figure_text(value)).partition(".") for value in values]
    width = max((len(whole) for whole, _, _ in parts), default=0)
    return tuple(
        f"{whole:>{width}}{point}{places}" if whole else "" for whole, point, places in parts
    )


def _score(goal: GoalReport, style: Style) -> str:
    text = style.symbols.dash if goal.score is None else percent_text(goal.score)
    return f"{text:>5}"


def _bar(goal: GoalReport, width: int, style: Style) -> str:
    if goal.score is None:
        return ""
    return progress_bar(goal.score, goal.expected, width, style.symbols)


def _values(goals: Sequence[GoalReport], style: Style) -> Iterator[str]:
    """The values beside their targets; a unit is cut where no shorter number helps."""
    symbols, width = style.symbols, style.columns
    numbers = _LENGTHS if width >= _WIDE else _LENGTHS[1:]
    number = fitting_number(goals, max(_VALUE, width // 5), numbers, symbols)
    most = max(_VALUE, width // 4)
    return (cut(beside_target(goal, number, symbols), most, symbols.ellipsis) for goal in goals)


def _status(goal: GoalReport, style: Style) -> str:
    return f"{status_sign(goal.status, style)} {status_words(goal.status)}"


def _status_before(goal: GoalReport) -> str:
    if goal.movement is None or goal.movement.status_before is goal.status:
        return ""
    return status_words(goal.movement.status_before)


def _owners(goals: Sequence[GoalReport], by: Grouping, style: Style) -> Iterator[str]:
    """Who answers for each goal; none where the sections say so."""
    if by is Grouping.OWNER or style.columns < _FROM:
        return
    for goal in goals:
        yield cut(escaped(goal.owner_name or goal.owner), _OWNER, style.symbols.ellipsis)


def _coverage(goal: GoalReport) -> str:
    return percent_text(goal.coverage) if 0 < goal.coverage < 1 else ""


def _day(goal: GoalReport) -> str:
    return "" if goal.actual_on is None else goal.actual_on.isoformat()


def _history(goal: GoalReport, width: int, style: Style) -> str:
    return sparkline([value for _, value in goal.history], width, style.symbols)
