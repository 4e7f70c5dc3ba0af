"""Findings as diagnostics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types as lsp

from kpicli.findings import Severity
from kpicli.render.text import escaped
from kpicli.rules.document.unused_suppression import UnusedSuppression

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kpicli.config import ConfigError
    from kpicli.linter import LocatedFinding, LocatedLabel
    from kpicli.server.places import Places
    from kpicli.server.repository import Repository
    from kpicli.source import SourceFile

SOURCE = "kpi"
_SEVERITIES = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.INFO: lsp.DiagnosticSeverity.Information,
}


def diagnostics(
    findings: Iterable[LocatedFinding], repository: Repository, places: Places
) -> dict[str, list[lsp.Diagnostic]]:
    """The diagnostics of each file that has some, by its path."""
    texts: dict[str, SourceFile] = {}

    def source(path: str) -> SourceFile:
        if path not in texts:
            texts[path] = repository.source(path)
        return texts[path]

    found: dict[str, list[lsp.Diagnostic]] = {}
    for part in findings:
        made = _diagnostic(part, repository, places, source)
        here = found.setdefault(part.primary.path, [])
        if not any(_is_said(made, other) for other in here):
            here.append(made)
    return found


def _is_said(one: lsp.Diagnostic, other: lsp.Diagnostic) -> bool:
    """Whether another diagnostic says the same at the same place: of several goals, by defaults."""
    return (one.range, one.code, one.message) == (other.range, other.code, other.message)


def settings_diagnostics(errors: Iterable[ConfigError]) -> dict[str, list[lsp.Diagnostic]]:
    """The diagnostics of the settings, by the path of their file."""
    found: dict[str, list[lsp.Diagnostic]] = {}
    for error in errors:
        start, end = lsp.Position(error.line - 1, 0), lsp.Position(error.line, 0)
        words = "\n".join(filter(None, (error.message, _help(error.help))))
        made = lsp.Diagnostic(
            lsp.Range(start, end), words, lsp.DiagnosticSeverity.Error, "settings", source=SOURCE
        )
        found.setdefault(error.path, []).append(made)
    return found


def _diagnostic(
    part: LocatedFinding,
    repository: Repository,
    places: Places,
    source: Callable[[str], SourceFile],
) -> lsp.Diagnostic:
    finding, rule = part.finding, part.finding.rule
    notes = (f"note: {note}" for note in finding.notes)
    words = "\n".join(map(escaped, filter(None, (finding.message, *notes, _help(finding.help)))))
    is_unused = rule.name == UnusedSuppression.name
    return lsp.Diagnostic(
        range=places.labelled(source(part.primary.path), part.primary),
        message=words,
        severity=_SEVERITIES[finding.severity],
        code=rule.name,
        source=SOURCE,
        tags=[lsp.DiagnosticTag.Unnecessary] if is_unused else None,
        related_information=[
            _related(label, repository, places, source(label.path)) for label in part.related
        ]
        or None,
        data={"fingerprint": part.fingerprint, "code": rule.code},
    )


def _related(
    label: LocatedLabel, repository: Repository, places: Places, source: SourceFile
) -> lsp.DiagnosticRelatedInformation:
    uri = places.uri(repository.root / label.path)
    where = lsp.Location(uri, places.labelled(source, label))
    return lsp.DiagnosticRelatedInformation(where, escaped(label.message) or "see here")


def _help(text: str | None) -> str:
    return f"help: {text}" if text else ""
