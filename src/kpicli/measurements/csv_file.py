"""Actuals from a CSV file."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.measurements.csv_findings import (
    Wrong,
    bad_cell,
    bad_row,
    is_data,
    long_row,
    missing_column,
    missing_date,
    nameless,
    repeated_column,
    repeated_day,
    unreadable_row,
    wrong_date,
    wrong_value,
)
from kpicli.models.actual import NO_ACTUALS, Actual, Actuals, CsvActuals, actuals_from
from kpicli.models.period import Calendar, day_of, parse_when
from kpicli.models.read_actuals import value_of
from kpicli.source import merge_marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from kpicli.findings import Finding
    from kpicli.models.period import When
    from kpicli.source import SourceFile

_DELIMITERS = ",;\t|"
_QUOTED = re.compile(r'"[^"]*"')


class Row(Struct, frozen=True):
    """The cells of one row without white space around them, and the line where it starts.

    `is_broken` says that the row cannot be read, as where a quote left open makes one cell of the
    rows below; it has no cells then.
    """

    line: int
    cells: tuple[str, ...]
    is_broken: bool = False

    def cell(self, index: int) -> str:
        """The cell of a column, empty where the row is shorter."""
        return self.cells[index] if index < len(self.cells) else ""

    def width(self) -> int:
        """How many cells there are up to the last one that is not empty."""
        return next((i for i in range(len(self.cells), 0, -1) if self.cells[i - 1]), 0)


class Table(Struct, frozen=True):
    """A CSV file: the names of its columns, and its rows."""

    source: SourceFile
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(source: SourceFile) -> Table:
    """The table in a CSV file, whose first row names the columns.

    The delimiter is the one of `,;|` or tab that the first row uses most.
    """
    header, *rows = [*_rows(source)] or [Row(1, ())]
    return Table(source, header.cells, tuple(rows))


def unfit(table: Table, row: Row) -> Wrong | None:
    """Why nothing can be taken from a row: it cannot be read, or has more cells than columns.

    Which column a cell belongs to is not known then, as where `1,200` became two cells.
    """
    if row.is_broken:
        return unreadable_row()
    columns = len(table.columns)
    is_long = len(row.cells) > columns and row.width() > columns
    return long_row(row.width(), columns) if is_long else None


def merge_mark(table: Table) -> int | None:
    """The offset of the first mark of a merge that was not finished, where a row should begin."""
    source = table.source
    marks = merge_marks(source.text)
    begun = {1, *(row.line for row in table.rows)} if marks else ()
    return next((mark for mark in marks if source.position(mark).line in begun), None)


def actuals_in(
    table: Table, columns: CsvActuals, calendar: Calendar
) -> tuple[Actuals, list[Finding]]:
    """The actuals in two columns of a table.

    Rows without a value are skipped. A cell that is no date or no number, also a date beside which
    no value stands yet, and a second value for a day are findings at their cell, and a row of which
    nothing can be taken is one at its line; the other rows still count, and the actuals say of
    which dates values are unread.
    """
    names = (columns.date, columns.value)
    findings = [*_wrong_columns(table, dict.fromkeys(names))]
    if findings:
        return NO_ACTUALS, findings
    at, of = map(table.columns.index, names)
    actuals: dict[date, Actual] = {}
    unread: list[When | None] = []
    for row in table.rows:
        wrong = unfit(table, row)
        if wrong is not None:
            findings.append(bad_row(table.source, row.line, wrong))
            unread.append(None)
            continue
        actual = _actual(row.cell(at), row.cell(of))
        if actual is None:
            continue
        if isinstance(actual, Actual):
            day = day_of(actual.when, calendar)
            if day not in actuals:
                actuals[day] = actual
                continue
            if actual.value.value != actuals[day].value.value:
                unread.append(actual.when)
            actual = repeated_day(actual.key, actuals[day].key, day)
        elif row.cell(of):
            unread.append(parse_when(row.cell(at)))
        cell = (columns.value, row.cell(of)) if actual.is_value else (columns.date, row.cell(at))
        field = f"{columns.value}.{row.cell(at)}"
        findings.append(bad_cell(table.source, row.line, cell, actual, field))
    return actuals_from(actuals.values(), tuple(unread)), findings


def _wrong_columns(table: Table, names: Iterable[str]) -> Iterator[Finding]:
    if not any(table.columns):
        yield nameless(table.source, names)
        return
    for name in names:
        count = table.columns.count(name)
        if not count:
            yield missing_column(table.source, table.columns, name)
            if is_data(table.columns):
                return  # none of them is named
        elif count > 1:
            yield repeated_column(table.source, name)


def _rows(source: SourceFile) -> Iterator[Row]:
    import csv  # noqa: PLC0415 - most goals are measured in the goal files

    first = _QUOTED.sub("", source.line(1))
    delimiter = max(_DELIMITERS, key=lambda mark: (first.count(mark), -_DELIMITERS.index(mark)))
    lines = [*io.StringIO(source.text.removeprefix("\ufeff"), newline="")]
    reader = csv.reader(lines, delimiter=delimiter, strict=False)
    line = 1
    while True:
        try:
            cells = next(reader)
            if reader.line_num > line:
                # Lenient reading takes the rows below a quote left open for one cell.
                next(
                    csv.reader(lines[line - 1 : reader.line_num], delimiter=delimiter, strict=True)
                )
        except StopIteration:
            return
        except csv.Error:
            # A quote is left open, or a cell is longer than the csv module takes.
            yield Row(line, (), is_broken=True)
        else:
            yield Row(line, tuple(cell.strip() for cell in cells))
        line = reader.line_num + 1


def _actual(key: str, text: str) -> Actual | Wrong | None:
    """The actual in a row, none where no value stands in it, or what is wrong with it."""
    when = parse_when(key)
    if key and when is None:
        return wrong_date(key)
    if not text:
        return None
    if when is None:
        return missing_date()
    try:
        return Actual(key, when, value_of(text))
    except ValueError:
        return wrong_value(text)
