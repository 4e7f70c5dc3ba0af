"""What is said about fixes: which findings have one, and how many were made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Safety
from kpicli.render.counted import counted
from kpicli.render.text import escaped
from kpicli.render.theme import Role

if TYPE_CHECKING:
    from kpicli.linter import CheckResult, LocatedFinding
    from kpicli.render.theme import Style

_MARK = "[*]"


def fix_mark(part: LocatedFinding) -> str:
    """The sign behind a finding that `--fix` puts right, with a blank before it."""
    return f" {_MARK}" if _is_safe(part) else ""


def fixable_line(result: CheckResult, style: Style) -> str:
    """How many findings could be fixed, as one line; nothing where none could safely."""
    safe = sum(map(_is_safe, result.findings))
    if not safe:
        return ""
    mark = style.paint(Role.HELP, _MARK)
    return f"{mark} {safe} fixable with --fix{_more(unsafe_count(result))}"


def fixed_line(verb: str, findings: int, files: int, unsafe: int) -> str:
    """How many findings were fixed: `Fixed 3 findings in 2 files (1 more with --unsafe-fixes)`."""
    counts = f"{counted(findings, 'finding')} in {counted(files, 'file')}"
    return f"{verb} {counts}{_more(unsafe)}"


def ordered_line(is_done: bool, files: int) -> str:  # noqa: FBT001 - two forms of one sentence
    """In how many files keys changed places; nothing where in none."""
    verb = "Put keys in order in" if is_done else "Would put keys in order in"
    return f"{verb} {counted(files, 'file')}" if files else ""


def unfixed_line(part: LocatedFinding, reason: str, style: Style) -> str:
    """Why a fix was not made, behind its place."""
    where = style.paint(Role.PATH, f"{escaped(part.primary.path)}:{part.primary.start.line}")
    return f"{where}: {part.finding.rule.name} was not fixed: {escaped(reason)}"


def unsafe_count(result: CheckResult) -> int:
    """How many findings have an unsafe fix, whether or not it can be made in the text as it is."""
    fixes = (part.finding.fix for part in result.findings)
    return sum(fix is not None and fix.safety is Safety.UNSAFE for fix in fixes)


def _is_safe(part: LocatedFinding) -> bool:
    return part.fix is not None and part.fix.safety is Safety.SAFE


def _more(unsafe: int) -> str:
    return f" ({unsafe} more with --unsafe-fixes)" if unsafe else ""
