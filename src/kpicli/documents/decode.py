"""The bytes of a file as a text, wherever they come from."""

from __future__ import annotations

from kpicli.findings import UNREADABLE_FILE, Finding, Label, loading_finding
from kpicli.source import Position, SourceFile, not_utf8

LARGEST = 10_000_000
"""Bytes in one file."""

_START = Position(1, 1)
_ZIP = b"PK\x03\x04"
"""How archives begin, which .xlsx and .ods files are."""
_UTF8_BOM = b"\xef\xbb\xbf"


class UnreadableError(Exception):
    """Why a file cannot be read, to go after its name, what to do about it, and where that is."""

    def __init__(self, reason: str, remedy: str, place: Position = _START) -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy
        self.place = place


def source_of(path: str, contents: bytes) -> tuple[SourceFile | None, list[Finding]]:
    """The text in the contents of a file, which must be UTF-8; a D007 where there is none."""
    try:
        check_size(len(contents))
        return SourceFile(path, decoded(contents)), []
    except UnreadableError as error:
        return None, [unreadable(path, error.reason, error.remedy, error.place)]


def unreadable(path: str, reason: str, remedy: str, place: Position = _START) -> Finding:
    """The finding that a file cannot be read; the reason goes after its name."""
    label = Label(path, place)
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
        if contents.startswith(_ZIP):
            reason = "is a workbook or an archive, and no text"
            raise UnreadableError(reason, "save the sheet as CSV in UTF-8") from error
        reason, place = not_utf8(contents, error)
    raise UnreadableError(reason, "save it as UTF-8", place)
