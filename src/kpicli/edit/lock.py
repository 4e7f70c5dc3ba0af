"""One writer at a time in a goal repository.

The system itself takes a lock back from a program that ends, however it ends: none gets stale.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PAUSE = 0.02
_FILE = ".kpi-lock"

if sys.platform == "win32":
    import msvcrt

    def _open(root: Path) -> int:
        return os.open(root / _FILE, os.O_RDWR | os.O_CREAT)

    def _try(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _open(root: Path) -> int:
        return os.open(root, os.O_RDONLY)

    def _try(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class LockedError(Exception):
    """Another program has been writing for longer than one waits."""


@contextmanager
def locked(root: Path, patience: float) -> Iterator[None]:
    """Keeps other writers out of the goal repository; waits some seconds for its turn.

    Raises:
        LockedError: if its turn does not come.
    """
    descriptor = _open(root)
    try:
        _wait(descriptor, patience)
        yield
    finally:
        os.close(descriptor)


def _wait(descriptor: int, patience: float) -> None:
    end = time.monotonic() + patience
    while True:
        try:
            _try(descriptor)
        except OSError as error:
            if time.monotonic() >= end:
                raise LockedError from error
            time.sleep(_PAUSE)
        else:
            return
