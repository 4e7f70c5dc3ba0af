"""Objects of a git repository, through one `git cat-file --batch` that goes on running."""

from __future__ import annotations

import os
import subprocess
import weakref
from contextlib import suppress
from typing import IO, TYPE_CHECKING, NamedTuple

from kpicli.history.error import HistoryError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.history.git import Git

_IN_FLIGHT = 60
"""Requests that are written before the answers are read: they fit into the smallest pipes."""


class Object(NamedTuple):
    """An object: its full id, `blob`, `tree`, `commit` or `tag`, and its contents."""

    id: str
    kind: str
    contents: bytes


class Objects:
    """Reads objects by name. The program is started when the first one is asked for."""

    def __init__(self, git: Git) -> None:
        self._git = git
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def get(self, name: str) -> Object | None:
        """The object that a revision expression or an id names; none where there is none."""
        return next(self.all([name]))

    def all(self, names: Iterable[str]) -> Iterator[Object | None]:
        """The objects of many names, in their order, none for those that name nothing.

        Nothing else may be asked before the last one was taken or the iterator closed.

        Raises:
            HistoryError: if git stops answering.
        """
        waiting = list(names)
        for start in range(0, len(waiting), _IN_FLIGHT):
            yield from self._answers(waiting[start : start + _IN_FLIGHT])

    def _answers(self, names: list[str]) -> Iterator[Object | None]:
        """The answers to requests that are all written first."""
        asked = [name.encode("utf-8", "surrogateescape") for name in names]
        known = [b"\n" not in name and bool(name) for name in asked]
        output = self._ask([name for name, is_known in zip(asked, known, strict=True) if is_known])
        due = sum(known)
        try:
            for is_known in known:
                due -= is_known
                yield self._answer(output) if is_known else None
        finally:
            # What nobody wants to know any more must not be taken for the next answer.
            for _ in range(due):
                self._answer(output)

    def _ask(self, names: list[bytes]) -> IO[bytes]:
        process = self._running()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(b"".join(b"%b\n" % name for name in names))
            process.stdin.flush()
        except OSError as error:
            raise _stopped() from error
        return process.stdout

    def _answer(self, output: IO[bytes]) -> Object | None:
        try:
            return _answer(output)
        except OSError as error:
            self._process = None
            raise _stopped() from error

    def _running(self) -> subprocess.Popen[bytes]:
        # A forked process must not read the answers that its parent asked for.
        if self._process is None or self._owner != os.getpid():
            self._process = self._git.started(("cat-file", "--batch"), subprocess.PIPE)
            self._owner = os.getpid()
            weakref.finalize(self, _end, self._process)
        return self._process


def _stopped() -> HistoryError:
    return HistoryError(
        "git cannot give an object: the clone lacks it, or it is damaged",
        "`git fetch --refetch` completes a partial clone, `git fsck` looks for damage",
    )


def _answer(output: IO[bytes]) -> Object | None:
    """The answer to one request: `<id> <kind> <size>` and the contents, or `<name> missing`."""
    head = output.readline()
    if not head:
        raise OSError("the end of the answers")
    parts = head.rstrip(b"\n").rsplit(b" ", 2)
    if len(parts) != len(Object._fields) or not parts[2].isdigit():
        return None
    size = int(parts[2])
    contents = output.read(size + 1)
    if len(contents) <= size:
        raise OSError("the answer is too short")
    return Object(parts[0].decode("ascii"), parts[1].decode("ascii"), contents[:-1])


def _end(process: subprocess.Popen[bytes]) -> None:
    """Lets the program end: it does so when it can read no more requests."""
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            # It may have ended before, with something left to be read.
            with suppress(OSError):
                stream.close()
    process.wait()
