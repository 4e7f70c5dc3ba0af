"""Our places in the words of the protocol, and the other way round."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol import types as lsp
from msgspec import Struct
from pygls import uris

from kpicli.server.positions import Encoding, Place, offset_of, place_of, units

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kpicli.linter import LocatedLabel
    from kpicli.server.buffers import Buffers
    from kpicli.server.repository import Repository
    from kpicli.source import Position, SourceFile, Span


class Places(Struct):
    """Turns offsets into ranges of the client's encoding, and files into its names for them.

    The encoding is that of the protocol until the client agrees on another.
    """

    buffers: Buffers
    encoding: Encoding = Encoding.UTF16

    def range(self, source: SourceFile, span: Span) -> lsp.Range:
        """The range of a span."""
        return lsp.Range(self._position(source, span.start), self._position(source, span.end))

    def _position(self, source: SourceFile, offset: int) -> lsp.Position:
        place = place_of(source, offset, self.encoding)
        return lsp.Position(place.line, place.column)

    def offset(self, source: SourceFile, position: lsp.Position) -> int:
        """The offset of a position; what lies outside of the text gives its nearest end."""
        return offset_of(source, Place(position.line, position.character), self.encoding)

    def labelled(self, source: SourceFile, label: LocatedLabel) -> lsp.Range:
        """The range of a label."""
        return lsp.Range(self._at(source, label.start), self._at(source, label.end))

    def _at(self, source: SourceFile, position: Position) -> lsp.Position:
        line = source.line(position.line) if position.line <= source.line_count else ""
        return lsp.Position(position.line - 1, units(line[: position.column - 1], self.encoding))

    def location(self, repository: Repository, path: str, span: Span) -> lsp.Location:
        """A place in a file of a goal repository."""
        uri = self.uri(repository.root / path)
        return lsp.Location(uri, self.range(repository.source(path), span))

    def replaced(
        self, repository: Repository, found: Mapping[str, Iterable[Span]], text: str
    ) -> lsp.WorkspaceEdit:
        """The edit that writes a text at places in files."""
        changes = {
            self.uri(repository.root / path): [
                lsp.TextEdit(self.range(repository.source(path), span), text) for span in spans
            ]
            for path, spans in found.items()
        }
        return lsp.WorkspaceEdit(changes=changes)

    def uri(self, file: Path) -> str:
        """The client's own name for a file, else the usual one."""
        return self.buffers.name(file) or uris.from_fs_path(str(file)) or file.as_uri()


def file_of(uri: str) -> Path | None:
    """The file that a URI names; none where it names something else."""
    if not uri.startswith("file:"):
        return None
    try:
        path = uris.to_fs_path(uri)
    except ValueError:
        return None
    return Path(path) if path and "\0" not in path else None
