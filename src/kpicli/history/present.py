"""The goal files as they are now, and what is known of them by the ids of their contents."""

from __future__ import annotations

from functools import cached_property, partial
from itertools import chain
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from kpicli.history.files import files_at
from kpicli.history.growth import before_growth
from kpicli.history.known_files import KnownFiles, blob_id
from kpicli.history.left_out import exclude_at, place_of_exclude
from kpicli.history.past import goal_files_at, keys_of, read_at
from kpicli.workspace import FileContents, excluded_by
from kpicli.workspace.actuals import tables_of
from kpicli.workspace.load import workspace_alone

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kpicli.findings import Label
    from kpicli.history.commit import Commit
    from kpicli.history.files import Files
    from kpicli.history.repository import Repository
    from kpicli.source import SourceFile
    from kpicli.workspace import Definition, Read, Workspace


class Present(Struct, frozen=True, eq=False, dict=True):
    """The goals as they were loaded; `exclude` are the globs of files that are left out.

    They are those of the work tree, or with `head` those of a commit. Files of an
    earlier commit with the same contents are not parsed again, and others by so many processes.
    With `kept` they were read again, and files of earlier times are known as well.
    """

    workspace: Workspace
    read: Read
    exclude: tuple[str, ...] = ()
    head: Commit | None = None
    processes: int = 1
    kept: KnownFiles | None = None

    @cached_property
    def blobs(self) -> Mapping[str, str]:
        """The ids that the contents of the goal files have in git, by path."""
        if self.kept is not None:
            return self.kept.on_disk
        found = ((path, self.read(path)[0]) for path in self.workspace.paths)
        return {path: blob_id(source.text) for path, source in found if source is not None}

    @cached_property
    def known_files(self) -> KnownFiles:
        """What the goal files say, and later those of other commits that were read."""
        if self.kept is not None:
            return self.kept
        known, contents = KnownFiles(), contents_by_path(self.workspace)
        for path, key in self.blobs.items():
            if path in contents:
                known.know(path, key, contents[path])
        return known

    def leaves_out(self, path: str) -> bool:
        """Whether a file is there and its goals are not, since it is left out."""
        return path not in self.workspace.paths and self.read(path)[0] is not None

    def excluded_by(self, path: str) -> Label | None:
        """Where the setting stands that leaves a file out; none where a `.gitignore` does."""
        globs = excluded_by(self.exclude)
        is_excluded = globs is not None and globs.match_file(path)
        return place_of_exclude(self.read) if is_excluded else None

    def at(self, repository: Repository, commit: Commit) -> Workspace:
        """The workspace at a commit; the present one itself where nothing in it differs.

        Left out are the files that the settings of that commit leave out.
        """
        files = files_at(repository, commit, exclude_at(repository, commit, self.exclude))
        keys, read = keys_of(files), read_at(repository, files)
        if keys == self.blobs and all(map(partial(self._has_table, files), self._tables)):
            return self.workspace
        read_all = partial(goal_files_at, repository, files)
        contents = self.known_files.read_files(keys, read_all, self.processes, self._told)
        return workspace_alone(contents, read, self.workspace.context)

    def _told(self, path: str, old: SourceFile) -> FileContents | None:
        """What an old file says, where it only lacks values that the present one has."""
        now = self.known_files.known(path, self.blobs.get(path, ""))
        source = self.read(path)[0] if now else None
        return before_growth(old.text, source.text, now) if source and now else None

    @cached_property
    def _tables(self) -> Mapping[str, str]:
        """The ids of the contents of the CSV files that goals name, by path; empty without any."""
        found = ((path, self.read(path)[0]) for path in tables_of(self.workspace) if path)
        return {path: blob_id(source.text) if source else "" for path, source in found}

    def _has_table(self, files: Files, path: str) -> bool:
        return (files.blob(path) or "") == self._tables[path]


def contents_by_path(workspace: Workspace) -> dict[str, FileContents]:
    """What the files define that were understood as a whole."""
    found: dict[str, FileContents] = {}
    goals, teams, people = workspace.goals, workspace.teams, workspace.people
    metrics = [metric for key, metric in workspace.metrics.items() if metric is not goals.get(key)]
    named = (goals.values(), metrics, teams.values(), people.values())
    definitions: Iterable[Definition[Any]] = chain(*named, workspace.tensions)
    for definition in definitions:
        found.setdefault(definition.path, FileContents()).definitions.append(definition)
    uncertain = {part.path for part in workspace.broken}
    for path in uncertain.union(part.path for part in workspace.doubled):
        found.pop(path, None)
    return found
