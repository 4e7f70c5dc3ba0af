"""A goal repository as it was at a revision, for commands that look back."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kpicli.cli.machine import processors
from kpicli.cli.output import Failure, write_error
from kpicli.cli.session import Session, context_of, day_given, fail_with, root_folder
from kpicli.config import ConfigError, settings_from
from kpicli.findings import did_you_mean
from kpicli.history import KnownFiles, NoHistory, Repository, files_at, find_repository, read_at
from kpicli.history.past import workspace_with

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpicli.config import Settings
    from kpicli.history import Commit, Files
    from kpicli.models.preset import Preset

_RANGE = ".."
"""What no name of a branch or tag may contain."""


def open_past(root: Path | None, as_of: str | None, preset: Preset | None, at: str) -> Session:
    """Load the goal repository as it was at a revision, with the settings that it had then.

    The day that counts as today is that of the commit, unless another one is given.

    Raises:
        Failure: if there is no history or no such revision, or what it holds is wrong.
    """
    folder = root_folder(root)
    repository = open_repository(folder)
    commit = revision(repository, at)
    settings = _settings_at(repository, commit, at)
    day = commit.day if as_of is None else day_given(as_of)
    files = files_at(repository, commit, settings.files.exclude)
    _check_files(files, folder, at)
    context = context_of(settings, day, preset)
    workspace, findings = workspace_with(repository, files, context, KnownFiles(), processors())
    found = (*files.findings, *findings)
    read = read_at(repository, files)
    return Session(folder, settings, workspace, found, read, files.findings, commit)


def open_repository(folder: Path) -> Repository:
    """The git repository around a goal repository.

    Raises:
        Failure: if there is none, or git is missing.
    """
    environment = os.environ  # noqa: TID251 - this is the room that reads it
    found = find_repository(folder, environment)
    if isinstance(found, NoHistory):
        raise Failure(found.message, found.remedy)
    return found


def revision(repository: Repository, name: str) -> Commit:
    """The commit that a user names.

    Raises:
        Failure: if there is none.
    """
    found = repository.commit(name)
    if found is not None:
        return found
    if repository.head is None:
        raise Failure(f"there is no revision `{name}`", "the repository has no commit yet")
    if name in repository.names:
        raise Failure(f"`{name}` is no commit", "`git log` lists the commits")
    if _RANGE in name and not name.startswith(":"):
        two = "`kpi diff FROM --to TO` compares two of them"
        raise Failure(f"`{name}` is a range and no revision", two)
    remedy = did_you_mean(name, repository.names)
    if repository.is_shallow:
        remedy = remedy or "the clone is shallow; `git fetch --unshallow` brings the rest"
    raise Failure(f"there is no revision `{name}`", remedy or "`git log` lists the commits")


def _settings_at(repository: Repository, commit: Commit, at: str) -> Settings:
    settings, errors = settings_from(partial(_contents, repository, commit))
    if errors:
        fail_with([ConfigError(f"{at}:{e.path}", e.line, e.message, e.help) for e in errors])
    return settings


def _contents(repository: Repository, commit: Commit, name: str) -> bytes | None:
    found = repository.file(commit.id, name)
    return found.contents if found is not None else None


def _check_files(files: Files, folder: Path, at: str) -> None:
    warn_of_submodules(files.submodules, at)
    if not files.goal_files and not files.findings:
        raise Failure(f"there are no goal files (*.yaml, *.yml) in {folder} at `{at}`")


def warn_of_submodules(paths: Iterable[str], at: str) -> None:
    """Say of which folders the files at a revision are not known."""
    for path in paths:
        write_error(f"warning: `{path}` is a submodule: its files at `{at}` are not read")
