"""Findings with one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.render.findings.fixes import fix_mark
from kpicli.render.findings.severity import severity_role
from kpicli.render.text import escaped
from kpicli.render.theme import Role

if TYPE_CHECKING:
    from kpicli.linter import CheckResult, LocatedFinding
    from kpicli.render.theme import Style


def concise(result: CheckResult, style: Style) -> str:
    """The findings as `path:line:col: severity[CODE] name: message`, never cut."""
    return "".join(finding_line(part, style) for part in result.findings)


def finding_line(part: LocatedFinding, style: Style) -> str:
    """One finding, with the line break."""
    finding, place = part.finding, part.primary
    where = f"{escaped(place.path)}:{place.start.line}:{place.start.column}"
    what = f"{finding.severity}[{finding.rule.code}]"
    return (
        f"{style.paint(Role.PATH, where)}: "
        f"{style.paint(severity_role(finding.severity), what)} "
        f"{finding.rule.name}: {escaped(finding.message)}{fix_mark(part)}\n"
    )
