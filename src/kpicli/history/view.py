"""One goal at a commit, in a workspace with as few files as it takes."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.documents import source_of, unreadable
from kpicli.history.files import files_at
from kpicli.history.mentions import Mentions
from kpicli.history.renames import is_doubled
from kpicli.models.actual import CsvActuals
from kpicli.models.goal import Kpi
from kpicli.workspace import excluded_by
from kpicli.workspace.load import workspace_alone

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpicli.findings import Finding
    from kpicli.history.commit import Commit
    from kpicli.history.known_files import KnownFiles
    from kpicli.history.repository import Repository
    from kpicli.source import SourceFile
    from kpicli.workspace import AnyGoal, Context, Definition, FileContents, Read, Workspace


class View(Struct, frozen=True):
    """A goal at a commit. The workspace has its file, that of its metric, and its CSV file.

    `definition` is none where the commit has no such goal; `is_broken` says that it has one that
    cannot be understood, or more than one.
    """

    workspace: Workspace
    definition: Definition[AnyGoal] | None
    is_broken: bool = False

    @property
    def is_gone(self) -> bool:
        """Whether the commit has no such goal, not even one that cannot be understood."""
        return self.definition is None and not self.is_broken

    @property
    def tables(self) -> frozenset[str]:
        """The path of the CSV file that the goal takes its actuals from, if it does."""
        goal = self.definition
        actuals = getattr(goal.model, "actuals", None) if goal is not None else None
        if goal is None or not isinstance(actuals, CsvActuals):
            return frozenset()
        folder = posixpath.dirname(goal.path)
        return frozenset({posixpath.normpath(posixpath.join(folder, actuals.csv))})

    @property
    def metric(self) -> str | None:
        """The id of the metric that the goal names."""
        model = self.definition.model if self.definition is not None else None
        return model.metric if isinstance(model, Kpi) else None

    @property
    def lacks_metric(self) -> bool:
        """Whether the goal names a metric that is not there."""
        return self.metric is not None and self.metric not in self.workspace.metrics

    def is_like(self, other: View) -> bool:
        """Whether nothing that is known of the goal differs in another view."""
        return self._facts() == other._facts()

    def _facts(self) -> tuple[object, ...]:
        goal, metric = self.definition, self.workspace.metrics.get(self.metric or "")
        if goal is None:
            return (self.is_broken,)
        return (
            goal.model,
            goal.path,
            goal.nested_in,
            metric.model if metric is not None else None,
            self.workspace.csv_actuals.get(goal.id),
        )


class Views:
    """Reads one goal at commits. It learns on the way which files the goal has stood in."""

    def __init__(
        self,
        repository: Repository,
        goal: str,
        context: Context,
        known_files: KnownFiles,
        exclude: Iterable[str] = (),
    ) -> None:
        self._exclude = excluded_by(exclude)
        self._repository = repository
        self._goal = goal
        self._context = context
        self._known_files = known_files
        self._paths: dict[str, None] = {}
        self._searched: set[str] = set()

    def learn(self, paths: Iterable[str]) -> None:
        """Look into these files, too, from here on, unless they are left out."""
        self._paths.update(dict.fromkeys(path for path in paths if self._takes(path)))

    def at(self, commit: str) -> View:
        """The goal at a commit."""
        view = self._seen(commit)
        metric = view.metric
        if metric is None or metric in self._searched:
            return view
        self._searched.add(metric)
        found = self._repository.commit(commit)
        self.learn(defining(self._repository, found, Mentions(self._repository, [metric])))
        return self._seen(commit)

    def contents(self, commit: str, tables: Iterable[str]) -> tuple[str | None, ...]:
        """The ids of all that it looks into at a commit, and of some CSV files."""
        found = (self._repository.file(commit, path) for path in (*self._paths, *sorted(tables)))
        return tuple(file.id if file is not None else None for file in found)

    def _takes(self, path: str) -> bool:
        return self._exclude is None or not self._exclude.match_file(path)

    def _seen(self, commit: str) -> View:
        found = ((path, self._repository.file(commit, path)) for path in self._paths)
        contents = {
            path: self._read(path, file.id, file.contents)
            for path, file in found
            if file is not None
        }
        read = reading(self._repository, commit)
        workspace = workspace_alone(dict(sorted(contents.items())), read, self._context)
        goal = workspace.goals.get(self._goal)
        if is_doubled(self._goal, workspace):
            return View(workspace, None, is_broken=True)
        is_broken = goal is None and (
            self._goal in workspace.broken_ids or workspace.may_be_unread(self._goal)
        )
        return View(workspace, goal, is_broken)

    def _read(self, path: str, key: str, contents: bytes) -> FileContents:
        return self._known_files.read_file(path, key, lambda _: source_of(path, contents))


def defining(repository: Repository, commit: Commit | None, mentions: Mentions) -> list[str]:
    """The goal files at a commit that may define something with one of the ids."""
    return mentions.defining(files_at(repository, commit)) if commit is not None else []


def reading(repository: Repository, commit: str) -> Read:
    """Reads files at a commit by their paths from the root."""

    def read(path: str) -> tuple[SourceFile | None, list[Finding]]:
        found = repository.file(commit, path)
        if found is None:
            return None, [unreadable(path, "does not exist", "check its name at that revision")]
        return source_of(path, found.contents)

    return read
