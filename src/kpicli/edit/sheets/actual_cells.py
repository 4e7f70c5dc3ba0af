"""The actuals of a goal: in columns of their own dates, or a row for each date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.edit.sheets.fields import read_cell
from kpicli.edit.sheets.groups import cells_of_row
from kpicli.models.whens import when_key
from kpicli.reports.export import ACTUAL_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.edit.sheets.groups import Group
    from kpicli.edit.sheets.kept import Kept
    from kpicli.edit.sheets.mapping import Mapping
    from kpicli.edit.sheets.table import Row, Table
    from kpicli.reports.export import Record

_EXTRAS = ("confidence", "status", "note", "by")
_PREFIX = "actual."


class _Line(Struct, frozen=True):
    """One row: its cells by column, and its columns by what of an actual they hold."""

    row: Row
    cells: dict[str, str]
    columns: dict[str, str]

    def keep(self, column: str, kept: Kept, reason: str = "") -> None:
        """Keeps the cell of a column, as one that was not understood where a reason is given."""
        if reason:
            kept.refuse_in(self.row.line, column, self.cells[column], reason)
        else:
            kept.keep_in(self.row.line, column, self.cells[column])


def read_actuals(
    goal: str, group: Group, mapping: Mapping, table: Table, kept: Kept
) -> Iterator[Record]:
    """The actuals of a goal; a cell that does not make one is refused, and so kept."""
    days: set[str] = set()
    yield from _of_columns(goal, mapping, kept, days)
    columns = _columns_of_rows(mapping)
    for row in group.rows if columns else ():
        cells = dict(cells_of_row(row, table))
        present = {name: column for name, column in columns.items() if column in cells}
        record = _of_row(_Line(row, cells, present), mapping, kept, days)
        if record:
            days.add(str(record["date"]))
            yield {"id": goal, **record}
    for column in columns.values():
        # They are accounted for row by row.
        kept.done(column)
    _keep_differences(group, table, frozenset(columns.values()), kept)


def _columns_of_rows(mapping: Mapping) -> dict[str, str]:
    """The columns with the parts of one actual a row; none without a value."""
    columns: dict[str, str] = {}
    for column, name in mapping.columns:
        if name.startswith(_PREFIX):
            columns.setdefault(name.removeprefix(_PREFIX), column)
    return columns if "value" in columns else {}


def _of_columns(goal: str, mapping: Mapping, kept: Kept, days: set[str]) -> Iterator[Record]:
    for column, when in mapping.keyed("actuals"):
        if not kept.group.cell(column):
            continue
        key = when_key(when, mapping.dates)
        if key is None or key in days:
            words = "is not a date or a period" if key is None else "has a value in another column"
            kept.refuse(column, f"`{when}` {words}")
            continue
        reading = kept.read(column, f"actuals.{when}", mapping)
        if reading.value is not None:
            days.add(key)
            yield {"id": goal, "date": key, "value": reading.value}


def _of_row(line: _Line, mapping: Mapping, kept: Kept, days: set[str]) -> Record:
    """The actual of a row, empty where it has none; what it cannot say is kept by its line."""
    record: Record = {}
    for name in ("date", "value", *_EXTRAS):
        column = line.columns.get(name)
        if column is None:
            continue
        reading = read_cell(line.cells[column], f"{_PREFIX}{name}", column, mapping)
        if reading.value is not None:
            record[name] = reading.value
        if reading.reason or not reading.is_whole:
            line.keep(column, kept, reading.reason)
    constant = mapping.constants.get("actual.date", "")
    if constant and "date" not in record:
        record["date"] = when_key(constant) or constant
    if "date" in record and "value" in record and record["date"] not in days:
        return {name: record[name] for name in ACTUAL_FIELDS if name in record}
    _keep_all(line, record, kept)
    return {}


def _keep_all(line: _Line, record: Record, kept: Kept) -> None:
    """Keeps the cells of a row that makes no actual."""
    for name, column in line.columns.items():
        reason = ""
        if name == "value" and "value" in record:
            known = record.get("date")
            reason = f"`{known}` has a value already" if known else _undated(line)
        line.keep(column, kept, reason)


def _undated(line: _Line) -> str:
    if "date" in line.columns:
        return "its date was not understood"
    return 'its date is not known; write `"actual.date" = "2026-06-30"` under [constants]'


def _keep_differences(group: Group, table: Table, others: frozenset[str], kept: Kept) -> None:
    """Keeps the cells of later rows that do not say what the first of their column says."""
    for row in group.rows:
        for column, cell in cells_of_row(row, table):
            if column not in others and cell != group.cells[column]:
                kept.keep_in(row.line, column, cell)
