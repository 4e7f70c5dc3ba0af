"""Results of checks, built by hand."""

from __future__ import annotations

from datetime import date

from kpicli.findings import Certainty, Finding, Label, RuleId, Severity
from kpicli.linter import CheckResult, LocatedFinding, LocatedLabel, Summary
from kpicli.source import Position, Span

AS_OF = date(2026, 9, 1)
RULE = RuleId("C101", "disjoint-targets", Severity.ERROR, Certainty.PROVED)


def place(
    path: str, line: int, columns: tuple[int, int], text: str, message: str = ""
) -> LocatedLabel:
    start, end = columns
    return LocatedLabel(path, Position(line, start), Position(line, end), text, message)


def found(
    primary: LocatedLabel,
    *related: LocatedLabel,
    message: str = "no value of `discount` meets both",
    remedy: str | None = None,
    severity: Severity = Severity.ERROR,
) -> LocatedFinding:
    finding = Finding(
        RULE, severity, message, Label("unused", Span(0, 0)), goals=("a", "b"), help=remedy
    )
    return LocatedFinding(finding, primary, related, "seed")


def result(*findings: LocatedFinding, summary: Summary | None = None) -> CheckResult:
    return CheckResult(AS_OF, findings, summary or Summary(41, 229, 83, len(findings), 0, 0))


SALES = place("sales/goals.yaml", 12, (13, 21), '    target: ">= 12%"', "at least 12 %")
FINANCE = place("finance/goals.yaml", 9, (13, 20), '    target: "<= 8%"', "at most 8 %")
CONFLICT = found(SALES, FINANCE, remedy="agree on one target")
