"""What the headings of a table say of dates and periods."""

from __future__ import annotations

import pytest

from kpicli.edit.sheets.headings import dated_fields, said_of_headings
from kpicli.edit.sheets.propose import proposal
from kpicli.edit.sheets.table import RawRow, table_of


def test_what_a_column_holds_stands_in_its_name() -> None:
    columns = ("KPI", "Actual 31-Mar-26", "Target KW 26/2026", "2026_W10", "Ist 2025", "Q1 2024")
    assert dated_fields(columns) == {
        "Actual 31-Mar-26": "actuals.2026-03-31",
        "Target KW 26/2026": "interim_targets.2026-06-22/2026-06-28",
        "2026_W10": "actuals.2026-03-02/2026-03-08",
        "Ist 2025": "actuals.2025",
        "Q1 2024": "actuals.2024-Q1",
    }


def test_actuals_and_targets_are_rows_of_their_own() -> None:
    assert set(dated_fields(("Actual Dec-25", "Target Dec-26")).values()) == {
        "actuals.2025-12",
        "interim_targets.2026-12",
    }
    assert not dated_fields(("Actual Dec-25", "Actual Dec-26"))


def test_what_may_be_read_in_two_ways_is_said_once() -> None:
    kept = list(said_of_headings(("Dec-24", "Dec-25", "Score"), ("2025", "2026-W10")))
    assert len(kept) == 1
    assert kept[0].startswith("`Dec-24` and its neighbours may be days or months")
    assert '`"Dec-24" = "actuals.2024-12"` in the mapping' in kept[0]
    assert list(said_of_headings((), ("2026", "Actual W10 2026", "W11 2026"))) == [
        "`W10 2026` is taken for a week of ISO 8601, 2026-03-02 to 2026-03-08"
    ]


@pytest.mark.parametrize(
    ("header", "cells", "said"),
    [
        ("KPI,Dec-24,Dec-25", "Leads,1,2", ["Dec-24"]),
        ("KPI,Dec-24,Dec-25", "Leads,much,more", []),
        ("KPI,Dec 2024,2024-12", "Leads,1,2", []),
        ("KPI,Nov-24,Dec-24", "Leads,1,2", []),
        ("KPI,W10 2026,W11 2026", "Leads,1,2", ["W10 2026"]),
        ("KPI,W10 2026,W11 2026", "Leads,much,more", []),
        ("KPI,Date,Value", "Leads,KW 10/2026,2", ["KW 10/2026"]),
        ("KPI,Date,Value", "Leads,2026-W10,2", []),
    ],
)
def test_the_notes_of_a_proposal(header: str, cells: str, said: list[str]) -> None:
    rows = [RawRow(line, tuple(row.split(","))) for line, row in enumerate((header, cells), 1)]
    notes = proposal(table_of("x", rows)).notes
    assert [note.split("`")[1] for note in notes] == said
