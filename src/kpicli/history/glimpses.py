"""One goal at commits, read with as little of its files as can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from kpicli.documents import source_of
from kpicli.history.renames import is_doubled
from kpicli.history.view import View, Views, reading
from kpicli.source import SourceFile
from kpicli.workspace import ENDINGS, FileContents, read_file
from kpicli.workspace.load import workspace_alone

if TYPE_CHECKING:
    from kpicli.history.known_files import KnownFiles
    from kpicli.history.repository import Repository
    from kpicli.history.touches import Text, TextsAtCommits
    from kpicli.workspace import Context

_MOST_KEPT = 64


class Glimpses(Struct, frozen=True, eq=False):
    """Reads goals at commits; what was read last is kept."""

    repository: Repository
    texts: TextsAtCommits
    known_files: KnownFiles
    _known: dict[tuple[str, str], FileContents] = field(default_factory=dict)

    def read(self, path: str, text: Text, ids: frozenset[str]) -> FileContents:
        """What a file says about some definitions; where its parts are not known, about all."""
        if text.parts is None:
            return self.known_files.read_file(
                path, text.key, lambda _: source_of(path, text.contents)
            )
        part = text.parts.text_with(ids)
        if (path, part) not in self._known:
            if len(self._known) >= _MOST_KEPT:
                self._known.clear()
            self._known[path, part] = read_file(path, lambda _: (SourceFile(path, part), []))
        return self._known[path, part]


class Life(Struct, frozen=True, eq=False):
    """A goal by its id, or by the one that it had before, in some files with its metrics."""

    glimpses: Glimpses
    context: Context
    goals: tuple[str, ...]
    metrics: frozenset[str]
    paths: tuple[str, ...]

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the goal and of its metrics."""
        return self.metrics.union(self.goals)

    def at(self, commit: str) -> View:
        """The goal at a commit, as it was called then."""
        found = {
            path: text
            for path in self.paths
            if path.endswith(ENDINGS) and (text := self.glimpses.texts.at(commit, path))
        }
        contents = {path: self.glimpses.read(path, text, self.ids) for path, text in found.items()}
        read = reading(self.glimpses.repository, commit)
        workspace = workspace_alone(contents, read, self.context)
        goal = next((workspace.goals[key] for key in self.goals if key in workspace.goals), None)
        if any(is_doubled(key, workspace) for key in self.goals):
            return View(workspace, None, is_broken=True)
        view = View(workspace, goal)
        if view.lacks_metric or (goal is None and self._is_expected(found)):
            return self._whole(commit)
        return view

    def _is_expected(self, texts: dict[str, Text]) -> bool:
        """Whether a file has the goal all the same, such as one that cannot be understood."""
        known = (text.parts for text in texts.values())
        return any(
            parts is None or not parts.by_id.keys().isdisjoint(self.goals) for parts in known
        )

    def _whole(self, commit: str) -> View:
        """The same from whole files, and wherever its metric may be."""
        views = [self._views(key).at(commit) for key in self.goals]
        return next((view for view in views if view.definition is not None), views[0])

    def _views(self, goal: str) -> Views:
        views = Views(self.glimpses.repository, goal, self.context, self.glimpses.known_files)
        views.learn(self.paths)
        return views
