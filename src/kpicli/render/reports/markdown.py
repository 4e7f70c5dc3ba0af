"""Progress as Markdown, for a wiki or a pull request: tables that survive any text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.render.counted import counted
from kpicli.render.markdown_text import quoted
from kpicli.render.numbers import percent_text
from kpicli.render.reports.cells import (
    figure_names,
    figure_texts,
    heading_words,
    moved_score,
    moved_value,
    preset_words,
    reached_words,
    target_text,
    unit_text,
    value_text,
)
from kpicli.render.reports.signs import status_mark, status_words
from kpicli.reports.sections import recognised

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.reports.cascade import CascadeRow
    from kpicli.reports.progress import GoalReport, ProgressReport, Section

_STEP = "&emsp;"
_DEEPEST = 12
_HEADINGS = ("goal", "status", "score", "expected", "value", "target", "owner", "measured")
_LEFT = {"goal", "status", "owner", "measured", "was"}


def report_markdown(report: ProgressReport) -> str:
    """A title, a table for each section, what was reached, and how many have each status."""
    parts = (_title(report), *_sections(report), *_reached(report), _summary(report))
    return "\n\n".join(parts) + "\n"


def _title(report: ProgressReport) -> str:
    whose = f"{quoted(report.organisation)}: progress" if report.organisation else "Progress"
    return f"# {whose} as of {report.as_of.isoformat()}{preset_words(report.preset)}"


def _sections(report: ProgressReport) -> Iterator[str]:
    for section in report.sections:
        if section.heading:
            yield f"## {quoted(heading_words(section.heading))}"
        if section.rows:
            yield "\n".join(_table(section, report))


def _table(section: Section, report: ProgressReport) -> Iterator[str]:
    figures = figure_names(report.preset)
    moved = ("moved", "was") if report.since else ()
    headings = (*_HEADINGS, *figures, *moved)
    yield _line(headings)
    yield _line(tuple("---" if name in _LEFT else "---:" for name in headings))
    for goal, row in section.rows:
        movement = _moved(goal) if report.since else ()
        yield _line((*_cells(goal, row), *figure_texts(goal, report.preset), *movement))


def _line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _cells(goal: GoalReport, row: CascadeRow | None) -> tuple[str, ...]:
    unit = quoted(unit_text(goal))
    value, target = value_text(goal), quoted(target_text(goal))
    return (
        _name(goal, row),
        f"{status_mark(goal.status)} {status_words(goal.status)}",
        "" if goal.score is None else percent_text(goal.score),
        "" if goal.expected is None else percent_text(goal.expected),
        f"{value} {unit}".strip() if value else "",
        f"{target} {unit}".strip() if target else "",
        quoted(goal.owner_name or goal.owner),
        goal.actual_on.isoformat() if goal.actual_on else "",
    )


def _moved(goal: GoalReport) -> tuple[str, str]:
    score, value = moved_score(goal), moved_value(goal)
    before = goal.movement.status_before if goal.movement else goal.status
    moved = f"{score} ({value})" if value and score else score or value
    return moved, "" if before is goal.status else status_words(before)


def _name(goal: GoalReport, row: CascadeRow | None) -> str:
    depth = len(row.branches) if row else 0
    title = quoted(goal.title)
    if goal.kind == "objective":
        title = f"**{title}**"
    above = " (shown above)" if row and row.repeated else ""
    return f"{_STEP * min(depth, _DEEPEST)}{title}{above}"


def _reached(report: ProgressReport) -> Iterator[str]:
    goals = recognised(report.goals)
    if goals:
        yield "## Reached"
        yield "\n".join(f"- {_recognised(goal)}" for goal in goals)


def _recognised(goal: GoalReport) -> str:
    """The goal, who reached it, and when and by how much."""
    facts = (quoted(goal.owner_name or goal.owner), quoted(reached_words(goal)))
    known = ", ".join(filter(None, facts))
    return f"{quoted(goal.title)}: {known}" if known else quoted(goal.title)


def _summary(report: ProgressReport) -> str:
    counts = ", ".join(
        f"{status_mark(status)} {count} {status_words(status)}"
        for status, count in report.counts.items()
        if count
    )
    total = f"**{counted(len(report.goals), 'goal')}**"
    since = f", movement since {report.since.isoformat()}" if report.since else ""
    return f"{total}: {counts}{since}" if counts else f"{total}{since}"
