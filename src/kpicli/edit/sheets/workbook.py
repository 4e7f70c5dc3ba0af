"""Tables from Excel workbooks, through openpyxl."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING

from kpicli.edit.new_actual import Refusal
from kpicli.edit.sheets.table import RawRow, Table, table_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from openpyxl.cell import Cell, MergedCell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    Values = Mapping[tuple[str, str], object]
    Merged = Mapping[tuple[int, int], tuple[tuple[int, int], bool]]

LARGEST = 300_000_000
"""Bytes of a workbook when it is unpacked."""

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_UNCALCULATED = (
    "was never calculated and is kept as it is; open the file in a spreadsheet and save it"
)
_EXTRA = "install kpi with its extra `excel`: pip install 'kpicli[excel]'"


def workbook_tables(contents: bytes) -> tuple[Table, ...] | Refusal:
    """The sheets of a workbook in their order; one without content has no columns.

    A merged cell counts for all that it covers. A formula stands for the value that was last
    calculated for it; where there is none it is kept as it is, and a note says so.
    """
    refusal = _unfit(contents)
    if refusal:
        return refusal
    try:
        from openpyxl import load_workbook  # noqa: PLC0415 - an extra, and slow to import
    except ImportError:
        return Refusal("reading Excel files takes openpyxl, which is not installed", _EXTRA)
    try:
        with warnings.catch_warnings():
            # It warns of what it does not read, such as charts.
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(contents))
            formulas = any(map(_has_formulas, book.worksheets))
            again = load_workbook(io.BytesIO(contents), data_only=True) if formulas else None
        values = _calculated(again) if again else {}
    except Exception as error:  # noqa: BLE001 - openpyxl raises whatever its parsers do
        return Refusal(f"it is no Excel workbook that can be read: {error}", "save it as CSV")
    return tuple(_table(sheet, values) for sheet in book.worksheets)


def _unfit(contents: bytes) -> Refusal | None:
    try:
        size = sum(part.file_size for part in zipfile.ZipFile(io.BytesIO(contents)).infolist())
    except zipfile.BadZipFile:
        remedy = "save it as .xlsx or CSV; the old .xls format is not read"
        return Refusal("it is no Excel workbook", remedy)
    return None if size <= LARGEST else Refusal("it is too large when unpacked", "split the file")


def _has_formulas(sheet: Worksheet) -> bool:
    return any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)


def _calculated(book: Workbook) -> Values:
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def _table(sheet: Worksheet, values: Values) -> Table:
    notes: list[str] = []
    merged = _merged(sheet)
    spanned = {line for (line, _), (_, is_wide) in merged.items() if is_wide}
    rows = [
        RawRow(line, tuple(_row(line, cells, sheet, merged, values, notes)), line in spanned)
        for line, cells in enumerate(sheet.iter_rows(), 1)
    ]
    return table_of(sheet.title, rows, notes)


def _merged(sheet: Worksheet) -> Merged:
    """For each covered place the one whose value counts, and whether the range is wide."""
    return {
        (row, column): ((area.min_row, area.min_col), area.max_col > area.min_col)
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
    }


def _row(
    line: int,
    cells: Iterable[Cell | MergedCell],
    sheet: Worksheet,
    merged: Merged,
    values: Values,
    notes: list[str],
) -> Iterator[str]:
    for column, cell in enumerate(cells, 1):
        place = merged.get((line, column))
        source = sheet.cell(*place[0]) if place else cell
        value: object = source.value
        if source.data_type == "f":
            value = values.get((sheet.title, source.coordinate))
            if value is None:
                notes.append(f"the formula in {source.coordinate} {_UNCALCULATED}")
                value = getattr(source.value, "text", source.value)
        yield cell_text(value, source.number_format or "")


def cell_text(value: object, form: str) -> str:
    """The value of a cell as text: 0.45 shown as per cent is `45%`, midnight is no hour."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return _number(value, form)
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(value))


def _number(value: float, form: str) -> str:
    number = Decimal(repr(value))
    if "%" in form:
        return f"{_plain(number * 100)}%"
    return _plain(number)


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
