"""Work shared out to processes that start as copies of this one.

A copy has all that this process has, so that only what it works out must go through a pipe.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

PartT = TypeVar("PartT")
ResultT = TypeVar("ResultT")

MOST_PARTS = 256
"""Parts are handed out by a byte each."""

_LENGTH = 8
_PIPE_BYTES = 1 << 20


def can_fork() -> bool:
    """Whether this process can be copied safely: no other thread may hold a lock meanwhile."""
    import threading  # noqa: PLC0415 - a small repository is worked on by one process

    return hasattr(os, "fork") and threading.active_count() == 1


def shared_out(
    work: Callable[[PartT], ResultT],
    parts: Sequence[PartT],
    processes: int,
    meanwhile: Callable[[], object] = lambda: None,
    ends: int = 1,
) -> Iterator[tuple[int, ResultT]]:
    """The number of each part and its result, in any order, worked out by so many processes.

    All begins when the first result is asked for: copies work while this process does what is to be
    done meanwhile, and then it joins them. Whoever is free takes the next part, so dear ones go
    first. With two `ends`, half of the processes take the last part instead, so that each half
    works through neighbours: parts that come by the same answers had better be that. What a copy
    does not get done, for whatever reason, this process does again: what `work` raises is raised
    here. Whatever happens, no copy and no pipe is left behind.
    """
    assert len(parts) <= MOST_PARTS, "a part is handed out by one byte"
    helpers = min(processes, len(parts)) - 1
    if helpers >= 1 and can_fork():
        yield from _joined(helpers, work, parts, meanwhile, ends)
        return
    meanwhile()
    for index, part in enumerate(parts):
        yield index, work(part)


def _joined(
    helpers: int,
    work: Callable[[PartT], ResultT],
    parts: Sequence[PartT],
    meanwhile: Callable[[], object],
    ends: int,
) -> Iterator[tuple[int, ResultT]]:
    left = set(range(len(parts)))
    queue = _Queue(len(parts), ends)
    copies: dict[int, int] = {}
    try:
        for number in range(helpers):
            _copy(work, parts, queue.from_end(number + 1), copies)
        meanwhile()
        for index, result in _worked_beside(copies, work, parts, queue.from_end(0)):
            left.discard(index)
            yield index, result
    finally:
        queue.close()
        for answers, child in copies.items():
            os.close(answers)
            os.waitpid(child, 0)
    for index in sorted(left):
        yield index, work(parts[index])


class _Queue:
    """The numbers of the parts in pipes, to be read by whoever is free.

    Each end has a pipe of all numbers from there on. That nobody takes what was taken at the other
    end is seen to by a pipe with a byte for each part: whoever gets none of these takes no more.
    """

    def __init__(self, length: int, ends: int) -> None:
        numbers = bytes(range(length))
        self._left = _filled(numbers)
        self._ends = tuple(_filled(part) for part in (numbers, numbers[::-1])[:ends])

    def from_end(self, number: int) -> Callable[[], bytes]:
        """Takes a number from one end, as a byte, none where none is left."""
        end = self._ends[number % len(self._ends)]
        return lambda: os.read(end, 1) if os.read(self._left, 1) else b""

    def close(self) -> None:
        """Closes the pipes."""
        for pipe in (self._left, *self._ends):
            os.close(pipe)


def _filled(contents: bytes) -> int:
    pipe, feed = os.pipe()
    os.write(feed, contents)
    os.close(feed)
    return pipe


def _worked_beside(
    copies: dict[int, int],
    work: Callable[[PartT], ResultT],
    parts: Sequence[PartT],
    take: Callable[[], bytes],
) -> Iterator[tuple[int, ResultT]]:
    """What copies send and, whenever they have nothing to send, what this process does itself."""
    import select  # noqa: PLC0415 - see above

    sending, has_work = set(copies), True
    while sending or has_work:
        ready = select.select(list(sending), (), (), 0 if has_work else None)[0]
        for answers in ready:
            try:
                yield _received(answers)
            except EOFError:
                sending.discard(answers)
        if has_work and not ready:
            taken = take()
            has_work = bool(taken)
            with suppress(Exception):
                yield from ((index, work(parts[index])) for index in taken)


def _copy(
    work: Callable[[PartT], ResultT],
    parts: Sequence[PartT],
    take: Callable[[], bytes],
    copies: dict[int, int],
) -> None:
    """Starts a copy and adds it: where its answers can be read, and its process id.

    Where the system has no room for another process, there is one copy less.
    """
    answers, out = os.pipe()
    try:
        child = os.fork()
    except OSError:
        os.close(answers)
        os.close(out)
        return
    if child:
        os.close(out)
        copies[answers] = child
        return
    try:
        _widen(out)
        # A pipe that a copy holds open, too, would not break when this process closes it.
        for pipe in (answers, *copies):
            os.close(pipe)
        while taken := take():
            _send(out, (taken[0], work(parts[taken[0]])))
    finally:
        # Whatever happened, a copy must not go on to do what this process does next.
        os._exit(0)


def _widen(pipe: int) -> None:
    """Lets a copy run ahead of whoever reads; where the system does not, it waits more often."""
    with suppress(ImportError, AttributeError, OSError):
        import fcntl  # noqa: PLC0415 - not everywhere

        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)


def _send(out: int, answer: tuple[int, ResultT]) -> None:
    import pickle  # noqa: PLC0415 - see above

    written = pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
    rest = memoryview(len(written).to_bytes(_LENGTH, "big") + written)
    while rest:
        rest = rest[os.write(out, rest) :]


def _received(answers: int) -> tuple[int, ResultT]:
    """The next answer of a copy.

    Raises:
        EOFError: if it sends no more, or nothing that can be read.
    """
    import pickle  # noqa: PLC0415 - see above

    length = int.from_bytes(_read(answers, _LENGTH), "big")
    try:
        answer: tuple[int, ResultT] = pickle.loads(_read(answers, length))  # noqa: S301 - our copy's
    except pickle.UnpicklingError as error:
        raise EOFError from error
    return answer


def _read(pipe: int, length: int) -> bytes:
    parts: list[bytes] = []
    while length:
        part = os.read(pipe, length)
        if not part:
            raise EOFError
        parts.append(part)
        length -= len(part)
    return b"".join(parts)
