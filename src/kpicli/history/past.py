"""A goal repository at a commit as a workspace."""

from __future__ import annotations

import posixpath
from functools import partial
from typing import TYPE_CHECKING

from kpicli.documents import source_of, unreadable
from kpicli.history.files import files_at
from kpicli.history.known_files import KnownFiles
from kpicli.workspace import not_listed, workspace_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kpicli.findings import Finding
    from kpicli.history.commit import Commit
    from kpicli.history.files import Files
    from kpicli.history.repository import Repository
    from kpicli.source import SourceFile
    from kpicli.workspace import Context, Read, Workspace

_LFS = b"version https://git-lfs.github.com/spec/v1"


def workspace_at(
    repository: Repository,
    commit: Commit,
    context: Context,
    exclude: Iterable[str] = (),
    known_files: KnownFiles | None = None,
) -> tuple[Workspace, list[Finding]]:
    """The workspace at a commit, and all that was wrong with its files.

    Definitions of files that are known are the same objects as before, so that an `is` tells
    that nothing changed in them. The settings are those of the caller.
    """
    files = files_at(repository, commit, exclude)
    workspace, findings = workspace_with(repository, files, context, known_files or KnownFiles())
    return workspace, [*files.findings, *findings]


def workspace_with(
    repository: Repository,
    files: Files,
    context: Context,
    known_files: KnownFiles,
    processes: int = 1,
) -> tuple[Workspace, list[Finding]]:
    """The workspace of files at a commit, and all that was wrong in them."""
    read = read_at(repository, files)
    read_all = partial(goal_files_at, repository, files)
    contents = known_files.read_files(keys_of(files), read_all, processes)
    return workspace_of(contents, read, context, not_listed(files.findings))


def keys_of(files: Files) -> dict[str, str]:
    """The ids of the contents of the goal files, by path."""
    return {path: files.blob(path) or "" for path in files.goal_files}


def read_at(repository: Repository, files: Files) -> Read:
    """Reads files of a commit by their paths from the root, with the rules of files on the disk."""

    def read(path: str) -> tuple[SourceFile | None, list[Finding]]:
        key = files.blob(posixpath.normpath(path))
        if key is None:
            return None, [unreadable(path, "does not exist", "check its name at that revision")]
        return _source(path, repository.blob(key))

    return read


def goal_files_at(
    repository: Repository, files: Files, paths: Sequence[str]
) -> Iterator[tuple[SourceFile | None, list[Finding]]]:
    """The same for goal files of the commit, which git is asked for many at once."""
    keys = [files.blob(path) or "" for path in paths]
    yield from map(_source, paths, repository.blobs(keys))


def _source(path: str, contents: bytes | None) -> tuple[SourceFile | None, list[Finding]]:
    if contents is None:
        remedy = "fetch what a partial clone leaves out, such as with `git fetch --refetch`"
        return None, [unreadable(path, "is not in this clone", remedy)]
    if contents.startswith(_LFS):
        remedy = "keep goals and their actuals in git itself"
        return None, [unreadable(path, "is kept in Git LFS, not in git", remedy)]
    return source_of(path, contents)
