"""One goal repository in the editor: its files as they are now, and what is known of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kpicli.config import find_root
from kpicli.documents import read_source
from kpicli.server.mentions import Mention, mentions
from kpicli.server.neighbours import neighbours
from kpicli.server.quick import Edit, light_workspace, quick
from kpicli.server.setup import setup_of
from kpicli.server.thorough import Checked, Job
from kpicli.source import SourceFile
from kpicli.workspace import discover, not_listed, read_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from kpicli.findings import Finding
    from kpicli.linter import CheckResult, LocatedFinding
    from kpicli.server.buffers import Buffers
    from kpicli.workspace import FileContents, Workspace

    AbsentFiles = Callable[[Path, Iterable[str]], Mapping[str, FileContents]]
    """What can be told of goal files below a root that are not checked out, without globs."""


def _none(_root: Path, _exclude: Iterable[str]) -> Mapping[str, FileContents]:
    return {}


NONE_ABSENT: AbsentFiles = _none


class Repository:
    """The files below one root. Paths are relative to it, with slashes."""

    def __init__(
        self, root: Path, buffers: Buffers, absent_files: AbsentFiles = NONE_ABSENT
    ) -> None:
        self.root = root
        self._absent_files = absent_files
        self.setup = setup_of(root)
        self.checked: Checked | None = None
        self.version = 1
        self._buffers = buffers
        self._files: dict[str, FileContents | None] = {}
        self._changed_in: dict[str, int] = {}
        self._unlisted: tuple[Finding, ...] = ()
        self._absent: Mapping[str, FileContents] = {}
        self.shown: dict[str, tuple[LocatedFinding, ...]] = {}
        """What the editor was told last, by the path of the file that it is about."""
        self._mentions: dict[str, tuple[SourceFile, tuple[Mention, ...]]] = {}
        self._workspace: tuple[int, Workspace] | None = None
        self.discover()

    # What is there

    @property
    def paths(self) -> tuple[str, ...]:
        """The goal files."""
        return tuple(self._files)

    @property
    def open_paths(self) -> tuple[str, ...]:
        """The goal files that are open in the editor."""
        paths = (self.path_of(file) for file in self._buffers.files())
        return tuple(path for path in paths if path in self._files)

    def path_of(self, file: Path) -> str | None:
        """The path of a file, none where it is not below the root."""
        return file.relative_to(self.root).as_posix() if file.is_relative_to(self.root) else None

    def read(self, path: str) -> tuple[SourceFile | None, list[Finding]]:
        """The text of a file: of the open document, else from disk."""
        buffer = self._buffers.get(self.root / path)
        if buffer is not None:
            return SourceFile(path, buffer.source.text), []
        return read_source(self.root, path)

    def source(self, path: str) -> SourceFile:
        """The text of a file; empty where it cannot be read."""
        return self.read(path)[0] or SourceFile(path, "")

    def mentions(self, path: str) -> tuple[Mention, ...]:
        """The ids that a file names, remembered for the text that it has."""
        source, known = self.source(path), self._mentions.get(path)
        if known is None or known[0] != source:
            known = self._mentions[path] = (source, mentions(source))
        return known[1]

    def files_with(self, word: str) -> Iterator[str]:
        """The goal files in whose text a word stands anywhere."""
        return (path for path in self._files if word in self.source(path).text)

    # What changes

    def discover(self) -> None:
        """Look which goal files there are; files that are new are to be read."""
        exclude = self.setup.settings.files.exclude
        paths, unlisted = discover(self.root, exclude)
        self._unlisted = tuple(unlisted)
        self._absent = {**self._absent_files(self.root, exclude), **not_listed(unlisted)}
        self._files = {path: self._files.get(path) for path in paths}
        self.version += 1

    def reload_settings(self) -> None:
        """Read the settings again; everything may mean something else then."""
        self.setup = setup_of(self.root, self.setup)
        self.discover()

    def touch(self, path: str) -> None:
        """A file changed: it is to be read again."""
        self.version += 1
        self._changed_in[path] = self.version
        if path in self._files:
            self._files[path] = None

    # What is found

    def edited(self, path: str, day: date) -> CheckResult | None:
        """What an edit of a file comes to at once; none where that is not known yet."""
        before = self.checked
        if path not in self._files or before is None:
            return None
        edit = Edit(path, self._contents(), self.setup.context(day), self.read, self._absent)
        return quick(edit, before, self.setup)

    def job(self, day: date) -> Job:
        """The check of everything as it is now, to be made in the background."""
        texts = {
            file: buffer.source.text
            for file in self._buffers.files()
            if (buffer := self._buffers.get(file)) is not None
        }
        read = partial(_read, self.root, texts)
        files = dict(self._files)
        return Job(files, self._unlisted, self._absent, read, self.setup, day, self.version)

    def take(self, checked: Checked) -> None:
        """Keep what a check has read and found."""
        self.keep(checked.files, checked.version)
        self.checked = checked

    def keep(self, files: Mapping[str, FileContents], version: int) -> None:
        """Keep what files say, as far as they did not change since a version."""
        for path, contents in files.items():
            if path in self._files and self._changed_in.get(path, 0) <= version:
                self._files[path] = contents

    def remember(self, checked: Checked) -> None:
        """Keep what the editor is told about the files that did not change since a check."""
        found: dict[str, list[LocatedFinding]] = {}
        for part in checked.result.findings:
            found.setdefault(part.primary.path, []).append(part)
        stale = {
            path: part for path, part in self.shown.items() if not self.is_current(checked, path)
        }
        self.shown = {path: tuple(parts) for path, parts in found.items()} | stale

    def is_current(self, checked: Checked, path: str) -> bool:
        """Whether a file has not changed since a check."""
        return self._changed_in.get(path, 0) <= checked.version

    def workspace(self, day: date) -> Workspace:
        """The definitions as they are now; actuals from CSV are those of the last check."""
        checked = self.checked
        if checked is not None and (checked.version, checked.workspace.as_of) == (
            self.version,
            day,
        ):
            return checked.workspace
        if self._workspace is None or self._workspace[0] != self.version:
            context = self.setup.context(day)
            found = light_workspace(self._contents(), self._absent, context, checked)
            self._workspace = (self.version, found)
        return self._workspace[1]

    def workspace_around(self, goal: str, day: date) -> Workspace:
        """A workspace in which a goal has the progress that it has in that of everything."""
        whole = self.workspace(day)
        if self.checked is None or whole is self.checked.workspace:
            return whole
        near = neighbours((goal,), whole, self.checked.workspace, len(whole.goals))
        goals = {key: part for key, part in whole.goals.items() if key in (near or ())}
        return replace(whole, goals=goals)

    def _contents(self) -> dict[str, FileContents]:
        """What the files say; those that changed are read now."""
        for path, known in self._files.items():
            if known is None:
                self._files[path] = read_file(path, self.read)
        return {path: known for path, known in self._files.items() if known is not None}


def root_of_file(file: Path) -> Path | None:
    """The root of the goal repository that a file or a folder is in; none without settings."""
    return find_root(file if file.is_dir() else file.parent)


def _read(
    root: Path, texts: Mapping[Path, str], path: str
) -> tuple[SourceFile | None, list[Finding]]:
    text = texts.get(root / path)
    return read_source(root, path) if text is None else (SourceFile(path, text), [])
