"""A run that is made, and what it looks at and prints, so that it can be shown again."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from kpicli.cli.replay.key import folder_of, key_of, today
from kpicli.cli.replay.state import State, digest, names, state_of
from kpicli.cli.replay.store import Run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kpicli.source import Told


class Recording:
    """What a run looked at and printed so far."""

    def __init__(self) -> None:
        self.output: list[tuple[str, str]] = []
        self.seen: dict[str, tuple[State, str]] = {}
        self.is_sound = True
        """Whether all that the run depends on is known."""
        self._new: set[str] = set()  # what it was told of since `told_since`

    def before(self, path: str) -> None:
        """A file or folder is going to be looked at."""
        if path not in self.seen:
            self.seen[path] = (state_of(path), "")
            self._new.add(path)

    def read(self, path: str, text: str) -> None:
        """A file was read; without a byte order mark, this is its text."""
        self.found(path, text.encode("utf-8", "surrogateescape"))

    def listed(self, path: str, entries: Sequence[str]) -> None:
        """A folder was listed."""
        self.found(path, names(list(entries)))

    def found(self, path: str, contents: bytes) -> None:
        """A file or folder was found to hold this."""
        self._new.add(path)
        self._add(path, self.seen[path][0], digest(contents))

    def _add(self, path: str, state: State, found: str) -> None:
        before, known = self.seen.get(path, (state, ""))
        if known and found and known != found:
            self.spoil()
        self.seen[path] = (before, found or known)

    def spoil(self) -> None:
        """The run depends on something that is not kept track of."""
        self.is_sound = False

    def told_since(self) -> Told:
        """What it was told since this was last asked."""
        told = {path: self.seen[path] for path in self._new}
        self._new = set()
        return told, self.is_sound

    def take(self, told: Told) -> None:
        """Adds what the recording of this run was told in another process."""
        seen, is_sound = told
        self.is_sound &= is_sound
        for path, look in seen.items():
            self._add(path, *look)

    def printed(self, stream: str, text: str) -> None:
        """A text was printed to `out` or `err`."""
        self.output.append((stream, text))


_CURRENT: ContextVar[Recording | None] = ContextVar("recording", default=None)


def current() -> Recording | None:
    """The recording of this run, none where it is not kept."""
    return _CURRENT.get()


def recorded(run: Callable[[list[str]], int], arguments: list[str]) -> int:
    """Makes a run, keeps it if that is possible, and returns its exit code."""
    key, folder = key_of(arguments), folder_of(arguments)
    if key is None or folder is None:
        return run(arguments)
    day = today()
    with _recording() as recording:
        code = run(arguments)
    if code in {0, 1} and recording.is_sound and recording.seen and today() == day:
        from kpicli.cli.replay.keep import keep  # noqa: PLC0415 - not every run is kept

        keep(folder, Run(key, code, recording.output, recording.seen))
    return code


@contextmanager
def _recording() -> Iterator[Recording]:
    recording = Recording()
    token = _CURRENT.set(recording)
    try:
        yield recording
    finally:
        _CURRENT.reset(token)
