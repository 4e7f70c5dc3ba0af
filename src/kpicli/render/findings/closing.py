"""The line that ends every check."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kpicli.findings import Severity
from kpicli.render.counted import counted
from kpicli.render.findings.severity import severity_role
from kpicli.render.text import escaped, wrapped
from kpicli.render.theme import Role

if TYPE_CHECKING:
    from kpicli.linter import CheckResult, Summary
    from kpicli.render.theme import Style


def closing_line(result: CheckResult, style: Style) -> str:
    """The counts: what was found by severity, in how many files, goals and rules, as of when.

    In brackets follows what is suppressed, and how the findings compare with a baseline. A single
    line without a line break at its end.
    """
    summary = result.summary
    found = (
        f"Found {_found(summary, style)}"
        if summary.findings
        else style.paint(Role.GOOD, "All checks passed")
    )
    over = ", ".join(
        (
            counted(summary.files, "file"),
            _goals(summary),
            counted(summary.rules, "rule"),
        )
    )
    return f"{found}: {over}, as of {result.as_of.isoformat()}{_hidden(summary)}"


def closing_text(result: CheckResult, style: Style) -> str:
    """The same, broken between words where the line is longer than the width."""
    words = closing_line(result, style).split(" ")
    plain = closing_line(result, replace(style, color=False))
    lines = wrapped(plain, style.columns)
    if sum(line.count(" ") + 1 for line in lines) != len(words):
        return "\n".join(lines)  # a word is longer than a line: painted, it cannot be broken
    ahead = iter(words)
    return "\n".join(" ".join(islice(ahead, line.count(" ") + 1)) for line in lines)


def _goals(summary: Summary) -> str:
    """The goals, and of how many of them was asked where it was not of all."""
    goals, part = counted(summary.goals, "goal"), summary.part
    return f"{part.goals} of {goals} affected since {escaped(part.since)}" if part else goals


def _hidden(summary: Summary) -> str:
    """What is not among the findings: suppressed or known from a baseline, if anything is."""
    suppressed = f"{summary.suppressed} suppressed" if summary.suppressed else ""
    found = summary.comparison
    known = f"{found.known} known, {found.new} new, {found.fixed} fixed" if found else ""
    hidden = "; ".join(filter(None, (suppressed, known)))
    return f" ({hidden})" if hidden else ""


def _found(summary: Summary, style: Style) -> str:
    counts = zip(Severity, (summary.errors, summary.warnings, summary.infos), strict=True)
    return ", ".join(
        style.paint(severity_role(severity), counted(count, severity))
        for severity, count in counts
        if count
    )
