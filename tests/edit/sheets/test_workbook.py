"""Tables from Excel workbooks, and workbooks from tables."""

from __future__ import annotations

import io
import sys
from datetime import date
from typing import TYPE_CHECKING

from openpyxl import Workbook, load_workbook

from kpicli.edit import Refusal
from kpicli.edit.sheets.workbook import workbook_tables
from kpicli.render.reports.sheets import Sheet
from kpicli.render.reports.workbook import workbook

if TYPE_CHECKING:
    import pytest

    from kpicli.edit.sheets import Table


def _book() -> Workbook:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Goals"
    sheet.append(["KPI", "2026", None, "Share", "Day", "Sum"])
    sheet.append([None, "Target", "Actual", None, None, None])
    sheet.append(["Leads", 50, 0.3, 0.45, date(2026, 1, 31), "=B3+C3"])
    sheet.merge_cells("B1:C1")
    sheet["D3"].number_format = "0%"
    return book


def _tables(book: Workbook) -> tuple[Table, ...]:
    contents = io.BytesIO()
    book.save(contents)
    tables = workbook_tables(contents.getvalue())
    assert isinstance(tables, tuple)
    return tables


def test_merged_headers_percentages_dates_and_formulas() -> None:
    (table,) = _tables(_book())
    assert table.columns == ("KPI", "2026 Target", "2026 Actual", "Share", "Day", "Sum")
    assert table.rows[0].cells == (
        "Leads", "50", "0.3", "45%", "2026-01-31", "=B3+C3",
    )  # fmt: skip
    assert table.rows[0].line == 3
    assert "the formula in F3 was never calculated" in table.notes[0]


def test_a_sheet_without_content_has_no_columns() -> None:
    book = _book()
    book.create_sheet("Empty")
    assert [(table.name, len(table.columns)) for table in _tables(book)] == [
        ("Goals", 6),
        ("Empty", 0),
    ]


def test_what_is_no_workbook_is_refused() -> None:
    refusal = workbook_tables(b"PK nothing")
    assert isinstance(refusal, Refusal)
    assert "no Excel workbook" in refusal.message


def test_a_missing_library_says_which_extra_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    refusal = workbook_tables(workbook((Sheet("goals", ("id",), (("a",),)),)))
    assert isinstance(refusal, Refusal)
    assert "kpicli[excel]" in (refusal.help or "")


def test_numbers_and_dates_are_cells_of_their_kind_where_nothing_is_lost() -> None:
    columns = ("id", "target", "baseline", "date", "value")
    rows = (
        ("a", "50", "0.1", "2026-01-31", "-2.5"),
        ("b", "50.0", "1e3", "2026-01", "12345678901234567890"),
        ("=c", "+20%", "", "", "=1"),
    )
    contents = workbook((Sheet("actuals", columns, rows),))
    assert contents == workbook((Sheet("actuals", columns, rows),))
    sheet = load_workbook(io.BytesIO(contents)).worksheets[0]
    found = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert found[0][:3] == ["a", 50, 0.1]
    assert (str(found[0][3])[:10], found[0][4]) == ("2026-01-31", -2.5)
    assert found[1] == ["b", "50.0", "1e3", "2026-01", "12345678901234567890"]
    assert found[2] == ["'=c", "'+20%", None, None, "'=1"]
    tables = workbook_tables(contents)
    assert isinstance(tables, tuple)
    assert tuple(row.cells for row in tables[0].rows) == rows
