"""Files below the root as texts: the only place where this room touches the disk."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from kpicli.documents.decode import LARGEST, UnreadableError, check_size, decoded, unreadable
from kpicli.source import SourceFile

if TYPE_CHECKING:
    from kpicli.findings import Finding

# Opening a pipe must not wait for somebody to write into it.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read_source(root: Path, path: str) -> tuple[SourceFile | None, list[Finding]]:
    """The text of a file, given its path from the root with slashes; a D007 where there is none.

    The text is UTF-8 without a byte order mark. Links are followed as long as they stay below the
    root. Nothing but a regular file of at most `LARGEST` bytes is opened.
    """
    try:
        return SourceFile(path, decoded(_contents(_file(root, path)))), []
    except UnreadableError as error:
        return None, [unreadable(path, error.reason, error.remedy)]
    except (OSError, ValueError, RuntimeError) as error:
        return None, [unreadable(path, *_failure(error, root / path))]


def _file(root: Path, path: str) -> str:
    """The file to open: below the root, with no link in its path from there."""
    full = f"{root}{os.sep}{path}"
    if _is_direct(str(root), path):
        return full
    real, real_root = (root / path).resolve(strict=True), root.resolve()
    if not real.is_relative_to(real_root):
        raise UnreadableError("leads out of the repository", "move the file below the root")
    return str(real)


def _is_direct(root: str, path: str) -> bool:
    pure = PurePath(path)
    if pure.anchor or ".." in pure.parts:
        return False
    here = root
    for part in pure.parts:
        here = f"{here}{os.sep}{part}"
        if stat.S_ISLNK(os.lstat(here).st_mode):
            return False
    return True


def _contents(file: str) -> bytes:
    status = os.stat(file)  # noqa: PTH116 - a Path costs as much as the call itself
    if not stat.S_ISREG(status.st_mode):
        kind = "a directory" if stat.S_ISDIR(status.st_mode) else "not a regular file"
        raise UnreadableError(f"is {kind}", "put a regular file there, or exclude it")
    check_size(status.st_size)
    descriptor = os.open(file, _FLAGS)
    try:
        return _read(descriptor, status.st_size)
    finally:
        os.close(descriptor)


def _read(descriptor: int, expected: int) -> bytes:
    """All bytes; a file that grows meanwhile is read to the limit only."""
    contents = os.read(descriptor, expected + 1)
    while more := os.read(descriptor, LARGEST):
        contents += more
        check_size(len(contents))
    return contents


def _failure(error: Exception, full: Path) -> tuple[str, str]:
    """What the operating system says, in words that follow the file's name, and the remedy."""
    number = getattr(error, "errno", None)
    if number in {errno.EACCES, errno.EPERM}:
        return "may not be read: no permission", "allow reading it, or exclude it"
    # Python before 3.13 reports a loop in its own way.
    if number == errno.ELOOP or isinstance(error, RuntimeError):
        return "is a link that loops", "let it lead to a file"
    if number in {errno.ENOENT, errno.ENOTDIR} or isinstance(error, ValueError):
        if full.is_symlink():
            return "is a link that leads nowhere", "let it lead to a file, or remove it"
        return "does not exist", "check its name, and whether it was removed meanwhile"
    return f"cannot be read: {os.strerror(number or errno.EIO)}", "check the disk"
