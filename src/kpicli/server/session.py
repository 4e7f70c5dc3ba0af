"""An editor's session: open documents, goal repositories, and when what is checked."""

from __future__ import annotations

import asyncio
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kpicli.documents import read_source
from kpicli.server.memory import Memory
from kpicli.server.repository import NONE_ABSENT, Repository, root_of_file
from kpicli.server.thorough import thorough
from kpicli.server.turn import GivenUpError, Turn
from kpicli.server.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from kpicli.server.places import Places
    from kpicli.server.repository import AbsentFiles
    from kpicli.server.thorough import Checked
    from kpicli.server.watch import Publish

AT_ONCE = 0.01
"""Seconds within which edits are taken together."""
LATER = 0.3
"""Seconds without an edit before everything is checked."""


_SHORT, _LONG = 0.001, 0.5
"""Seconds for which one thread lets another wait: in the background, and while a person waits."""


class Session:
    """What the server knows. All methods are called from the event loop's thread."""

    def __init__(
        self,
        places: Places,
        today: Callable[[], date],
        publish: Publish,
        report: Callable[[Exception], None],
        root: Path | None = None,
        absent_files: AbsentFiles = NONE_ABSENT,
    ) -> None:
        self.places = places
        self.today = today
        self._buffers = places.buffers
        self._publish = publish
        self._report = report
        self._root = root
        self._absent_files = absent_files
        self._watched: dict[Path, Watch] = {}
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
            repository = Repository(root, self._buffers, self._absent_files)
            self._watched[root] = Watch(repository, self.places, self._publish)
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
        watch.stop()
        watch.clear()

    # What the editor says

    def opened(self, file: Path) -> None:
        """A document was opened; that is news only where its text is not that on disk."""
        if not self._is_as_on_disk(file):
            self.edited(file)
            return
        found = self.repository_of(file)
        watch = self._watched[found[0].root] if found else None
        if found and watch and watch.repository.checked is not None:
            watch.show_again(found[1])

    def closed(self, file: Path) -> None:
        """A document was closed: what is on disk counts again."""
        was_known = self._is_as_on_disk(file)
        self._buffers.close(file)
        if not was_known:
            self.edited(file)

    def _is_as_on_disk(self, file: Path) -> bool:
        """Whether the open document says of a goal file what the disk says."""
        found, buffer = self.repository_of(file), self._buffers.get(file)
        if found is None or buffer is None or found[1] not in found[0].paths:
            return False
        source, _ = read_source(found[0].root, found[1])
        return source is not None and source.text == buffer.source.text

    def edited(self, file: Path) -> None:
        """An open document has another text."""
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
            watch.stop()
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

    def _check_at_once(self, watch: Watch, path: str) -> None:
        repository = watch.repository
        result = repository.edited(path, self.today())
        if result is not None:
            watch.show_file(path, result)

    def _check_later(self, watch: Watch, seconds: float) -> None:
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

    def _start(self, watch: Watch) -> None:
        watch.timer = None
        turn = watch.turn = Turn()
        job = watch.repository.job(self.today())
        loop = asyncio.get_running_loop()

        def loaded(checked: Checked) -> None:
            loop.call_soon_threadsafe(self._loaded, watch, turn, checked)

        future = loop.run_in_executor(self._pool, thorough, job, turn, loaded)
        future.add_done_callback(lambda done: self._done(watch, turn, done))

    def _loaded(self, watch: Watch, turn: Turn, checked: Checked) -> None:
        """Files were read: of a first check, show what loading found."""
        watch.repository.keep(checked.files, checked.version)
        if watch.turn is turn and watch.repository.checked is None:
            watch.show_all(checked)

    def _done(self, watch: Watch, turn: Turn, done: asyncio.Future[Checked]) -> None:
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
            watch.show_all(checked)
            if watch.repository.version != checked.version and watch.timer is None:
                self._check_later(watch, LATER)
