"""An editor's session: open documents, goal repositories, and when what is checked."""

from __future__ import annotations

import asyncio
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kpicli.server.diagnostics import diagnostics, settings_diagnostics
from kpicli.server.memory import Memory
from kpicli.server.repository import Repository, root_of_file
from kpicli.server.thorough import thorough
from kpicli.server.turn import GivenUpError, Turn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from lsprotocol import types as lsp

    from kpicli.server.places import Places
    from kpicli.server.thorough import Checked

    Publish = Callable[[str, list[lsp.Diagnostic], int | None], None]
    """Sends the diagnostics of a document, with its version where it is open."""

AT_ONCE = 0.01
"""Seconds within which edits are taken together."""
LATER = 0.3
"""Seconds without an edit before everything is checked."""


_SHORT, _LONG = 0.001, 0.5
"""Seconds for which one thread lets another wait: in the background, and while a person waits."""


@dataclass(slots=True)
class _Watch:
    """A repository with what is under way for it."""

    repository: Repository
    turn: Turn | None = None
    timer: asyncio.TimerHandle | None = None
    shown: dict[str, list[lsp.Diagnostic]] = field(default_factory=dict)
    settings_shown: frozenset[str] = frozenset()


class Session:
    """What the server knows. All methods are called from the event loop's thread."""

    def __init__(
        self,
        places: Places,
        today: Callable[[], date],
        publish: Publish,
        report: Callable[[Exception], None],
        root: Path | None = None,
    ) -> None:
        self.places = places
        self.today = today
        self._buffers = places.buffers
        self._publish = publish
        self._report = report
        self._root = root
        self._watched: dict[Path, _Watch] = {}
        self._edited: set[tuple[Path, str]] = set()
        self._memory = Memory()
        self._at_once: asyncio.TimerHandle | None = None
        self._pool = ThreadPoolExecutor(1, "kpi-check")
        sys.setswitchinterval(_SHORT)

    # Repositories

    @property
    def repositories(self) -> tuple[Repository, ...]:
        """All goal repositories that are known."""
        return tuple(watch.repository for watch in self._watched.values())

    def repository_of(self, file: Path) -> tuple[Repository, str] | None:
        """The goal repository that a file belongs to, and its path there; none outside of all."""
        root = self._root or root_of_file(file)
        if root is None or not file.is_relative_to(root):
            return None
        repository = self.add_root(root)
        path = repository.path_of(file)
        return (repository, path) if path is not None else None

    def add_root(self, root: Path) -> Repository:
        """The goal repository at a root, which is checked when it is met first."""
        if root not in self._watched:
            self._watched[root] = _Watch(Repository(root, self._buffers))
            self._check_later(self._watched[root], 0)
        return self._watched[root].repository

    def add_folder(self, folder: Path) -> None:
        """A folder was opened: the goal repository that it is in, if it is in one."""
        root = self._root or root_of_file(folder)
        if root is not None:
            self.add_root(root)

    def remove_folder(self, folder: Path) -> None:
        """A folder was closed: the goal repositories in it without an open document are too."""
        for root in [root for root in self._watched if root.is_relative_to(folder)]:
            if not any(file.is_relative_to(root) for file in self._buffers.files()):
                self._forget(root)

    def _forget(self, root: Path) -> None:
        watch = self._watched.pop(root)
        _stop(watch)
        for path in list(watch.shown):
            self._show(watch, path, [])
        for path in watch.settings_shown:
            self._publish(self.places.uri(root / path), [], None)

    # What the editor says

    def edited(self, file: Path) -> None:
        """An open document has another text, or is open or closed now."""
        found = self.repository_of(file)
        if found is None:
            return
        repository, path = found
        self._memory.busy()
        if path not in repository.paths and file.is_file():
            repository.discover()
        repository.touch(path)
        self._edited.add((repository.root, path))
        if self._at_once is None:
            loop = asyncio.get_running_loop()
            self._at_once = loop.call_later(AT_ONCE, self._check_edited)
        self._check_later(self._watched[repository.root], LATER)

    def changed_on_disk(self, files: Iterable[Path]) -> None:
        """Files were written, created or removed."""
        roots: set[Path] = set()
        for file in files:
            if file.name in {"kpi.toml", "pyproject.toml"}:
                self._settings_changed(file.parent)
                continue
            found = self.repository_of(file)
            if found is not None and self._buffers.get(file) is None:
                found[0].touch(found[1])
            roots |= {found[0].root} if found else set()
        for root in roots & self._watched.keys():
            self._watched[root].repository.discover()
            self._check_later(self._watched[root], LATER)

    def _settings_changed(self, folder: Path) -> None:
        if self._root is None and folder in self._watched and root_of_file(folder) != folder:
            self._forget(folder)
        self.add_folder(folder)
        watch = self._watched.get(folder)
        if watch is not None:
            watch.repository.reload_settings()
            self._check_later(watch, 0)

    @contextmanager
    def foreground(self) -> Iterator[None]:
        """Lets what is checked in the background wait while a request is answered."""
        turns = [watch.turn for watch in self._watched.values() if watch.turn]
        for turn in turns:
            turn.hold()
        # A rule in the midst of its work is not asked for its turn for so long.
        sys.setswitchinterval(_LONG)
        try:
            yield
        finally:
            sys.setswitchinterval(_SHORT)
            for turn in turns:
                turn.release()

    def close(self) -> None:
        """End what is under way."""
        self._memory.busy()
        for watch in self._watched.values():
            _stop(watch)
        self._pool.shutdown(wait=False, cancel_futures=True)

    # Checks

    def _check_edited(self) -> None:
        """The quick check of what was edited."""
        edited, self._at_once = sorted(self._edited), None
        self._edited.clear()
        with self.foreground():
            for root, path in edited:
                watch = self._watched.get(root)
                try:
                    if watch is not None:
                        self._check_at_once(watch, path)
                except Exception as error:  # noqa: BLE001 - our own mistake must not end the session
                    self._report(error)

    def _check_at_once(self, watch: _Watch, path: str) -> None:
        repository = watch.repository
        result = repository.edited(path, self.today())
        if result is not None:
            here = tuple(part for part in result.findings if part.primary.path == path)
            repository.shown[path] = here
            self._show(watch, path, diagnostics(here, repository, self.places).get(path, []))

    def _check_later(self, watch: _Watch, seconds: float) -> None:
        """The whole check after some time; one under way is given up, unless it is the first."""
        if watch.timer is not None:
            watch.timer.cancel()
            watch.timer = None
        if watch.turn is not None:
            if watch.repository.checked is None:
                return
            watch.turn.give_up()
        loop = asyncio.get_running_loop()
        watch.timer = loop.call_later(seconds, self._start, watch)

    def _start(self, watch: _Watch) -> None:
        watch.timer = None
        turn = watch.turn = Turn()
        job = watch.repository.job(self.today())
        loop = asyncio.get_running_loop()

        def loaded(checked: Checked) -> None:
            loop.call_soon_threadsafe(self._loaded, watch, turn, checked)

        future = loop.run_in_executor(self._pool, thorough, job, turn, loaded)
        future.add_done_callback(lambda done: self._done(watch, turn, done))

    def _loaded(self, watch: _Watch, turn: Turn, checked: Checked) -> None:
        """Files were read: of a first check, show what loading found."""
        watch.repository.keep(checked.files, checked.version)
        if watch.turn is turn and watch.repository.checked is None:
            self._show_all(watch, checked)

    def _done(self, watch: _Watch, turn: Turn, done: asyncio.Future[Checked]) -> None:
        if watch.turn is turn:
            watch.turn = None
        if done.cancelled() or isinstance(done.exception(), GivenUpError):
            return
        error = done.exception()
        if isinstance(error, Exception):
            self._report(error)
        elif self._watched.get(watch.repository.root) is watch:
            checked = done.result()
            watch.repository.take(checked)
            self._memory.checked()
            for fault in checked.faults:
                self._report(fault)
            self._show_all(watch, checked)
            if watch.repository.version != checked.version and watch.timer is None:
                self._check_later(watch, LATER)

    # Diagnostics

    def _show_all(self, watch: _Watch, checked: Checked) -> None:
        """Show what differs from what is shown, but of files that have changed meanwhile."""
        repository = watch.repository
        found = diagnostics(checked.result.findings, repository, self.places)
        repository.remember(checked)
        for path in sorted(found.keys() | watch.shown.keys() | set(repository.open_paths)):
            if repository.is_current(checked, path) and watch.shown.get(path) != found.get(
                path, []
            ):
                self._show(watch, path, found.get(path, []))
        self._show_settings(watch)

    def _show(self, watch: _Watch, path: str, found: list[lsp.Diagnostic]) -> None:
        file = watch.repository.root / path
        buffer = self._buffers.get(file)
        if found or buffer is not None:
            watch.shown[path] = found
        else:
            watch.shown.pop(path, None)
        self._publish(self.places.uri(file), found, buffer.version if buffer else None)

    def _show_settings(self, watch: _Watch) -> None:
        repository = watch.repository
        found = settings_diagnostics(repository.setup.errors)
        for path in sorted(found.keys() | watch.settings_shown):
            self._publish(self.places.uri(repository.root / path), found.get(path, []), None)
        watch.settings_shown = frozenset(found)


def _stop(watch: _Watch) -> None:
    if watch.timer is not None:
        watch.timer.cancel()
    if watch.turn is not None:
        watch.turn.give_up()
