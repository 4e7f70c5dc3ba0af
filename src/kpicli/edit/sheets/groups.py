"""The rows of a table by the goals that they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.edit.sheets.mapping import Mapping
    from kpicli.edit.sheets.table import Row, Table


class Group(Struct, frozen=True):
    """The rows of one goal: one, or in a long table one for each value.

    `cells` has, by column, the first cell that is not empty, without blanks around it.
    """

    rows: tuple[Row, ...]
    cells: dict[str, str]

    @property
    def line(self) -> int:
        """The line of the first row."""
        return self.rows[0].line

    def cell(self, column: str | None) -> str:
        """The cell of a column, empty where there is no such column."""
        return self.cells.get(column, "") if column else ""


def groups_in(table: Table, mapping: Mapping) -> tuple[Group, ...]:
    """The goals of a table in the order of their first rows."""
    found: dict[tuple[str, ...], list[Row]] = {}
    for row in table.rows:
        found.setdefault(_identity(row, table, mapping), []).append(row)
    return tuple(_group(rows, table) for rows in found.values())


def cells_of_row(row: Row, table: Table) -> Iterator[tuple[str, str]]:
    """The columns and cells of a row that are not empty."""
    for column, cell in zip(table.columns, row.cells, strict=True):
        if stripped := cell.strip():
            yield column, stripped


def _identity(row: Row, table: Table, mapping: Mapping) -> tuple[str, ...]:
    """What the rows of one goal share: the id, or the words that ids are made from."""
    if not mapping.is_long:
        return (str(row.line),)
    cells = dict(cells_of_row(row, table))
    key = mapping.column("id")
    if key in cells:
        return (cells[key],)
    names = (*mapping.id_from, mapping.id_under, mapping.column("title") or "")
    words = tuple(cells.get(name, "") for name in names)
    return words if any(words) else (str(row.line),)


def _group(rows: list[Row], table: Table) -> Group:
    cells: dict[str, str] = {}
    for row in rows:
        for column, cell in cells_of_row(row, table):
            cells.setdefault(column, cell)
    return Group(tuple(rows), cells)
