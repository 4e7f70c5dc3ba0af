"""The texts of open documents, which count before those on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.server.positions import Encoding, Place, offset_of
from kpicli.source import SourceFile

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class Change(Struct, frozen=True):
    """A new text for what stands between two places; without places for the whole document."""

    text: str
    start: Place | None = None
    end: Place | None = None


class Buffer(Struct, frozen=True):
    """An open document: its text and the version that the editor gave it."""

    source: SourceFile
    version: int


def changed(source: SourceFile, changes: Sequence[Change], encoding: Encoding) -> SourceFile:
    """The text after changes, each of which speaks of the text after the one before."""
    for change in changes:
        source = SourceFile(source.path, _changed(source, change, encoding))
    return source


def _changed(source: SourceFile, change: Change, encoding: Encoding) -> str:
    if change.start is None or change.end is None:
        return change.text
    start, end = sorted(offset_of(source, place, encoding) for place in (change.start, change.end))
    return source.text[:start] + change.text + source.text[end:]


class Buffers:
    """All open documents by the files that they are, and the editor's names for these."""

    def __init__(self) -> None:
        self._open: dict[Path, Buffer] = {}
        self._names: dict[Path, str] = {}

    def open(self, file: Path, name: str, text: str, version: int) -> None:
        """A document was opened, under a name."""
        self._names[file] = name
        self._open[file] = Buffer(_source(file, text), version)

    def change(
        self, file: Path, changes: Sequence[Change], version: int, encoding: Encoding
    ) -> None:
        """A document was changed; changes of one that is not open are passed over."""
        known = self._open.get(file)
        if known is not None:
            source = changed(known.source, changes, encoding)
            self._open[file] = Buffer(_source(file, source.text), version)

    def close(self, file: Path) -> None:
        """A document was closed: what is on disk counts again."""
        self._open.pop(file, None)

    def get(self, file: Path) -> Buffer | None:
        """The open document that a file is, if it is one."""
        return self._open.get(file)

    def name(self, file: Path) -> str | None:
        """The name under which the editor opened a file, if it ever did."""
        return self._names.get(file)

    def files(self) -> tuple[Path, ...]:
        """The files that are open."""
        return tuple(self._open)


def _source(file: Path, text: str) -> SourceFile:
    return SourceFile(file.as_posix(), text)
