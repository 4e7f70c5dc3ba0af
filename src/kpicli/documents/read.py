"""Files below the root as texts: the only place where this room touches the disk."""

from __future__ import annotations

import errno
import os
import re
import stat
from typing import TYPE_CHECKING

from kpicli.documents.decode import LARGEST, UnreadableError, check_size, decoded, unreadable
from kpicli.source import SourceFile

if TYPE_CHECKING:
    from pathlib import Path

    from kpicli.findings import Finding

NOT_THERE = "does not exist"
OR_EXCLUDE = ", or exclude it"
"""What helps against a file that is only read since it is there, and not since a goal names it."""

# Opening a pipe must not wait for somebody to write into it.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)

# What is absolute, names a drive or goes up, on any system; `resolve` understands these.
_ELSEWHERE = re.compile(r"^/|\.\.|[\\:]")


def read_source(root: Path, path: str) -> tuple[SourceFile | None, list[Finding]]:
    """The text of a file, given its path from the root with slashes; a D007 where there is none.

    The text is UTF-8 without a byte order mark. Links are followed as long as they stay below the
    root. Nothing but a regular file of at most `LARGEST` bytes is opened.
    """
    try:
        return SourceFile(path, decoded(_contents(root, path))), []
    except UnreadableError as error:
        return None, [unreadable(path, error.reason, error.remedy, error.place)]
    except (OSError, ValueError, RuntimeError) as error:
        return None, [unreadable(path, *_failure(error, root / path))]


def is_direct(root: str, path: str) -> bool:
    """Whether the path leads from the root to something, through no link and never up."""
    try:
        status = _status(root, path)
    except (OSError, ValueError):
        return False
    return status is not None and not stat.S_ISLNK(status.st_mode)


def _contents(root: Path, path: str) -> bytes:
    file, status = f"{root}{os.sep}{path}", _status(str(root), path)
    if status is None or stat.S_ISLNK(status.st_mode):
        file = _resolved(root, path)
        status = os.lstat(file)
    if not stat.S_ISREG(status.st_mode):
        kind = "a directory" if stat.S_ISDIR(status.st_mode) else "not a regular file"
        raise UnreadableError(f"is {kind}", f"put a regular file there{OR_EXCLUDE}")
    check_size(status.st_size)
    descriptor = os.open(file, _FLAGS)
    try:
        return _read(descriptor, status.st_size)
    finally:
        os.close(descriptor)


def _status(root: str, path: str) -> os.stat_result | None:
    """What there is at a path, or the first link on the way; None where it may lead elsewhere."""
    here, status = root, None
    for part in () if _ELSEWHERE.search(path) else path.split("/"):
        here = f"{here}{os.sep}{part}"
        status = os.lstat(here)
        if stat.S_ISLNK(status.st_mode):
            break
    return status


def _resolved(root: Path, path: str) -> str:
    """The file that links lead to, below the root."""
    real, real_root = (root / path).resolve(strict=True), root.resolve()
    if not real.is_relative_to(real_root):
        raise UnreadableError("leads out of the repository", "move the file below the root")
    return str(real)


def _read(descriptor: int, expected: int) -> bytes:
    """All bytes; a file that grows meanwhile is read to the limit only."""
    contents = os.read(descriptor, expected + 1)
    if len(contents) == expected:
        return contents
    while more := os.read(descriptor, LARGEST):
        contents += more
        check_size(len(contents))
    return contents


def _failure(error: Exception, full: Path) -> tuple[str, str]:
    """What the operating system says, in words that follow the file's name, and the remedy."""
    number = getattr(error, "errno", None)
    if number in {errno.EACCES, errno.EPERM}:
        return "may not be read: no permission", f"allow reading it{OR_EXCLUDE}"
    # Python before 3.13 reports a loop in its own way.
    if number == errno.ELOOP or isinstance(error, RuntimeError):
        return "is a link that loops", "let it lead to a file"
    if number in {errno.ENOENT, errno.ENOTDIR} or isinstance(error, ValueError):
        if full.is_symlink():
            return "is a link that leads nowhere", "let it lead to a file, or remove it"
        return NOT_THERE, "check its name, and whether it was removed meanwhile"
    return f"cannot be read: {os.strerror(number or errno.EIO)}", "check the disk"
