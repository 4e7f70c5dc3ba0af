"""The bytes of a file as a text, wherever they come from."""

from __future__ import annotations

from kpicli.findings import UNREADABLE_FILE, Finding, Label, loading_finding
from kpicli.source import SourceFile, Span

LARGEST = 10_000_000
"""Bytes in one file."""

_UTF8_BOM = b"\xef\xbb\xbf"
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")


class UnreadableError(Exception):
    """Why a file cannot be read, to go after its name, and what to do about it."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy


def source_of(path: str, contents: bytes) -> tuple[SourceFile | None, list[Finding]]:
    """The text in the contents of a file, which must be UTF-8; a D007 where there is none."""
    try:
        check_size(len(contents))
        return SourceFile(path, decoded(contents)), []
    except UnreadableError as error:
        return None, [unreadable(path, error.reason, error.remedy)]


def unreadable(path: str, reason: str, remedy: str) -> Finding:
    """The finding that a file cannot be read; the reason goes after its name."""
    label = Label(path, Span(0, 0))
    return loading_finding(UNREADABLE_FILE, f"`{path}` {reason}", label, help=remedy)


def check_size(size: int) -> None:
    """Refuse files with more than `LARGEST` bytes.

    Raises:
        UnreadableError: if there are more.
    """
    if size > LARGEST:
        reason = f"is larger than {LARGEST:,} bytes: {size:,}"
        raise UnreadableError(reason, "split the file")


def decoded(contents: bytes) -> str:
    """The text, without a byte order mark.

    Raises:
        UnreadableError: if it is not UTF-8.
    """
    try:
        return contents.removeprefix(_UTF8_BOM).decode()
    except UnicodeDecodeError as error:
        reason = _not_utf8(contents, error)
    raise UnreadableError(reason, "save it as UTF-8")


def _not_utf8(contents: bytes, error: UnicodeDecodeError) -> str:
    if contents.startswith(_UTF16_BOMS):
        return "is UTF-16, not UTF-8"
    skipped = len(contents) - len(error.object)
    offset = error.start + skipped
    line = contents.count(b"\n", 0, offset) + 1
    return f"is not UTF-8: byte 0x{contents[offset]:02X} at offset {offset:,}, line {line:,}"
