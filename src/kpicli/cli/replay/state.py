"""The state of files and folders: when a look at them would find the same as before."""

from __future__ import annotations

import os
import stat
import time

_SETTLED = 2_000_000_000
"""Nanoseconds after which a change is sure to have a later time: file systems tick as slowly."""
_BOM = b"\xef\xbb\xbf"

State = list[int]
"""When contents and entry changed in nanoseconds, the size in bytes, the inode (negative behind a
link), and 1 if all that tells the next change from the last one, else 0. Empty where there is
nothing."""


def state_of(path: str) -> State:
    """The state of a file or folder."""
    now = time.time_ns()
    try:
        status = os.lstat(path)
        is_link = stat.S_ISLNK(status.st_mode)
        status = os.stat(path) if is_link else status
    except OSError:
        return []
    inode = -status.st_ino if is_link else status.st_ino
    changed = max(status.st_mtime_ns, status.st_ctime_ns)
    is_settled = changed < now - _SETTLED
    return [status.st_mtime_ns, status.st_ctime_ns, status.st_size, inode, int(is_settled)]


def is_like(state: State, other: State) -> bool:
    """Whether there is something in both states, each time through a link or each time not."""
    return bool(state and other) and (state[3] < 0) is (other[3] < 0)


def is_same(path: str, state: State) -> bool:
    """Whether a look at a path is certain to find what it found in that state."""
    if not state:
        return not os.path.lexists(path)
    return bool(state[4]) and state_of(path)[:4] == state[:4]


def digest(contents: bytes) -> str:
    """A short text that tells contents apart."""
    from hashlib import blake2b  # noqa: PLC0415 - mostly times tell enough

    return blake2b(contents, digest_size=16).hexdigest()


def digest_of(path: str) -> str:
    """The digest of a file's bytes without a byte order mark, or of a folder's names.

    Empty where neither can be read.
    """
    try:
        if stat.S_ISDIR(os.stat(path).st_mode):
            return digest(names(os.listdir(path)))
        with open(path, "rb") as file:
            return digest(file.read().removeprefix(_BOM))
    except OSError:
        return ""


def names(entries: list[str]) -> bytes:
    """A folder's names as contents."""
    return "\0".join(sorted(entries)).encode("utf-8", "surrogateescape")
