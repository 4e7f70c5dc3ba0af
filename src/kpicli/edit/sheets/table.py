"""A table as people keep it: named columns, rows with their line numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "'", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a text in a spreadsheet begins with that has a `'` put before it."""

_SEARCHED = 20
_SHARE = 0.5


class Row(Struct, frozen=True):
    """The cells of one row, as many as there are columns, and its line, counted from 1."""

    line: int
    cells: tuple[str, ...]


class RawRow(Struct, frozen=True):
    """The cells of one row as they were read; `spans` says that some are merged sideways."""

    line: int
    cells: tuple[str, ...]
    spans: bool = False

    @property
    def filled(self) -> int:
        """How many cells are not empty."""
        return sum(bool(cell.strip()) for cell in self.cells)


class Table(Struct, frozen=True):
    """A sheet: its name, its columns by names that are all different, its rows.

    `notes` say what was odd about it: an encoding that was guessed, rows of another length.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = field(default=())

    def values(self, column: str) -> tuple[str, ...]:
        """The cells of a column that are not empty, without blanks around them."""
        at = self.columns.index(column)
        return tuple(cell for row in self.rows if (cell := row.cells[at].strip()))


def table_of(name: str, raw: Sequence[RawRow], notes: Iterable[str] = ()) -> Table:
    """The table in rows of cells; rows without any content are left out.

    The header is the first row with at least half as many cells as the fullest of the first
    twenty. Where cells of it are merged over several columns, the row below belongs to it.
    """
    rows = [row for row in raw if row.filled]
    if not rows:
        return Table(name, (), (), tuple(notes))
    at = _header(rows)
    names, below = rows[at].cells, rows[at + 1 :]
    if rows[at].spans and below:
        names, below = tuple(_joined(names, below[0].cells)), below[1:]
    width = max([_trimmed(names), *(_trimmed(row.cells) for row in below)])
    said = [*notes, *_above(rows[:at]), *_ragged(below, _trimmed(names))]
    columns = tuple(_distinct(names, width))
    kept = tuple(Row(row.line, _padded(row.cells, width)) for row in below)
    return Table(name, columns, kept, tuple(said))


def unguarded(cell: str) -> str:
    """A cell without the `'` that keeps a spreadsheet from taking it for a formula."""
    is_guarded = cell.startswith("'") and cell[1:].startswith(FORMULA_SIGNS)
    return cell[1:] if is_guarded else cell


def guarded(text: str) -> str:
    """The same text with a `'` where a spreadsheet would take it for a formula.

    A negative number is none, nor is a date.
    """
    is_number = text.startswith("-") and text[1:].replace(".", "", 1).isdecimal()
    return f"'{text}" if text.startswith(FORMULA_SIGNS) and not is_number else text


def _header(rows: Sequence[RawRow]) -> int:
    first = rows[:_SEARCHED]
    most = max(row.filled for row in first)
    return next(i for i, row in enumerate(first) if row.filled >= most * _SHARE)


def _joined(above: Sequence[str], below: Sequence[str]) -> Iterator[str]:
    """The names of columns from two rows."""
    for index in range(max(len(above), len(below))):
        parts = [row[index].strip() for row in (above, below) if index < len(row)]
        yield " ".join(dict.fromkeys(part for part in parts if part))


def _trimmed(cells: Sequence[str]) -> int:
    """How many cells there are up to the last that is not empty."""
    return max((i + 1 for i, cell in enumerate(cells) if cell.strip()), default=0)


def _padded(cells: Sequence[str], width: int) -> tuple[str, ...]:
    return (*map(unguarded, cells[:width]), *("" for _ in range(width - len(cells))))


def _distinct(names: Sequence[str], width: int) -> Iterator[str]:
    taken: set[str] = set()
    for index in range(width):
        cell = names[index] if index < len(names) else ""
        name = free = unguarded(cell.strip()) or f"column {index + 1}"
        count = 2
        while free in taken:
            free, count = f"{name} ({count})", count + 1
        taken.add(free)
        yield free


def _above(rows: Sequence[RawRow]) -> Iterator[str]:
    for row in rows:
        words = " · ".join(cell.strip() for cell in row.cells if cell.strip())
        yield f"line {row.line} stands above the header and is left out: {words[:200]}"


def _ragged(rows: Sequence[RawRow], width: int) -> Iterator[str]:
    longer = [row.line for row in rows if _trimmed(row.cells) > width]
    if longer:
        yield (
            f"line {longer[0]} has more cells than the header has names ({len(longer)} such);"
            " they are kept as `column N`"
        )
