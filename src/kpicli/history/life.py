"""The life of one goal: every commit that changed it, found by its id wherever it stood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.history.changes import changes
from kpicli.history.memo import Memo
from kpicli.history.mentions import Mentions
from kpicli.history.view import View, Views, defining

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kpicli.history.changes import CommitChanges, FileChange
    from kpicli.history.commit import Commit
    from kpicli.history.repository import Repository
    from kpicli.workspace import Context


class Step(Struct, frozen=True):
    """A commit that changed a goal: the goal in each of its parents, and in it.

    A merge is a step only where its goal differs from that of every parent. `is_boundary` says
    that a shallow clone has no parents of the commit, so that what it changed is not known.
    """

    commit: Commit
    before: tuple[View, ...]
    after: View
    is_boundary: bool = False
    files: tuple[FileChange, ...] = ()
    """All goal files and CSV files that the commit changed, whether the goal is in them or not."""


def steps_of(
    repository: Repository,
    goal: str,
    context: Context,
    since: Commit | None = None,
    until: Commit | None = None,
) -> Iterator[Step]:
    """The commits after `since` that changed a goal, its metric or its CSV file, the oldest first.

    Of every commit in the history of `until`, by default HEAD, only the files are parsed that hold
    the goal's id.
    """
    walk = _Walk(repository, goal, Views(repository, goal, context, Memo()))
    yield from walk.steps(since, until)


def last_change(
    repository: Repository,
    goal: str,
    context: Context,
    since: Commit | None,
    counts: Callable[[View, View], bool],
) -> Commit | None:
    """The last commit after `since` in whose step `counts` holds from every parent to it."""
    found = None
    for step in steps_of(repository, goal, context, since):
        if step.before and all(counts(before, step.after) for before in step.before):
            found = step.commit
    return found


class _Walk:
    """Goes through the history of one goal, and learns what else belongs to it."""

    def __init__(self, repository: Repository, goal: str, views: Views) -> None:
        self._repository = repository
        self._goal = goal
        self._views = views
        self._mentions = Mentions(repository, [goal])
        self._tables: set[str] = set()

    def steps(self, since: Commit | None, until: Commit | None) -> Iterator[Step]:
        if since is not None:
            self._start(since)
        for change in self._mentions.among(changes(self._repository, since, until)):
            if self._concerns(change):
                step = self._step(change)
                if step is not None:
                    yield step

    def _start(self, since: Commit) -> None:
        """What the goal had to do with before the first commit that is looked at."""
        self._views.learn(defining(self._repository, since.id, self._goal))
        self._note(self._views.at(since.id))

    def _concerns(self, change: CommitChanges) -> bool:
        paths = [part.path for part in change.files if self._mentions.concerns(part)]
        self._views.learn(paths)
        return bool(paths) or any(part.path in self._tables for part in change.files)

    def _step(self, change: CommitChanges) -> Step | None:
        commit = self._repository.commit(change.commit)
        if commit is None:
            return None
        after = self._views.at(commit.id)
        self._note(after)
        is_boundary = commit.id in self._repository.boundary
        before = () if is_boundary else tuple(map(self._views.at, commit.parents))
        if any(after.is_like(view) for view in before):
            return None
        return Step(commit, before, after, is_boundary, change.files)

    def _note(self, view: View) -> None:
        self._tables |= view.tables
        if view.metric is not None:
            self._mentions.add([view.metric])
