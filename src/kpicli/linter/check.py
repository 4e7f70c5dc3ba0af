"""Runs rules over a workspace and makes the result."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from kpicli.findings import LOADING_RULES, Finding, Severity
from kpicli.linter.locate import located
from kpicli.linter.result import CheckResult, LocatedFinding, Summary
from kpicli.linter.select import matches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kpicli.linter.select import ActiveRule
    from kpicli.workspace import Read, Workspace

_ALWAYS_ON = frozenset(rule.name for rule in LOADING_RULES)


def check(
    workspace: Workspace,
    loading: Iterable[Finding],
    rules: Sequence[ActiveRule],
    per_file_ignores: Mapping[str, Sequence[str]],
    read: Read,
) -> CheckResult:
    """All findings of loading and of the rules, at their places."""
    found = [*loading, *_run(workspace, rules)]
    kept = tuple(_without_ignored(found, rules, per_file_ignores))
    findings = located(kept, read)
    return CheckResult(workspace.as_of, findings, _summary(workspace, findings, len(rules)))


def narrowed(result: CheckResult, paths: Sequence[str]) -> CheckResult:
    """The same result with only the findings that have a place at or below one of the paths."""
    if not paths:
        return result
    findings = tuple(part for part in result.findings if _concerns(part, paths))
    return replace(result, findings=findings, summary=_counted(result.summary, findings))


def _concerns(part: LocatedFinding, paths: Sequence[str]) -> bool:
    places = [PurePosixPath(label.path) for label in (part.primary, *part.related)]
    return any(place.is_relative_to(path) for place in places for path in paths)


def _run(workspace: Workspace, rules: Sequence[ActiveRule]) -> Iterator[Finding]:
    for active in rules:
        for finding in active.rule.check(workspace):
            severity = active.severity or finding.severity
            if finding.goals and _is_draft(workspace, finding.goals[0]):
                severity = severity.lowered()
            yield replace(finding, severity=severity)


def _is_draft(workspace: Workspace, goal: str) -> bool:
    return goal in workspace.goals and workspace.goals[goal].model.is_draft


def _without_ignored(
    findings: Iterable[Finding],
    rules: Sequence[ActiveRule],
    ignores: Mapping[str, Sequence[str]],
) -> Iterable[Finding]:
    if not ignores:
        return findings
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 - most repositories ignore nothing by file

    names = {
        glob: {a.rule.name for a in rules if any(matches(type(a.rule), s) for s in selectors)}
        for glob, selectors in ignores.items()
    }
    specs = {glob: GitIgnoreSpec.from_lines([glob]) for glob in ignores}
    return (
        finding
        for finding in findings
        if finding.rule.name in _ALWAYS_ON
        or not any(
            finding.rule.name in names[glob] and spec.match_file(finding.primary.path)
            for glob, spec in specs.items()
        )
    )


def _summary(workspace: Workspace, findings: Sequence[LocatedFinding], rules: int) -> Summary:
    return _counted(Summary(len(workspace.paths), len(workspace.goals), rules, 0, 0, 0), findings)


def _counted(summary: Summary, findings: Sequence[LocatedFinding]) -> Summary:
    severities = [part.finding.severity for part in findings]
    return replace(
        summary,
        errors=severities.count(Severity.ERROR),
        warnings=severities.count(Severity.WARNING),
        infos=severities.count(Severity.INFO),
    )
