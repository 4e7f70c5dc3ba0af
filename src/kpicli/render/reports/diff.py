"""The difference of two states for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.history.difference import Turn
from kpicli.history.field_change import Effect
from kpicli.render.cascade.branches import kind_sign
from kpicli.render.reports.conflicts import conflict_lines
from kpicli.render.reports.diff_words import (
    item_words,
    lines_of,
    nothing_words,
    rows,
    sections,
    settings_words,
    state_words,
    summary_words,
)
from kpicli.render.reports.signs import status_role
from kpicli.render.text import escaped, wrapped
from kpicli.render.theme import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.render.theme import Style
    from kpicli.reports.diff import DiffReport, GoalDiff

_INDENT = 2
_COLUMN = _INDENT + len("progress") + 2


def diff_terminal(report: DiffReport, style: Style) -> str:
    """How much differs, then goal by goal what, then goals above, other items and conflicts."""
    lines = [*_heading(report, style)]
    for heading, goals in sections(report):
        if goals:
            lines += ["", style.paint(Role.STRONG, heading)]
            lines += [line for goal in goals for line in _goal(goal, style)]
    if report.items:
        lines += ["", style.paint(Role.STRONG, "Metrics, teams, people, tensions")]
        lines += [line for item in report.items for line in _text(item_words(item), style)]
    lines += conflict_lines("Conflicts that appear", report.appearing, style)
    lines += conflict_lines("Conflicts that disappear", report.disappearing, style)
    return "".join(f"{line}\n" for line in lines)


def _heading(report: DiffReport, style: Style) -> Iterator[str]:
    sides = f"{state_words(report.before)} {style.symbols.arrow} {state_words(report.after)}"
    for line in wrapped(escaped(f"{sides}, as of {report.as_of.isoformat()}"), style.columns):
        yield style.paint(Role.STRONG, line)
    said = summary_words(report)
    if report.is_empty:
        said = nothing_words(report).capitalize()
    for words in (said, settings_words(report), *report.notes):
        if words:
            yield from wrapped(escaped(words), style.columns)


def _goal(goal: GoalDiff, style: Style) -> Iterator[str]:
    title = f"{kind_sign(goal.kind, style.symbols)} {escaped(goal.id)}  {escaped(goal.title)}"
    sign = {Turn.ADDED: "+ ", Turn.REMOVED: "- "}.get(goal.turn, "") if goal.turn else ""
    yield from wrapped(f"{sign}{title}", style.columns)
    looser = {change.words for change in goal.goalposts if change.effect is Effect.LOOSER}
    for words in lines_of(goal):
        yield from _text(words, style, Role.WARNING if words in looser else None)
    for name, before, after in rows(goal, style.symbols.dash):
        role = status_role(goal.after.status) if goal.after and name == "status" else None
        start = f"{' ' * _INDENT}{name}".ljust(_COLUMN)
        text = escaped(f"{before} {style.symbols.arrow} {after}")
        for line in wrapped(text, style.columns - _COLUMN):
            yield start + (style.paint(role, line) if role else line)
            start = " " * _COLUMN


def _text(text: str, style: Style, role: Role | None = None) -> Iterator[str]:
    """A clause a step to the right; lines after its first one a step further."""
    first, *rest = wrapped(escaped(text), style.columns - 2 * _INDENT)
    yield " " * _INDENT + (style.paint(role, first) if role else first)
    yield from (" " * (2 * _INDENT) + (style.paint(role, line) if role else line) for line in rest)
