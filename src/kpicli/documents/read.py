"""Files below the root as texts: the only place where this room touches the disk."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path, PurePath

from kpicli.findings import UNREADABLE_FILE, Finding, Label, loading_finding
from kpicli.source import SourceFile, Span

LARGEST = 10_000_000
"""Bytes in one file."""

_UTF8_BOM = b"\xef\xbb\xbf"
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")
# Opening a pipe must not wait for somebody to write into it.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class _UnreadableError(Exception):
    """Why a file cannot be read, to go after its name, and what to do about it."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy


def read_source(root: Path, path: str) -> tuple[SourceFile | None, list[Finding]]:
    """The text of a file, given its path from the root with slashes; a D007 where there is none.

    The text is UTF-8 without a byte order mark. Links are followed as long as they stay below the
    root. Nothing but a regular file of at most `LARGEST` bytes is opened.
    """
    try:
        return SourceFile(path, _decode(_contents(_file(root, path)))), []
    except _UnreadableError as error:
        message, label = f"`{path}` {error.reason}", Label(path, Span(0, 0))
        return None, [loading_finding(UNREADABLE_FILE, message, label, help=error.remedy)]
    except (OSError, ValueError, RuntimeError) as error:
        reason, remedy = _failure(error, root / path)
        message, label = f"`{path}` {reason}", Label(path, Span(0, 0))
        return None, [loading_finding(UNREADABLE_FILE, message, label, help=remedy)]


def _file(root: Path, path: str) -> str:
    """The file to open: below the root, with no link in its path from there."""
    full = f"{root}{os.sep}{path}"
    if _is_direct(str(root), path):
        return full
    real, real_root = (root / path).resolve(strict=True), root.resolve()
    if not real.is_relative_to(real_root):
        raise _UnreadableError("leads out of the repository", "move the file below the root")
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
        raise _UnreadableError(f"is {kind}", "put a regular file there, or exclude it")
    _check_size(status.st_size)
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
        _check_size(len(contents))
    return contents


def _check_size(size: int) -> None:
    if size > LARGEST:
        reason = f"is larger than {LARGEST:,} bytes: {size:,}"
        raise _UnreadableError(reason, "split the file")


def _decode(contents: bytes) -> str:
    try:
        return contents.removeprefix(_UTF8_BOM).decode()
    except UnicodeDecodeError as error:
        reason = _not_utf8(contents, error)
    raise _UnreadableError(reason, "save it as UTF-8")


def _not_utf8(contents: bytes, error: UnicodeDecodeError) -> str:
    if contents.startswith(_UTF16_BOMS):
        return "is UTF-16, not UTF-8"
    skipped = len(contents) - len(error.object)
    offset = error.start + skipped
    line = contents.count(b"\n", 0, offset) + 1
    return f"is not UTF-8: byte 0x{contents[offset]:02X} at offset {offset:,}, line {line:,}"


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
