"""Goal repositories in memory, for tests: one door for loading, one for checking."""

from __future__ import annotations

from datetime import date
from textwrap import dedent
from typing import TYPE_CHECKING

from kpicli.config import Settings
from kpicli.findings import UNREADABLE_FILE, Finding, Label, loading_finding
from kpicli.linter import CheckResult, check, select_rules
from kpicli.models.period import Calendar
from kpicli.models.thresholds import Thresholds
from kpicli.rules.registry import RULES
from kpicli.source import SourceFile, Span
from kpicli.workspace import Context, Read, Workspace, load_workspace

if TYPE_CHECKING:
    from collections.abc import Mapping

AS_OF = date(2026, 9, 1)
GOALS = "goals.yaml"


def files_of(content: Mapping[str, str] | str) -> dict[str, str]:
    """One text is the file `goals.yaml`; texts may be indented as the test is."""
    named = {GOALS: content} if isinstance(content, str) else content
    return {path: dedent(text) for path, text in named.items()}


def reader(files: Mapping[str, str]) -> Read:
    """Reads files from memory as the real reader does from disk."""

    def read(path: str) -> tuple[SourceFile | None, list[Finding]]:
        if path in files:
            return SourceFile(path, files[path]), []
        label = Label(path, Span(0, 0))
        return None, [loading_finding(UNREADABLE_FILE, "the file does not exist", label)]

    return read


def load(
    content: Mapping[str, str] | str,
    as_of: date = AS_OF,
    calendar: Calendar | None = None,
    thresholds: Thresholds | None = None,
) -> tuple[Workspace, list[Finding]]:
    """The workspace of some files and what is wrong in loading them."""
    files = files_of(content)
    paths = [path for path in files if path.endswith((".yaml", ".yml"))]
    context = Context(as_of, calendar or Calendar(), thresholds or Thresholds())
    return load_workspace(paths, reader(files), context)


def workspace(content: Mapping[str, str] | str, as_of: date = AS_OF) -> Workspace:
    """The workspace of some files in which nothing is wrong."""
    loaded, findings = load(content, as_of)
    assert not findings, [finding.message for finding in findings]
    return loaded


def lint(
    content: Mapping[str, str] | str,
    *select: str,
    as_of: date = AS_OF,
    settings: Settings | None = None,
) -> CheckResult:
    """The check of some files under the selected rules (none: only loading)."""
    files = files_of(content)
    settings = settings or Settings()
    calendar = Calendar(*settings.calendar.model_dump().values())
    thresholds = Thresholds(settings.status.on_track, settings.status.at_risk)
    loaded, loading = load(files, as_of, calendar, thresholds)
    chosen = settings.check.model_copy(update={"select": select})
    rules, errors = select_rules(RULES, chosen)
    assert not errors, errors
    return check(loaded, loading, rules, chosen.per_file_ignores, reader(files))


def shown(result: CheckResult) -> list[str]:
    """The findings as `path:line:column name: message`."""
    return [
        f"{part.primary.path}:{part.primary.start.line}:{part.primary.start.column} "
        f"{part.finding.rule.name}: {part.finding.message}"
        for part in result.findings
    ]
