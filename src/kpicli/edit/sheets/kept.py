"""The account of a goal's cells: which became fields, and what is kept in `meta`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from kpicli.edit.sheets.fields import Reading, read_cell
from kpicli.edit.sheets.imported import Unread
from kpicli.edit.sheets.own_cells import typed
from kpicli.models.whens import when_key

if TYPE_CHECKING:
    from kpicli.documents import Value
    from kpicli.edit.sheets.groups import Group
    from kpicli.edit.sheets.mapping import Mapping
    from kpicli.reports.export import Record


class Kept(Struct):
    """A goal's cells on their way: whatever is not `done` in the end is kept.

    `rows` has the cells of further rows of the goal that are kept, by line.
    """

    group: Group
    unread: list[Unread]
    names: dict[str, str] = field(default_factory=dict)
    """What columns are called in `meta`, where that is not their own name."""
    _done: set[str] = field(default_factory=set)
    rows: dict[int, dict[str, str]] = field(default_factory=dict)

    def done(self, column: str) -> None:
        """The column's cell can be told from a field."""
        self._done.add(column)

    def refuse(self, column: str, reason: str) -> None:
        """The column's cell was not understood."""
        self._done.discard(column)
        self.unread.append(Unread(self.group.line, column, self.group.cell(column), reason))

    def refuse_in(self, line: int, column: str, cell: str, reason: str) -> None:
        """A cell of one of the rows was not understood."""
        self.keep_in(line, column, cell)
        self.unread.append(Unread(line, column, cell, reason))

    def keep_in(self, line: int, column: str, cell: str) -> None:
        """Keeps a cell of one of the rows."""
        self.rows.setdefault(line, {})[column] = cell

    def read(self, column: str, name: str, mapping: Mapping) -> Reading:
        """The column's cell as a field."""
        reading = read_cell(self.group.cell(column), name, column, mapping)
        if reading.reason:
            self.refuse(column, reading.reason)
        elif reading.is_whole and reading.value is not None:
            self.done(column)
        return reading

    def put_dated(self, record: Record, name: str, when: str, column: str, value: Value) -> None:
        """A value under its date in a field that is a map, unless there is one already."""
        below = record.get(name)
        known = below if isinstance(below, dict) else {}
        key = when_key(when)
        if key is None or key in known:
            reason = (
                f"`{when}` is not a date or a period" if key is None else f"`{key}` has a value"
            )
            self.refuse(column, reason)
            return
        record[name] = {**known, key: value}

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns whose cells are kept, once for each cell."""
        later = (column for cells in self.rows.values() for column in cells)
        return (*(name for name in self.group.cells if name not in self._done), *later)

    @property
    def meta(self) -> Record:
        """The field `meta`, absent where nothing is kept."""
        kept: Record = {}
        for column, cell in self.group.cells.items():
            if column not in self._done:
                kept[_free(self.names.get(column, column), kept)] = typed(cell)
        first = self.rows.get(self.group.line, {})
        kept |= {_free(name, kept): typed(cell) for name, cell in first.items()}
        for line, cells in self.rows.items():
            if line != self.group.line:
                below: Value = {name: typed(cell) for name, cell in cells.items()}
                kept[_free(f"line {line}", kept)] = below
        return {"meta": kept} if kept else {}


def _free(name: str, taken: Record) -> str:
    while name in taken:
        name += "'"
    return name
