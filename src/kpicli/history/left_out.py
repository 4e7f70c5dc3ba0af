"""Which files the settings of a commit leave out, and the commit from which a file is left out."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from kpicli.config import PYPROJECT_FILE, SETTINGS_FILE, place_in, settings_from
from kpicli.findings import Label
from kpicli.history.files import files_at
from kpicli.source import SourceFile, Span
from kpicli.workspace import IGNORE_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.history.commit import Commit
    from kpicli.history.repository import Repository
    from kpicli.workspace import Read


def exclude_at(
    repository: Repository, commit: Commit, otherwise: tuple[str, ...]
) -> tuple[str, ...]:
    """The globs of files that are left out at a commit; `otherwise` where it has no valid ones."""

    def contents(name: str) -> bytes | None:
        found = repository.file(commit.id, name)
        return found.contents if found is not None else None

    settings, errors = settings_from(contents)
    return otherwise if errors else tuple(settings.files.exclude)


def place_of_exclude(read: Read) -> Label:
    """The line of the settings that says which files are left out."""

    def contents(name: str) -> bytes | None:
        source = read(name)[0]
        return None if source is None else source.text.encode()

    name, line = place_in(contents, ("files", "exclude"))
    source = read(name)[0] or SourceFile(name, "")
    start = source.offset_of_line(line)
    return Label(name, Span(start, start + len(source.line(line))))


def last_left_out(repository: Repository, head: Commit, since: Commit, path: str) -> Commit | None:
    """The last commit after `since` whose settings or `.gitignore` began to leave a file out.

    None where no commit did so, for one because it is not committed yet.
    """
    for commit in _touching_what_is_left_out(repository, head, since, path):
        parents = [repository.commit(parent) for parent in commit.parents]
        before = [_takes(repository, parent, path) for parent in parents if parent is not None]
        if before and all(before) and not _takes(repository, commit, path):
            return commit
    return None


def _takes(repository: Repository, commit: Commit, path: str) -> bool:
    return path in files_at(repository, commit, exclude_at(repository, commit, ())).goal_files


def _touching_what_is_left_out(
    repository: Repository, head: Commit, since: Commit, path: str
) -> Iterator[Commit]:
    """The commits that touched the settings, or a `.gitignore` in a folder around the file."""
    names = [f"{repository.prefix}{name}" for name in (SETTINGS_FILE, PYPROJECT_FILE)]
    folder = posixpath.dirname(f"{repository.prefix}{path}")
    while folder:
        names.append(f"{folder}/{IGNORE_FILE}")
        folder = posixpath.dirname(folder)
    arguments = ("rev-list", "--topo-order", head.id, f"^{since.id}", "--", *names, IGNORE_FILE)
    with repository.git.reading(*arguments) as ids:
        found = [line.decode("ascii").strip() for line in ids]
    yield from (commit for key in found if (commit := repository.commit(key)) is not None)
