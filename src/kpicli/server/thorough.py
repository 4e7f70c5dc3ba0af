"""The whole check, as `kpi check` makes it, in steps that can be put off and given up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.linter import CheckResult, concluded, findings_of
from kpicli.workspace import FileContents, Workspace, read_file, workspace_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from kpicli.findings import Finding
    from kpicli.server.setup import Setup
    from kpicli.server.turn import Turn
    from kpicli.workspace import Read


class Job(Struct, frozen=True):
    """What is to be checked: files with their contents, none for those yet to be read.

    `unlisted` says what was wrong in looking for the files; `absent` ones are not checked out, or
    cannot be looked for.
    """

    files: Mapping[str, FileContents | None]
    unlisted: tuple[Finding, ...]
    absent: Mapping[str, FileContents]
    read: Read
    setup: Setup
    day: date
    version: int


class Checked(Struct, frozen=True):
    """A whole check: the files as they were, what was wrong in loading them, and the result.

    `faults` are our own mistakes in rules, of which the result lacks what they would have found.
    """

    files: Mapping[str, FileContents]
    failures: tuple[Finding, ...]
    workspace: Workspace
    result: CheckResult
    version: int
    faults: tuple[Exception, ...] = ()


def thorough(job: Job, turn: Turn, loaded: Callable[[Checked], None]) -> Checked:
    """Check everything; `loaded` gets what loading found, before any rule has run.

    Raises:
        GivenUpError: if the check is no longer wanted.
    """
    files = {path: _contents(path, known, job, turn) for path, known in sorted(job.files.items())}
    turn.wait()
    workspace, findings = workspace_of(files, job.read, job.setup.context(job.day), job.absent)
    failures = (*job.unlisted, *findings)
    ignores = job.setup.settings.check.per_file_ignores
    turn.wait()
    first = concluded(workspace, failures, (), (), ignores, job.read)
    loaded(Checked(files, failures, workspace, first, job.version))
    found: list[Finding] = []
    faults: list[Exception] = []
    for active in job.setup.rules:
        turn.wait()
        try:
            found += findings_of(workspace, (active,))
        except Exception as error:  # noqa: BLE001 - one broken rule must not hide the others
            faults.append(error)
    turn.wait()
    result = concluded(workspace, failures, found, job.setup.rules, ignores, job.read)
    return Checked(files, failures, workspace, result, job.version, tuple(faults))


def _contents(path: str, known: FileContents | None, job: Job, turn: Turn) -> FileContents:
    if known is not None:
        return known
    turn.wait()
    return read_file(path, job.read)
