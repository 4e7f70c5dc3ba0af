"""Goal repositories in memory, for tests: one door for loading, one for checking."""

from __future__ import annotations

import re
from datetime import date
from textwrap import dedent
from typing import TYPE_CHECKING

from kpicli.config import Settings
from kpicli.fields.value import with_parts
from kpicli.findings import UNREADABLE_FILE, Finding, Label, loading_finding
from kpicli.history.authors import Author, latest
from kpicli.history.codeowners import read_code_owners
from kpicli.history.judged import Moment, Past, judged_between
from kpicli.history.responsibility import Responsibility
from kpicli.linter import CheckResult, check, select_rules
from kpicli.models.period import Calendar
from kpicli.models.thresholds import Thresholds
from kpicli.rules.registry import RULES
from kpicli.source import SourceFile, Span
from kpicli.workspace import Context, Read, Workspace, load_workspace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kpicli.history.field_change import FieldChange
    from kpicli.history.judged import Judged

AS_OF = date(2026, 9, 1)
GOALS = "goals.yaml"
AUTHORS, CODEOWNERS = "authors", "CODEOWNERS"
_AUTHOR = re.compile(r"(?P<day>[0-9-]{10}) (?P<name>.*) <(?P<email>.*)>")


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
    before: Mapping[str, str] | str = "",
) -> CheckResult:
    """The check of some files under the selected rules (none: only loading).

    `before` are the files of an earlier revision, whose changes are not committed yet. A file
    `authors` lists commits, a day and an author in each line.
    """
    files = files_of(content)
    settings = settings or Settings()
    calendar = Calendar(settings.calendar.fiscal_year_start, settings.calendar.fiscal_year_named_by)
    thresholds = Thresholds(settings.status.on_track, settings.status.at_risk)
    loaded, loading = load(files, as_of, calendar, thresholds)
    chosen = with_parts(settings.check, {"select": select})
    rules, errors = select_rules(RULES, chosen)
    assert not errors, errors
    past = None
    if before:
        old, _ = load(files_of(before), as_of, calendar, thresholds)
        past = past_between(old, loaded)
    if AUTHORS in files or CODEOWNERS in files:
        past = Past((), _today, responsibility=_responsibility(loaded, files))
    ignores = chosen.per_file_ignores
    return check(loaded, loading, rules, ignores, reader(files), past=lambda: past)


def _responsibility(loaded: Workspace, files: Mapping[str, str]) -> Responsibility:
    """What the files `authors`, a commit in each line, and `CODEOWNERS` tell of the people."""
    commits = [_AUTHOR.fullmatch(line) for line in files.get(AUTHORS, "").splitlines()]
    authors = [
        Author(part["name"], part["email"].casefold(), date.fromisoformat(part["day"]))
        for part in commits
        if part
    ]
    text = files.get(CODEOWNERS)
    owners = None if text is None else read_code_owners(CODEOWNERS, text)
    return Responsibility(loaded, lambda: latest(authors, loaded.as_of), lambda: owners)


def _today(part: Judged, _: FieldChange | None) -> Moment:
    return Moment(part.new.as_of)


def past_between(old: Workspace, new: Workspace) -> Past:
    """A past of two states, the later one not committed."""
    judged = tuple(judged_between(old, new, "the state before"))
    return Past(judged, _today)


def shown(result: CheckResult) -> list[str]:
    """The findings as `path:line:column name: message`."""
    return [
        f"{part.primary.path}:{part.primary.start.line}:{part.primary.start.column} "
        f"{part.finding.rule.name}: {part.finding.message}"
        for part in result.findings
    ]
