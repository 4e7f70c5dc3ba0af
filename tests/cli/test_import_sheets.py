"""`kpi import` of workbooks with several sheets: which one is read, and that a mapping knows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from kpicli.cli.exit_codes import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Kpi


@pytest.fixture
def book(goals: Path) -> Path:
    """A workbook with a cover, a sheet of goals and an empty one, beside an empty repository."""
    (goals / "goals.yaml").unlink()
    made = Workbook()
    cover = made.active
    assert cover is not None
    cover.title = "Cover"
    cover.append(["Cockpit 2026"])
    cover.append(["Confidential"])
    sheet = made.create_sheet("Sales")
    sheet.append(["KPI", "Owner", "Target", "Unit"])
    sheet.append(["New clients", "Dana", 50, "client"])
    made.create_sheet("Empty")
    made.create_sheet("Names").append(["KPI"])
    made.save(goals / "book.xlsx")
    return goals


def test_a_saved_mapping_knows_the_sheet(kpi: Kpi, book: Path) -> None:
    saved = kpi(
        "import", "book.xlsx", "--sheet", "Sales", "--save-mapping", "m.toml", "--into", "one"
    )
    assert saved.code == ExitCode.CLEAN, saved.err
    assert 'sheet = "Sales"' in (book / "m.toml").read_text("utf-8")
    again = kpi("import", "book.xlsx", "--mapping", "m.toml", "--into", "two")
    assert again.code == ExitCode.CLEAN, again.err
    files = [(book / name / "goals.yaml").read_text("utf-8") for name in ("one", "two")]
    assert files[0] == files[1]
    assert "New clients" in files[0]


def test_the_option_goes_before_the_sheet_of_the_mapping(kpi: Kpi, book: Path) -> None:
    (book / "m.toml").write_text('sheet = "Sales"\n[columns]\n"Cockpit 2026" = "title"\n', "utf-8")
    outcome = kpi("import", "book.xlsx", "--mapping", "m.toml", "--sheet", "Cover", "--dry-run")
    assert "only the sheet `Cover` was read; --sheet chooses `Sales`" in outcome.out


def test_a_file_with_one_table_is_read_whatever_sheet_the_mapping_names(
    kpi: Kpi, book: Path
) -> None:
    (book / "sales.csv").write_text("KPI\nNew clients\n", "utf-8")
    (book / "m.toml").write_text('sheet = "Sales"\n[columns]\nKPI = "title"\n', "utf-8")
    outcome = kpi("import", "sales.csv", "--mapping", "m.toml", "--dry-run")
    assert "Would write 1 KPI in 1 goal file" in outcome.out


def test_of_a_workbook_with_one_sheet_the_mapping_names_none(kpi: Kpi, book: Path) -> None:
    (book / "sales.csv").write_text("KPI\nNew clients\n", "utf-8")
    kpi("import", "sales.csv", "--save-mapping", "m.toml", "--dry-run")
    assert "sheet =" not in (book / "m.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("mapping", "arguments", "said"),
    [
        (
            '[columns]\nKPI = "title"\nOwner = "owner"\n',
            (),
            (
                "note: only the sheet `Cover` was read; --sheet chooses `Sales`\n"
                "error: m.toml: the table has none of the 2 columns that the mapping names\n"
                "  help: its columns are `Cockpit 2026`\n"
            ),
        ),
        (
            'sheet = "Sale"\n[columns]\nKPI = "title"\n',
            (),
            "error: book.xlsx has no sheet `Sale`\n  help: did you mean `Sales`?\n",
        ),
        (
            '[columns]\nKPI = "title"\n',
            ("--sheet", "Empty"),
            (
                "error: the sheet `Empty` of book.xlsx has no rows below a header\n"
                "  help: --sheet chooses `Cover`, `Sales`\n"
            ),
        ),
        (
            '[columns]\nKPI = "title"\n',
            ("--sheet", "Names"),
            (
                "error: the sheet `Names` of book.xlsx has no rows below a header\n"
                "  help: --sheet chooses `Cover`, `Sales`\n"
            ),
        ),
    ],
)
def test_which_sheet_was_read_is_said_where_it_does_not_fit(
    kpi: Kpi, book: Path, mapping: str, arguments: tuple[str, ...], said: str
) -> None:
    (book / "m.toml").write_text(mapping, "utf-8")
    outcome = kpi("import", "book.xlsx", "--mapping", "m.toml", *arguments)
    assert outcome.code == ExitCode.USAGE
    assert outcome.err == said
