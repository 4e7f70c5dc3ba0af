"""Many actuals from one CSV file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.edit.new_actual import EXTRAS, NewActual, Refusal
from kpicli.findings import did_you_mean
from kpicli.measurements import read_table, unfit

if TYPE_CHECKING:
    from kpicli.measurements.csv_file import Row
    from kpicli.source import SourceFile

_NEEDED = ("id", "date", "value")


class BatchRow(Struct, frozen=True):
    """An actual to record, and the line that asks for it."""

    new: NewActual
    line: int


def batch_of(source: SourceFile) -> tuple[BatchRow, ...] | Refusal:
    """The actuals that a file asks for: columns `id`, `date`, `value` and those of the extras.

    Blank lines are skipped. A row of which nothing can be taken is refused, and the file with it.
    """
    table = read_table(source)
    names = [name.lower() for name in table.columns]
    wrong = _wrong_columns(names)
    if wrong:
        return Refusal(*wrong, source.path)
    for row in table.rows:
        reason = unfit(table, row)
        if reason is not None:
            return Refusal(reason.message, reason.help, source.path, row.line)
    return tuple(BatchRow(_actual(row, names), row.line) for row in table.rows if any(row.cells))


def _wrong_columns(names: list[str]) -> tuple[str, str | None] | None:
    known = (*_NEEDED, *EXTRAS)
    for name in _NEEDED:
        if name not in names:
            return f"the file has no column `{name}`", f"its columns are {', '.join(known)}"
    for name in names:
        if name not in known or names.count(name) > 1:
            near = did_you_mean(name, known) or f"the columns are {', '.join(known)}"
            return f"the file has a column `{name}` too many", near
    return None


def _actual(row: Row, names: list[str]) -> NewActual:
    cells = {name: row.cell(index) for index, name in enumerate(names)}
    extras = tuple((name, cells[name]) for name in EXTRAS if cells.get(name))
    return NewActual(cells["id"], cells["date"], cells["value"], extras)
