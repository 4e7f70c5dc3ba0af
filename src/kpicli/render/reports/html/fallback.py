"""The goals as a plain table and what was reached, for whoever opens the page without scripts."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from kpicli.render.numbers import percent_text
from kpicli.render.reports.cells import reached_words, target_text, unit_text, value_text
from kpicli.render.reports.html.text import shown
from kpicli.render.reports.signs import status_mark, status_words
from kpicli.reports.sections import recognised

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpicli.reports.progress import GoalReport, ProgressReport

_HEADINGS = ("Goal", "Status", "Score", "Value", "Target", "Unit", "Owner", "Team")


def fallback(report: ProgressReport) -> str:
    """A table with a caption, a row a goal in the order of ids, and a list of what was reached."""
    return f"{_table(report)}{_reached(report)}"


def _table(report: ProgressReport) -> str:
    head = "".join(f'<th scope="col">{name}</th>' for name in _HEADINGS)
    rows = "".join(_row(goal) for goal in report.goals)
    caption = f"All goals as of {report.as_of.isoformat()}"
    return f"<table><caption>{caption}</caption><tr>{head}</tr>{rows}</table>"


def _reached(report: ProgressReport) -> str:
    rows = "".join(_recognised(goal) for goal in recognised(report.goals))
    return f"<h2>Reached</h2><ul>{rows}</ul>" if rows else ""


def _recognised(goal: GoalReport) -> str:
    facts = ", ".join(filter(None, (goal.owner_name or goal.owner, reached_words(goal))))
    title, known = (f"<bdi>{escape(shown(text))}</bdi>" for text in (goal.title, facts))
    return f"<li>{title}: {known}</li>\n" if facts else f"<li>{title}</li>\n"


def _row(goal: GoalReport) -> str:
    title, *rest = map(escape, map(shown, _cells(goal)))
    return f'<tr><th scope="row" dir="auto">{title}</th>{_data(rest)}</tr>\n'


def _data(cells: Iterable[str]) -> str:
    return "".join(f'<td dir="auto">{cell}</td>' for cell in cells)


def _cells(goal: GoalReport) -> tuple[str, ...]:
    return (
        goal.title,
        f"{status_mark(goal.status)} {status_words(goal.status)}",
        "" if goal.score is None else percent_text(goal.score),
        value_text(goal),
        target_text(goal),
        unit_text(goal),
        goal.owner_name or goal.owner,
        goal.team,
    )
