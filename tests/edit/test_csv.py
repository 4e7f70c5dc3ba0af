"""CSV files keep their bytes as well; what comes in is in «»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpicli.edit import Mode, NewActual
from kpicli.edit.csv_cells import csv_text
from kpicli.measurements import read_table
from kpicli.source import SourceFile

from .recording import recording, refusal

if TYPE_CHECKING:
    from pathlib import Path

_GOALS = "kpis:\n  - {id: a, title: A, actuals: {csv: a.csv, date: day, value: days}}\n"
_CHANGE = re.compile(r"«(?:([^»|]*)\|)?([^»]*)»")

CASES = {
    "behind the last row": "day,days\n2026-01-31,40\n«2026-02-28,29\n»",
    "in the order of days": "day,days\n2026-01-31,40\n«2026-02-28,29\n»2026-03-31,41\n",
    "latest first": "day,days\n2026-03-31,41\n«2026-02-28,29\n»2026-01-31,40\n",
    "first": "day,days\n«2026-02-28,29\n»2026-03-31,41\n",
    "header only": "day,days\n«2026-02-28,29\n»",
    "header only, no line break": "day,days«\n2026-02-28,29»",
    "semicolons, other columns, CRLF": (
        "region;days;day;who\r\nN;40;2026-01-31;x\r\n«;29;2026-02-28;\r\n»"
    ),
    "tabs": "day\tdays\n2026-01-31\t40\n«2026-02-28\t29\n»",
    "no last line break": "day,days\n2026-01-31,40«\n2026-02-28,29»",
    "quotes as in the row above": '"day","days"\n"2026-01-31","40"\n«"2026-02-28","29"\n»',
    "quotes around dates only": 'day,days\n"2026-01-31",40\n«"2026-02-28",29\n»',
    "blanks behind commas": "day, days\n2026-01-31, 40\n«2026-02-28, 29\n»",
    "commas at the ends of lines": "day,days,\n2026-01-31,40,\n«2026-02-28,29,\n»",
    "byte order mark": "\ufeffday,days\n2026-01,40\n«2026-02-28,29\n»",
    "blank lines below": "day,days\n2026-01,40\n«2026-02-28,29\n»\n\n",
    "a line break in a cell": 'day,days,note\n2026-01-31,40,"two\nlines"\n«2026-02-28,29,""\n»',
    "the row waits for its value": "day,days,other\n2026-02,«29»,7\n2026-03,,8\n",
    "the row is short": "day,other,days\n2026-02-28,7«,29»\n2026-03-31,8,41\n",
}


@pytest.mark.parametrize("marked", CASES.values(), ids=CASES)
def test_a_row_goes_where_it_belongs_and_nothing_else_changes(marked: str, tmp_path: Path) -> None:
    (tmp_path / "goals.yaml").write_text(_GOALS, "utf-8")
    file = tmp_path / "a.csv"
    file.write_bytes(_CHANGE.sub(r"\1", marked).encode())
    outcome = recording(tmp_path, NewActual("a", "2026-02-28", "29"))
    assert not outcome.refused
    assert file.read_bytes().decode() == _CHANGE.sub(r"\2", marked)
    line = outcome.recorded[0].line
    assert "29" in file.read_text("utf-8").splitlines()[line - 1]


@pytest.mark.parametrize(
    "marked",
    ["day,days\n2026-02-28,«29|30»\n", 'day,days\n2026-01,1\n2026-02,«"29"|"30"»\n2026-03,2\n'],
)
def test_a_value_is_replaced_when_forced(marked: str, tmp_path: Path) -> None:
    (tmp_path / "goals.yaml").write_text(_GOALS, "utf-8")
    file = tmp_path / "a.csv"
    file.write_text(_CHANGE.sub(r"\1", marked), "utf-8")
    new = NewActual("a", "2026-02-28", "30")
    assert "already: 29" in refusal(tmp_path, new).message
    assert not recording(tmp_path, new, mode=Mode.FORCED).refused
    assert file.read_text("utf-8") == _CHANGE.sub(r"\2", marked)


@pytest.mark.parametrize(
    ("text", "value", "said"),
    [
        ("day,number\n", "29", "has no column `days`"),
        ("day,days\n", "ten", "`ten` is not a number"),
        ("day,days\n", "1e999999", "`1e999999` is past the limits of numbers"),
        ("day,days\n2026-01-31,ten\n", "ten", "`ten` is not a number"),
        (
            "day,days\n2026-02-28,ten\n",
            "ten",
            "what `a.csv` has for 2026-02-28 already is no value",
        ),
        ("day,days\n2026-02-28,ten\n", "six", "`six` is not a number"),
        ("day,days\n<<<<<<< HEAD\n=======\n>>>>>>> other\n", "29", "a merge conflict"),
    ],
)
def test_a_row_that_is_wrong_is_refused(text: str, value: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "goals.yaml").write_text(_GOALS, "utf-8")
    (tmp_path / "a.csv").write_text(text, "utf-8")
    found = refusal(tmp_path, NewActual("a", "2026-02-28", value))
    assert said in found.message
    assert found.path == "a.csv"


def test_a_note_needs_a_column(tmp_path: Path) -> None:
    (tmp_path / "goals.yaml").write_text(_GOALS, "utf-8")
    file = tmp_path / "a.csv"
    file.write_text("day,days\n", "utf-8")
    new = NewActual("a", "2026-02-28", "29", (("note", "Two, at least"),))
    assert "has no column `note`" in refusal(tmp_path, new).message
    file.write_text("day,days,Note\n", "utf-8")
    assert not recording(tmp_path, new).refused
    assert file.read_text("utf-8") == 'day,days,Note\n2026-02-28,29,"Two, at least"\n'


def test_a_file_outside_is_left_alone(tmp_path: Path) -> None:
    root = tmp_path / "goals"
    root.mkdir()
    (tmp_path / "a.csv").write_text("day,days\n", "utf-8")
    (root / "goals.yaml").write_text(_GOALS.replace("a.csv", "../a.csv"), "utf-8")
    assert refusal(root, NewActual("a", "2026-02-28", "29")).message
    assert (tmp_path / "a.csv").read_text("utf-8") == "day,days\n"


_CELLS = st.text(st.sampled_from('a1 ",;\n\t\r|'), max_size=5)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_CELLS, min_size=1, max_size=12).map("".join))
def test_places_agree_with_how_the_file_is_read(text: str) -> None:
    source = SourceFile("a.csv", text)
    found = csv_text(source)
    if found is None:
        return
    table = read_table(source)
    assert [found.cells(row) for row in found.rows[1:]] == [
        row.cells or ("",) for row in table.rows
    ]
    assert "".join(
        text[row.cells[0].start : row.cells[-1].end].replace("\n", "") for row in found.rows
    ).count(found.delimiter) <= text.count(found.delimiter)
