"""Findings as annotations of GitHub Actions: workflow commands, one a line."""

from __future__ import annotations

from itertools import groupby, islice
from typing import TYPE_CHECKING

from kpicli.findings import Severity
from kpicli.render.counted import counted
from kpicli.render.findings.remarks import remarks
from kpicli.render.findings.severest import severest, severity_counts
from kpicli.render.text import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kpicli.linter import CheckResult, LocatedFinding, LocatedLabel

MOST = 10
"""How many annotations of each severity GitHub shows for one step; it drops the rest silently."""

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def check_github(result: CheckResult, prefix: str = "") -> str:
    """The most severe findings as annotations, as many as are shown, and what was left out.

    `prefix` leads from the top of the checkout to the goal repository, such as `goals/`. Text in
    a command has its line breaks and per cent signs encoded, so that it cannot open another.
    """
    shown = _within_limits(result.findings, MOST)
    if len(shown) == len(result.findings):
        return "".join(_annotation(part, prefix) for part in shown)
    # The notice about the rest takes the place of one.
    shown = _within_limits(result.findings, MOST - 1)
    taken = {id(part) for part in shown}
    rest = [part for part in result.findings if id(part) not in taken]
    return "".join((*(_annotation(part, prefix) for part in shown), _rest(rest)))


def _within_limits(findings: Sequence[LocatedFinding], notices: int) -> list[LocatedFinding]:
    most = dict.fromkeys(Severity, MOST) | {Severity.INFO: notices}
    groups = groupby(severest(findings), key=lambda part: part.finding.severity)
    return [part for severity, group in groups for part in islice(group, most[severity])]


def _annotation(part: LocatedFinding, prefix: str) -> str:
    finding = part.finding
    title = f"{finding.rule.code} {finding.rule.name}"
    fields = (*_place(part.primary, prefix), ("title", title))
    properties = ",".join(f"{name}={_property(value)}" for name, value in fields)
    text = "\n".join((escaped(finding.message), *remarks(part, prefix)))
    return f"::{_COMMANDS[finding.severity]} {properties}::{_data(text)}\n"


def _place(label: LocatedLabel, prefix: str) -> Iterator[tuple[str, str]]:
    yield "file", escaped(prefix + label.path)
    yield "line", str(label.start.line)
    yield "endLine", str(label.end.line)
    if label.start.line == label.end.line:
        # Columns are only taken within one line.
        yield "col", str(label.start.column)
        yield "endColumn", str(label.end.column)


def _rest(findings: Sequence[LocatedFinding]) -> str:
    what = f"{counted(len(findings), 'finding')} not annotated: {severity_counts(findings)}"
    why = f"GitHub shows {MOST} annotations of each severity; `kpi check` lists all findings"
    return f"::notice title=kpi::{_data(f'{what}. {why}')}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
