"""The cells of a CSV file with their places."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.measurements import read_table
from kpicli.source import SourceFile, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_DELIMITERS = ",;\t|"
_BREAK = r"\r\n|\r|\n"


class CsvRow(Struct, frozen=True):
    """The places of the cells of one row, quotes and blanks within."""

    cells: tuple[Span, ...]


class CsvText(Struct, frozen=True):
    """A CSV file: its text, its delimiter, and its rows, the one with the names first."""

    source: SourceFile
    delimiter: str
    rows: tuple[CsvRow, ...]

    def raw(self, row: CsvRow, index: int) -> str:
        """A cell as it is written; empty where the row is shorter."""
        if index >= len(row.cells):
            return ""
        return self.source.text[row.cells[index].start : row.cells[index].end]

    def cell(self, row: CsvRow, index: int) -> str:
        """A cell as it is read, without blanks around it."""
        raw = self.raw(row, index)
        if not raw.startswith('"'):
            return raw.strip()
        inner, _, behind = raw[1:].replace('""', "\0").partition('"')
        return f"{inner}{behind}".replace("\0", '"').strip()

    def cells(self, row: CsvRow) -> tuple[str, ...]:
        """All cells of a row as they are read."""
        return tuple(self.cell(row, index) for index in range(len(row.cells)))

    def like(self, row: CsvRow, index: int, text: str) -> str:
        """A text as a cell, with the quotes and the blanks before it that a row's cell has."""
        raw = self.raw(row, index)
        lead = "" if raw.startswith('"') else raw[: len(raw) - len(raw.lstrip(" "))]
        needs = re.search(rf'["\r\n{re.escape(self.delimiter)}]', text)
        if raw.startswith('"') or needs:
            return '"' + text.replace('"', '""') + '"'
        return lead + text


def csv_text(source: SourceFile) -> CsvText | None:
    """The places of a CSV file, none where they do not agree with how it is read."""
    table = read_table(source)
    read = [table.columns, *(row.cells for row in table.rows)]
    for delimiter in _DELIMITERS:
        found = CsvText(source, delimiter, tuple(_rows(source.text, delimiter)))
        if [found.cells(row) for row in found.rows] == [cells or ("",) for cells in read]:
            return found
    return None


def _rows(text: str, delimiter: str) -> Iterator[CsvRow]:
    mark = re.escape(delimiter)
    cell = re.compile(rf'"(?:[^"]|"")*(?:"[^{mark}\r\n]*|\Z)|[^{mark}\r\n]*')
    ending = re.compile(_BREAK)
    at = 0
    cells: list[Span] = []
    while at < len(text) or cells:
        found = cell.match(text, at)
        assert found, "a cell may be empty"
        cells.append(Span(*found.span()))
        at = found.end()
        if text[at : at + 1] == delimiter:
            at += 1
            continue
        yield CsvRow(tuple(cells))
        cells = []
        found = ending.match(text, at)
        at = found.end() if found else at
