"""Conflicts that come or go, for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.render.text import cell_width, escaped, wrapped
from kpicli.render.theme import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.render.theme import Style
    from kpicli.reports.whatif import Conflict

_INDENT = 2
_ROLES = {"error": Role.ERROR, "warning": Role.WARNING, "info": Role.INFO}


def conflict_lines(title: str, conflicts: Iterable[Conflict], style: Style) -> list[str]:
    """A blank line, the title and the conflicts; nothing where there are none."""
    found = [line for conflict in conflicts for line in _conflict(conflict, style)]
    heading = [style.paint(Role.STRONG, line) for line in wrapped(title, style.columns)]
    return ["", *heading, *found] if found else []


def _conflict(conflict: Conflict, style: Style) -> Iterator[str]:
    head = f"{conflict.severity}[{conflict.code}]"
    text = f"{head} {conflict.rule}: {escaped(conflict.message)}"
    first, *rest = (line.rstrip(" ") for line in wrapped(text, style.columns - 2 * _INDENT))
    cut_at = min(cell_width(head), len(first))
    role = _ROLES.get(conflict.severity, Role.INFO)
    yield " " * _INDENT + style.paint(role, first[:cut_at]) + first[cut_at:]
    yield from (" " * (2 * _INDENT) + line for line in rest)
