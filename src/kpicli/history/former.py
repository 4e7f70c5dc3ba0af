"""Whether a goal that came or went in a commit had another id before it, or has one since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.documents import source_of
from kpicli.history.renames import renames
from kpicli.workspace import ENDINGS, read_file, workspace_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kpicli.findings import Finding
    from kpicli.history.life import Step
    from kpicli.history.repository import Repository
    from kpicli.source import SourceFile
    from kpicli.workspace import Context, Workspace

_MOST_FILES = 200
"""A commit that changes more is a reordering of everything, in which nobody can guess."""


def former_id(repository: Repository, step: Step, goal: str, context: Context) -> str | None:
    """The id of a goal that is gone with the commit in which this one came and says the same.

    It is a guess by title, metric and target; none where nothing is alike, and in merges.
    """
    found = _renamed(repository, step, context)
    return next((old for old, new in found.items() if new == goal), None)


def later_id(repository: Repository, step: Step, goal: str, context: Context) -> str | None:
    """The id of a goal that came with the commit in which this one went and says the same."""
    return _renamed(repository, step, context).get(goal)


def _renamed(repository: Repository, step: Step, context: Context) -> Mapping[str, str]:
    files = [part for part in step.files if part.path.endswith(ENDINGS)]
    if len(step.before) != 1 or len(files) > _MOST_FILES:
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
