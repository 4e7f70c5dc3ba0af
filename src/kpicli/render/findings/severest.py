"""The most severe findings, where a reader takes only so many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Severity
from kpicli.render.counted import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kpicli.linter import LocatedFinding


def severest(findings: Iterable[LocatedFinding]) -> list[LocatedFinding]:
    """The findings with errors first, then warnings, then infos, else in the order given."""
    return sorted(findings, key=lambda part: part.finding.severity.rank)


def severity_counts(findings: Sequence[LocatedFinding]) -> str:
    """How many there are of each severity that occurs: `2 errors, 1 warning`."""
    severities = [part.finding.severity for part in findings]
    counts = ((severity, severities.count(severity)) for severity in Severity)
    return ", ".join(counted(count, severity) for severity, count in counts if count)
