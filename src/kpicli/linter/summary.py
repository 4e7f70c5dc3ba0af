"""Counting a result, and narrowing it to some paths."""

from __future__ import annotations

from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kpicli.findings import Severity
from kpicli.rules.document.unused_suppression import UnusedSuppression

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kpicli.linter.result import CheckResult, LocatedFinding

_UNUSED = UnusedSuppression.name


def narrowed(result: CheckResult, paths: Sequence[str]) -> CheckResult:
    """The same result with only the findings that have a place at or below one of the paths.

    That a suppression is unused is not said then.
    """
    if not paths:
        return result

    @cache  # since many findings are in the same few files
    def is_meant(file: str) -> bool:
        return any(PurePosixPath(file).is_relative_to(path) for path in paths)

    findings = (part for part in result.findings if _concerns(part, is_meant))
    hidden = (part for part in result.suppressed if _concerns(part.located, is_meant))
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


def _concerns(part: LocatedFinding, is_meant: Callable[[str], bool]) -> bool:
    return any(is_meant(label.path) for label in (part.primary, *part.related))
