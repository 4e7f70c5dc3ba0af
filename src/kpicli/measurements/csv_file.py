"""Actuals from a CSV file."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from kpicli.findings import SCHEMA_ERROR, Finding, Label, did_you_mean, loading_finding
from kpicli.models.actual import Actual, CsvActuals
from kpicli.models.period import parse_date, parse_period
from kpicli.models.quantity import parse_quantity
from kpicli.source import SourceFile, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_DELIMITERS = ",;\t|"


def read_actuals(
    source: SourceFile, columns: CsvActuals
) -> tuple[tuple[Actual, ...], list[Finding]]:
    """The actuals of a CSV file whose first row names the columns.

    Rows without a value are skipped. A cell that is no date or no number is a finding at its row;
    the other rows still count. The delimiter is the one of `,;|` or tab that the first row uses.
    """
    rows = _rows(source)
    header = next(rows, (1, []))[1]
    findings = [
        _missing_column(source, name, header)
        for name in (columns.date, columns.value)
        if name not in header
    ]
    if findings:
        return (), findings
    day, number = header.index(columns.date), header.index(columns.value)
    actuals: list[Actual] = []
    for line, row in rows:
        cells = (_cell(row, day), _cell(row, number))
        if not cells[1]:
            continue
        actual = _actual(*cells)
        if isinstance(actual, Actual):
            actuals.append(actual)
        else:
            findings.append(_bad_cell(source, line, actual))
    return tuple(actuals), findings


def _rows(source: SourceFile) -> Iterator[tuple[int, list[str]]]:
    first = source.line(1)
    delimiter = max(_DELIMITERS, key=lambda mark: (first.count(mark), -_DELIMITERS.index(mark)))
    lines = io.StringIO(source.text, newline="")
    reader = csv.reader(lines, delimiter=delimiter, strict=False)
    line = 1
    while True:
        try:
            row = next(reader, None)
        except csv.Error:
            row = []
        if row is None:
            return
        yield line, [cell.strip() for cell in row]
        line = reader.line_num + 1


def _cell(row: list[str], index: int) -> str:
    return row[index] if index < len(row) else ""


def _actual(key: str, text: str) -> Actual | str:
    when = parse_date(key) or parse_period(key)
    if when is None:
        return f"`{key[:60]}` is not a date or a period"
    value = parse_quantity(text)
    if value is None:
        return f"`{text[:60]}` is not a number"
    return Actual(key, when, value)


def _missing_column(source: SourceFile, name: str, header: list[str]) -> Finding:
    known = ", ".join(f"`{cell}`" for cell in header[:20]) or "none"
    near = did_you_mean(name, header)
    return loading_finding(
        SCHEMA_ERROR,
        f"the file has no column `{name}`",
        Label(source.path, Span(0, len(source.line(1))), "the columns"),
        help=near or f"its columns are {known}",
        field=name,
    )


def _bad_cell(source: SourceFile, line: int, message: str) -> Finding:
    start = source.offset_of_line(line)
    return loading_finding(
        SCHEMA_ERROR,
        message,
        Label(source.path, Span(start, start + len(source.line(line)))),
        help="write dates as 2026-01-31 and numbers as 12.5; leave the cell empty for no value",
        field=str(line),
    )
