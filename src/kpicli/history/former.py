"""Whether a goal that came or went in a commit had another id before it, or has one since."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kpicli.documents import source_of
from kpicli.history.renames import renames
from kpicli.workspace import ENDINGS, read_file, workspace_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kpicli.findings import Finding
    from kpicli.history.changes import CommitChanges, FileChange
    from kpicli.history.life import Step
    from kpicli.history.repository import Repository
    from kpicli.source import SourceFile
    from kpicli.workspace import Context, Workspace

_MOST_FILES = 200
"""A commit that changes more is a reordering of everything, in which nobody can guess."""
_ID = re.compile(rb"""id["']?\s*:\s*["']?([a-z][\w.]*)""")


def former_id(repository: Repository, step: Step, goal: str, context: Context) -> str | None:
    """The id of a goal that is gone with the commit in which this one came and says the same.

    It is a guess by title, metric and target; none where nothing is alike, and in merges.
    """
    found = _renamed(repository, step, context)
    return next((old for old, new in found.items() if new == goal), None)


def later_id(repository: Repository, step: Step, goal: str, context: Context) -> str | None:
    """The id of a goal that came with the commit in which this one went and says the same."""
    return _renamed(repository, step, context).get(goal)


def former_ids(
    repository: Repository, change: CommitChanges, context: Context
) -> Mapping[str, str]:
    """By the ids of the goals that came with a commit, what each may have been called before it.

    Nothing is parsed where no id is gone with the commit, as is so of nearly all.
    """
    if change.is_merge or not _is_any_gone(repository, change.files):
        return {}
    return {new: old for old, new in _between(repository, change.files, context).items()}


def _is_any_gone(repository: Repository, changed: Iterable[FileChange]) -> bool:
    """Whether the files of a commit that has one parent name an id that they name no more."""
    files = [part for part in changed if part.path.endswith(ENDINGS) and part.before[0]]
    before = _ids(repository, (part.before[0] for part in files))
    return bool(before and before - _ids(repository, (part.after for part in changed)))


def _ids(repository: Repository, keys: Iterable[str | None]) -> set[bytes]:
    texts = repository.blobs([key for key in keys if key is not None])
    return {key for text in texts if text is not None for key in _ID.findall(text)}


def _renamed(repository: Repository, step: Step, context: Context) -> Mapping[str, str]:
    return _between(repository, step.files, context) if len(step.before) == 1 else {}


def _between(
    repository: Repository, changed: Iterable[FileChange], context: Context
) -> Mapping[str, str]:
    files = [part for part in changed if part.path.endswith(ENDINGS)]
    if len(files) > _MOST_FILES:
        return {}
    before = _workspace(repository, ((part.path, part.before[0]) for part in files), context)
    after = _workspace(repository, ((part.path, part.after) for part in files), context)
    return renames(before, after)


def _workspace(
    repository: Repository, files: Iterable[tuple[str, str | None]], context: Context
) -> Workspace:
    blobs = {path: repository.blob(key) or b"" for path, key in files if key is not None}

    def read(path: str) -> tuple[SourceFile | None, list[Finding]]:
        return source_of(path, blobs.get(path, b""))

    contents = {path: read_file(path, read) for path in sorted(blobs)}
    return workspace_of(contents, read, context)[0]
