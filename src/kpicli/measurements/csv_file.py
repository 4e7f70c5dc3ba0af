"""Actuals from a CSV file."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpicli.findings import SCHEMA_ERROR, Finding, Label, did_you_mean, loading_finding
from kpicli.models.actual import Actual, CsvActuals, value_of
from kpicli.models.period import Calendar, day_of, parse_date, parse_period
from kpicli.source import SourceFile, Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

_DELIMITERS = ",;\t|"
_QUOTED = re.compile(r'"[^"]*"')


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row without white space around them, and the line where it starts.

    `is_broken` says that the row cannot be read; it has no cells then.
    """

    line: int
    cells: tuple[str, ...]
    is_broken: bool = False

    def cell(self, index: int) -> str:
        """The cell of a column, empty where the row is shorter."""
        return self.cells[index] if index < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Table:
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


def actuals_in(
    table: Table, columns: CsvActuals, calendar: Calendar
) -> tuple[tuple[Actual, ...], list[Finding]]:
    """The actuals in two columns of a table.

    Rows without a value are skipped. A cell that is no date or no number, and a second value for
    a day, are findings at their row; the other rows still count.
    """
    names = (columns.date, columns.value)
    findings = [_missing_column(table, name) for name in names if name not in table.columns]
    if findings:
        return (), findings
    at, of = map(table.columns.index, names)
    actuals: dict[date, Actual] = {}
    for row in table.rows:
        if row.is_broken:
            findings.append(_bad_row(table.source, row.line, "the row cannot be read", "row"))
        if not row.cell(of):
            continue
        actual = _actual(row.cell(at), row.cell(of))
        if isinstance(actual, Actual):
            day = day_of(actual.when, calendar)
            if day not in actuals:
                actuals[day] = actual
                continue
            actual = f"`{actual.key}` and `{actuals[day].key}` are the same day, {day}"
        findings.append(_bad_row(table.source, row.line, actual, f"{columns.value}.{row.cell(at)}"))
    return tuple(actuals.values()), findings


def _rows(source: SourceFile) -> Iterator[Row]:
    first = _QUOTED.sub("", source.line(1))
    delimiter = max(_DELIMITERS, key=lambda mark: (first.count(mark), -_DELIMITERS.index(mark)))
    lines = io.StringIO(source.text.removeprefix("\ufeff"), newline="")
    reader = csv.reader(lines, delimiter=delimiter, strict=False)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            # A cell is longer than the csv module takes.
            yield Row(line, (), is_broken=True)
        else:
            yield Row(line, tuple(cell.strip() for cell in cells))
        line = reader.line_num + 1


def _actual(key: str, text: str) -> Actual | str:
    when = parse_date(key) or parse_period(key)
    if when is None:
        return f"`{key[:60]}` is not a date or a period" if key else "the date is missing"
    try:
        return Actual(key, when, value_of(text))
    except ValueError:
        return f"`{text[:60]}` is not a number"


def _missing_column(table: Table, name: str) -> Finding:
    known = ", ".join(f"`{column}`" for column in table.columns[:20]) or "none"
    near = did_you_mean(name, table.columns)
    return loading_finding(
        SCHEMA_ERROR,
        f"the file has no column `{name}`",
        Label(table.source.path, Span(0, len(table.source.line(1))), "the columns"),
        help=near or f"its columns are {known}",
        field=name,
    )


def _bad_row(source: SourceFile, line: int, message: str, field: str) -> Finding:
    start = source.offset_of_line(line)
    return loading_finding(
        SCHEMA_ERROR,
        message,
        Label(source.path, Span(start, start + len(source.line(min(line, source.line_count))))),
        help="write dates as 2026-01-31 and numbers as 12.5; leave the cell empty for no value",
        field=field,
    )
