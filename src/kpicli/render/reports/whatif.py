"""What changes under other values and targets, for the terminal: before and after of each goal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.render.cascade.branches import kind_sign
from kpicli.render.json_text import four_places
from kpicli.render.numbers import quantity_text
from kpicli.render.reports.conflicts import conflict_lines
from kpicli.render.reports.signs import status_role, status_sign, status_words
from kpicli.render.text import escaped, wrapped
from kpicli.render.theme import Role
from kpicli.reports.whatif import Cause

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from kpicli.progress.status import ProgressStatus
    from kpicli.render.theme import Style
    from kpicli.reports.whatif import GoalChange, WhatifReport

_INDENT = 2
_NAMES = ("value", "target", "progress", "score", "status")
_COLUMN = _INDENT + max(map(len, _NAMES)) + 2
_CAUSES = {Cause.SUPPOSED: "", Cause.FORMULA: " (by formula)", Cause.CASCADE: ""}


def whatif_terminal(report: WhatifReport, style: Style) -> str:
    """What is supposed, each goal that changes with what it was and is, conflicts and notes."""
    lines = [*_heading(report, style)]
    for goal in report.goals:
        lines += ["", *_goal(goal, style)]
    if not report.goals:
        lines += ["", *wrapped("No goal changes", style.columns)]
    lines += conflict_lines("Conflicts that appear", report.appearing, style)
    lines += conflict_lines("Conflicts that disappear", report.disappearing, style)
    if not report.appearing and not report.disappearing:
        lines += ["", *wrapped("No conflict appears or disappears", style.columns)]
    if report.notes:
        lines += ["", style.paint(Role.STRONG, "Notes")]
        lines += [line for note in report.notes for line in _indented(escaped(note), style)]
    return "".join(f"{line}\n" for line in lines)


def _heading(report: WhatifReport, style: Style) -> Iterator[str]:
    for line in wrapped(f"What if, as of {report.as_of.isoformat()}", style.columns):
        yield style.paint(Role.STRONG, line)
    for part in report.supposed:
        target = f"target {escaped(part.target)}"
        words = target if part.value is None else quantity_text(part.value, escaped(part.unit))
        yield from _indented(f"{escaped(part.goal)}  {words}", style)


def _indented(text: str, style: Style, role: Role | None = None) -> Iterator[str]:
    """The text a step to the right; lines after its first one a step further."""
    first, *rest = (line.rstrip(" ") for line in wrapped(text, style.columns - 2 * _INDENT))
    yield " " * _INDENT + (style.paint(role, first) if role else first)
    yield from (" " * (2 * _INDENT) + line for line in rest)


def _goal(goal: GoalChange, style: Style) -> Iterator[str]:
    title = f"{escaped(goal.id)}  {escaped(goal.title)}{_CAUSES[goal.cause]}"
    for line in wrapped(f"{kind_sign(goal.kind, style.symbols)} {title}", style.columns):
        yield style.paint(Role.STRONG, line)
    for name, before, after in _rows(goal, style):
        if before == after:
            continue
        role = status_role(goal.after.status) if name == "status" else None
        start = f"{' ' * _INDENT}{name}".ljust(_COLUMN)
        text = f"{before} {style.symbols.arrow} {after}"
        for line in wrapped(text, style.columns - _COLUMN):
            yield start + (style.paint(role, line) if role else line)
            start = " " * _COLUMN


def _rows(goal: GoalChange, style: Style) -> Iterator[tuple[str, str, str]]:
    """Each row's name, and what stands on both sides."""
    old, new = goal.before, goal.after
    # The unit stands once, behind the later value.
    if old.value != new.value:
        value = _number(new.value, style, escaped(goal.unit))
        yield "value", _number(old.value, style), value
    dash = style.symbols.dash
    yield "target", escaped(old.target) or dash, escaped(new.target) or dash
    yield "progress", _share(old.progress, style), _share(new.progress, style)
    if (old.score, new.score) != (old.progress, new.progress):
        yield "score", _share(old.score, style), _share(new.score, style)
    yield "status", _status(old.status, style), _status(new.status, style)


def _number(value: Decimal | None, style: Style, unit: str = "") -> str:
    return style.symbols.dash if value is None else quantity_text(value, unit)


def _share(fraction: Decimal | None, style: Style) -> str:
    return _number(four_places(fraction), style)


def _status(status: ProgressStatus, style: Style) -> str:
    return f"{status_sign(status, style)} {status_words(status)}"
