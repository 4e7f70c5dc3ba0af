"""The life of one goal: every commit that changed it, found by its id wherever it stood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.history.changes import changes, edges
from kpicli.history.known_files import KnownFiles
from kpicli.history.mentions import Mentions
from kpicli.history.view import View, Views, defining

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
    exclude: Iterable[str] = (),
) -> Iterator[Step]:
    """The commits after `since` that changed a goal, its metric or its CSV file, the oldest first.

    Of every commit in the history of `until`, by default HEAD, only the files are parsed that hold
    the goal's id. Left out is what `exclude` matches.
    """
    views = Views(repository, goal, context, KnownFiles(), exclude)
    yield from _Walk(_Part(repository, since, until), goal, views).steps()


class _Part(Struct, frozen=True):
    """The part of a history that is looked at."""

    repository: Repository
    since: Commit | None
    until: Commit | None

    def changes(self) -> Iterator[CommitChanges]:
        """What its commits changed."""
        return changes(self.repository, self.since, self.until)

    def before(self, mentions: Mentions) -> Iterator[tuple[Commit, list[str]]]:
        """The commits right before it, with the files that define what is asked for."""
        since = self.since
        for edge in edges(self.repository, since, self.until) if since is not None else ():
            yield edge, defining(self.repository, edge, mentions)

    def defining(self, mentions: Mentions) -> Iterator[str]:
        """All files that ever define what is asked for."""
        for _, paths in self.before(mentions):
            yield from paths
        for change in mentions.among(self.changes()):
            yield from (part.path for part in change.files if mentions.concerns(part))


class _Walk:
    """Goes through the history of one goal, and learns what else belongs to it."""

    def __init__(self, part: _Part, goal: str, views: Views) -> None:
        self._part = part
        self._repository = part.repository
        self._views = views
        self._mentions = Mentions(part.repository, [goal])
        self._tables: set[str] = set()
        self._missed: set[str] = set()

    def steps(self) -> Iterator[Step]:
        for edge, paths in self._part.before(self._mentions):
            self._views.learn(paths)
            self._at(edge)
        for change in self._mentions.among(self._part.changes()):
            commit = self._concerned(change)
            step = self._step(commit, change.files) if commit is not None else None
            if step is not None:
                yield step

    def _concerned(self, change: CommitChanges) -> Commit | None:
        """The commit of changes, if they may change the goal."""
        paths = [part.path for part in change.files if self._mentions.concerns(part)]
        self._views.learn(paths)
        if paths or any(part.path in self._tables for part in change.files):
            return self._repository.commit(change.commit)
        merge = self._repository.commit(change.commit) if change.is_merge else None
        return merge if merge is not None and self._joins(merge) else None

    def _joins(self, merge: Commit) -> bool:
        """Whether a merge puts together what belongs to the goal on several branches.

        It can do so without a file of its own: one branch has the goal, another one its metric.
        """
        now = self._views.contents(merge.id, self._tables)
        return all(self._views.contents(key, self._tables) != now for key in merge.parents)

    def _step(self, commit: Commit, files: tuple[FileChange, ...]) -> Step | None:
        after = self._at(commit)
        is_boundary = commit.id in self._repository.boundary
        before = () if is_boundary else tuple(map(self._views.at, commit.parents))
        if any(after.is_like(view) for view in before):
            return None
        return Step(commit, before, after, is_boundary, files)

    def _at(self, commit: Commit) -> View:
        """The goal at a commit; what belongs to it counts from there on."""
        view = self._views.at(commit.id)
        metric = view.metric
        if metric is not None and view.lacks_metric and metric not in self._missed:
            # It may come from a branch whose files were not searched for it.
            self._missed.add(metric)
            self._views.learn(self._part.defining(Mentions(self._repository, [metric])))
            view = self._views.at(commit.id)
        self._tables |= view.tables
        self._mentions.add([] if metric is None else [metric])
        return view
