"""Counting a result, and narrowing it to some paths."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kpicli.findings import Severity
from kpicli.rules.document.unused_suppression import UnusedSuppression

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpicli.linter.result import CheckResult, LocatedFinding

_UNUSED = UnusedSuppression.name


def narrowed(result: CheckResult, paths: Sequence[str]) -> CheckResult:
    """The same result with only the findings that have a place at or below one of the paths.

    That a suppression is unused is not said then.
    """
    if not paths:
        return result
    findings = (part for part in result.findings if _concerns(part, paths))
    hidden = (part for part in result.suppressed if _concerns(part.located, paths))
    return counted(
        replace(
            result,
            findings=tuple(part for part in findings if part.finding.rule.name != _UNUSED),
            suppressed=tuple(hidden),
        )
    )


def counted(result: CheckResult) -> CheckResult:
    """The same result with a summary that counts its findings."""
    comparison = result.summary.comparison
    severities = [part.finding.severity for part in result.findings]
    summary = replace(
        result.summary,
        errors=severities.count(Severity.ERROR),
        warnings=severities.count(Severity.WARNING),
        infos=severities.count(Severity.INFO),
        suppressed=len(result.suppressed),
        comparison=comparison and replace(comparison, new=len(result.findings)),
    )
    return replace(result, summary=summary)


def _concerns(part: LocatedFinding, paths: Sequence[str]) -> bool:
    places = [PurePosixPath(label.path) for label in (part.primary, *part.related)]
    return any(place.is_relative_to(path) for place in places for path in paths)
