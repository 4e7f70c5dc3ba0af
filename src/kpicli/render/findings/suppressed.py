"""The findings that comments hide, with the reasons that these give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.render.findings.concise import finding_line
from kpicli.render.text import escaped
from kpicli.render.theme import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.linter import CheckResult, SuppressedFinding
    from kpicli.render.theme import Style


def suppressed(result: CheckResult, style: Style) -> str:
    """A heading and two lines for each suppressed finding, and an empty line; else nothing."""
    if not result.suppressed:
        return ""
    lines = [line for part in result.suppressed for line in _lines(part, style)]
    return "".join((f"{style.paint(Role.STRONG, 'Suppressed')}\n", *lines, "\n"))


def _lines(part: SuppressedFinding, style: Style) -> Iterator[str]:
    yield finding_line(part.located, style)
    until = f" (until {part.until.isoformat()})" if part.until else ""
    reason = escaped(part.reason) if part.reason else "no reason given"
    yield f"  {style.paint(Role.HELP, 'reason')}: {reason}{until}\n"
