"""What is wrong with a CSV file, at the cell, with what to write instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.fields.invalid import shown, words_of
from kpicli.findings import SCHEMA_ERROR, Finding, Label, did_you_mean, loading_finding
from kpicli.models.period import meant_when, parse_when
from kpicli.models.quantity import refuse_size, remedy_for
from kpicli.source import MERGE_CONFLICT, MERGE_HELP, SourceFile, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

_MOST_COLUMNS = 20
_DATES = "write a date such as 2026-01-31, or a period such as 2026-01 or 2026-Q1"
_NUMBERS = "write a number such as 12.5, and leave the cell empty for no value"


def left_conflict(source: SourceFile, offset: int) -> Finding:
    """A merge that was not finished, at its first mark, whose offset is given."""
    line = source.line(source.position(offset).line)
    span = Span(offset, offset + len(line))
    return _finding(source, span, "", MERGE_CONFLICT, MERGE_HELP, "")


def missing_column(source: SourceFile, columns: Sequence[str], name: str) -> Finding:
    """No column has the name: of a file without a row of names, how to add one."""
    known = ", ".join(f"`{column}`" for column in columns[:_MOST_COLUMNS])
    near = did_you_mean(name, columns)
    remedy = near or f"its columns are {known}"
    if is_data(columns):
        remedy = f"the first row has to name the columns, and looks like data: {known}"
    return _at_header(source, f"the file has no column `{name}`", remedy, name)


def nameless(source: SourceFile, names: Iterable[str]) -> Finding:
    """The file is empty, or its first row is."""
    listed = [*names]
    remedy = f"begin it with a row that names the columns: {','.join(listed)}"
    return _at_header(source, "the file names no columns", remedy, listed[0])


def repeated_column(source: SourceFile, name: str) -> Finding:
    """Two columns have the name that is asked for."""
    return _at_header(source, f"two columns are named `{name}`", "rename one of them", name)


class Wrong(Struct, frozen=True):
    """What is wrong with a row or one of its cells, its value or its date, and the remedy."""

    message: str
    help: str
    is_value: bool = False


def unreadable_row() -> Wrong:
    """The row cannot be split into cells."""
    return Wrong("the row cannot be read", "is a quote left open?")


def long_row(cells: int, columns: int) -> Wrong:
    """The row goes on behind the last column."""
    named = "1 column is named" if columns == 1 else f"{columns} columns are named"
    remedy = "put a cell that holds the delimiter in quotes, or name each column in the first row"
    return Wrong(f"the row has {cells} cells, and {named}", remedy)


def wrong_date(text: str) -> Wrong:
    """The cell is no date and no period."""
    return Wrong(f"{shown(text)} is not a date or a period", meant_when(text) or _DATES)


def missing_date() -> Wrong:
    """A value stands beside an empty cell."""
    return Wrong("the date is missing", _DATES)


def repeated_day(key: str, known: str, day: date) -> Wrong:
    """The cell names a day of which there is a value already, under the date `known`."""
    message = f"`{key}` and `{known}` are the same day, {day}"
    return Wrong(message, "keep one row for each day")


def wrong_value(text: str) -> Wrong:
    """The cell is no number, or none within the limits of numbers."""
    try:
        refuse_size(text)
    except ValueError as error:
        message, remedy = words_of(error)
        return Wrong(message, remedy or _NUMBERS, is_value=True)
    remedy = remedy_for(text) or _NUMBERS
    return Wrong(f"{shown(text)} is not a number", remedy, is_value=True)


def bad_row(source: SourceFile, line: int, wrong: Wrong) -> Finding:
    """A row of which nothing can be taken, at its line."""
    start = source.offset_of_line(line)
    end = start + len(source.line(min(line, source.line_count)))
    return _finding(source, Span(start, end), "", wrong.message, wrong.help, "row")


def bad_cell(
    source: SourceFile, line: int, cell: tuple[str, str], wrong: Wrong, field: str
) -> Finding:
    """A cell, given by its column and its text, with what is wrong with it."""
    column, text = cell
    span = _cell(source, line, text)
    return _finding(source, span, f"column `{column}`", wrong.message, wrong.help, field)


def is_data(columns: Sequence[str]) -> bool:
    """Whether a first row holds a date, so that it names nothing."""
    return any(parse_when(text) for text in columns)


def _cell(source: SourceFile, line: int, text: str) -> Span:
    """The text where it stands in its line alone, else the whole line."""
    start, row = source.offset_of_line(line), source.line(min(line, source.line_count))
    places = [found.start() for found in re.finditer(re.escape(text), row)] if text else []
    if len(places) == 1:
        return Span(start + places[0], start + places[0] + len(text))
    return Span(start, start + len(row))


def _at_header(source: SourceFile, message: str, remedy: str, name: str) -> Finding:
    span = Span(0, len(source.line(1)))
    return _finding(source, span, "the columns", message, remedy, name)


def _finding(
    source: SourceFile, span: Span, label: str, message: str, remedy: str, field: str
) -> Finding:
    place = Label(source.path, span, label)
    return loading_finding(SCHEMA_ERROR, message, place, help=remedy, field=field)
