"""A new actual in the CSV file that a KPI names."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.edit.csv_cells import CsvRow, CsvText, csv_text
from kpicli.edit.goal_file import day_of_key
from kpicli.edit.new_actual import NewActual, Refusal, refusal_at
from kpicli.edit.text_edit import TextEdit, applied, lines_below
from kpicli.edit.verify import added
from kpicli.measurements import actuals_in, merge_mark, read_table
from kpicli.source import MERGE_CONFLICT, MERGE_HELP, SourceFile

if TYPE_CHECKING:
    from datetime import date

    from kpicli.models.actual import CsvActuals
    from kpicli.models.period import Calendar

_BY_HAND = "add the row by hand"


class CsvPlace(Struct, frozen=True):
    """The columns of a KPI in a CSV file: the indexes of those of day and value."""

    file: CsvText
    day_column: int
    value_column: int
    calendar: Calendar

    def day(self, row: CsvRow) -> date | None:
        """The day of a row, none where its date cannot be read."""
        return day_of_key(self.file.cell(row, self.day_column), self.calendar)

    def row_of(self, day: date) -> CsvRow | None:
        """The row of a day: the first one with a value, else the first one."""
        rows = [row for row in self.file.rows[1:] if self.day(row) == day]
        return next(
            (row for row in rows if self.file.cell(row, self.value_column)), (*rows, None)[0]
        )


def csv_place(source: SourceFile, columns: CsvActuals, calendar: Calendar) -> CsvPlace | Refusal:
    """Where a KPI's numbers stand in a CSV file."""
    mark = merge_mark(read_table(source))
    if mark is not None:
        return refusal_at(source, mark, MERGE_CONFLICT, MERGE_HELP)
    file = csv_text(source)
    if file is None or not file.rows:
        return Refusal(f"`{source.path}` is not laid out in rows and columns", None, source.path)
    names = file.cells(file.rows[0])
    if columns.date not in names or columns.value not in names:
        missing = columns.date if columns.date not in names else columns.value
        return Refusal(f"`{source.path}` has no column `{missing}`", None, source.path)
    return CsvPlace(file, names.index(columns.date), names.index(columns.value), calendar)


def with_row(place: CsvPlace, new: NewActual, day: date, columns: CsvActuals) -> str | Refusal:
    """The text with the actual, in the row of its day or in a new one in the order of days."""
    texts = _texts(place, new)
    if isinstance(texts, Refusal):
        return texts
    row = place.row_of(day)
    edits = [_new_row(place, texts, day)] if row is None else _filled(place, row, texts)
    after = applied(place.file.source.text, edits)
    return _unexpected(place, after, columns, row is None) or after


def _texts(place: CsvPlace, new: NewActual) -> dict[int, str] | Refusal:
    """The new cells by column."""
    file = place.file
    names = [name.lower() for name in file.cells(file.rows[0])]
    texts = {place.day_column: new.key, place.value_column: new.value}
    for name, text in new.extras:
        if name not in names:
            message = f"`{file.source.path}` has no column `{name}`"
            return refusal_at(file.source, 0, message, f"add the column, or leave out --{name}")
        texts[names.index(name)] = text
    return texts


def _new_row(place: CsvPlace, texts: dict[int, str], day: date) -> TextEdit:
    file = place.file
    before = _before(place, day)
    rows = [row for row in file.rows[1:] if place.day(row) is not None]
    model = before if before in rows else next(iter(rows), None)
    count = max(len((model or file.rows[0]).cells), *(index + 1 for index in texts))
    cells = [file.like(model or CsvRow(()), index, texts.get(index, "")) for index in range(count)]
    return lines_below(file.source.text, before.cells[-1].end, file.delimiter.join(cells))


def _before(place: CsvPlace, day: date) -> CsvRow:
    """The row behind which a day belongs: the header, or the last one before it in order."""
    header, *rows = place.file.rows
    dated = [(known, row) for row in rows if (known := place.day(row)) is not None]
    falls = len(dated) > 1 and all(one > other for (one, _), (other, _) in pairwise(dated))
    found = header
    for known, row in dated:
        if known > day if falls else known < day:
            found = row
    return found


def _filled(place: CsvPlace, row: CsvRow, texts: dict[int, str]) -> list[TextEdit]:
    file, edits = place.file, []
    texts = {index: text for index, text in texts.items() if index != place.day_column}
    known = {index: text for index, text in texts.items() if index < len(row.cells)}
    for index, text in known.items():
        cell = row.cells[index]
        edits.append(TextEdit(cell.start, cell.end, file.like(row, index, text)))
    beyond = range(len(row.cells), max(texts) + 1)
    if beyond:
        end = row.cells[-1].end
        tail = "".join(
            file.delimiter + file.like(CsvRow(()), index, texts.get(index, "")) for index in beyond
        )
        edits.append(TextEdit(end, end, tail))
    return edits


def _unexpected(
    place: CsvPlace,
    text: str,
    columns: CsvActuals,
    is_new: bool,  # noqa: FBT001 - one of two shapes
) -> Refusal | None:
    """A refusal where more than one row differs, or where the new one cannot be read."""
    source = SourceFile(place.file.source.path, text)
    old, new = read_table(place.file.source), read_table(source)
    before, after = ([row.cells for row in table.rows] for table in (old, new))
    first = next((i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), None)
    at = min(len(before), len(after) - 1) if first is None else first
    rest = before[at:] if is_new else before[at + 1 :]
    if old.columns != new.columns or after[at + 1 :] != rest:
        return Refusal(f"the change would break `{source.path}`", _BY_HAND, source.path)
    known, found = (actuals_in(table, columns, place.calendar)[1] for table in (old, new))
    for finding in added(known, found):
        code = finding.rule.code
        return Refusal(finding.message, finding.help, source.path, at + 2, code)
    return None
