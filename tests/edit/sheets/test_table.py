"""Tables from the files that people have."""

from __future__ import annotations

import pytest

from kpicli.edit.sheets.csv_text import csv_table
from kpicli.edit.sheets.table import guarded, unguarded


@pytest.mark.parametrize(
    "contents",
    [
        b"a,b\n1,2\n",
        b"a,b\r\n1,2",
        b"\xef\xbb\xbfa;b\n1;2\n",
        "a\tb\n1\t2\n".encode("utf-16"),
        b'sep=|\n"a"|b\n1|2\n',
        b"\n\na,b\n,\n1,2\n\n",
    ],
)
def test_one_table_in_many_ways(contents: bytes) -> None:
    table = csv_table("x", contents)
    assert table.columns == ("a", "b")
    assert [row.cells for row in table.rows] == [("1", "2")]
    assert not table.notes


def test_lines_are_those_of_the_file() -> None:
    table = csv_table("x", b'a,b\n"one\ntwo; ""three""",2\n\n3,\'=4\n')
    assert [row.line for row in table.rows] == [2, 5]
    assert table.rows[0].cells == ('one\ntwo; "three"', "2")
    assert table.rows[1].cells == ("3", "=4")


def test_what_is_no_utf8_is_said() -> None:
    table = csv_table("x", "Größe,b\n1,2\n".encode("cp1252"))
    assert table.columns == ("Größe", "b")
    assert "line 1" in table.notes[0]
    assert "Windows-1252" in table.notes[0]


@pytest.mark.parametrize(
    ("contents", "line"),
    [
        (b'KPI,Target\n"New clients,5\nChurn,6\n', 2),
        (b'KPI,Target\nChurn,6\nCash,"5', 3),
        (b'KPI,Target\n"a\nb","', 3),
    ],
)
def test_a_quote_without_an_end_is_said(contents: bytes, line: int) -> None:
    words = f'the quote (") that begins in line {line} has no end; all that follows is one cell'
    assert csv_table("x", contents).notes == (words,)


@pytest.mark.parametrize("last", ['""', '"5"', '5"', '"5"""', '"a"b', '"5"\n', '""\n"x",""'])
def test_a_quote_with_an_end_is_not(last: str) -> None:
    assert not csv_table("x", f"KPI,Target\nChurn,{last}".encode()).notes


def test_columns_without_a_name_or_with_the_same_one_and_rows_that_are_too_long() -> None:
    table = csv_table("x", b"a,,a\n1,2,3,4\n5\n")
    assert table.columns == ("a", "column 2", "a (2)", "column 4")
    assert [row.cells for row in table.rows] == [("1", "2", "3", "4"), ("5", "", "", "")]
    assert table.notes == (
        "line 2 has more cells than the header has names (1 such); they are kept as `column N`",
    )


def test_a_title_above_the_header_is_no_header() -> None:
    table = csv_table("x", b"Our goals,,,\nKPI,Team,Unit,Target\nA,B,C,1\n")
    assert table.columns == ("KPI", "Team", "Unit", "Target")
    assert table.notes == ("line 1 stands above the header and is left out: Our goals",)


@pytest.mark.parametrize("text", ["=1+1", "+20%", "-10%", "@x", "'", "'x", "\tx", "- x", "-1,5"])
def test_what_would_start_a_formula_is_guarded(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["-300", "-1.5", "x", "", "50"])
def test_numbers_and_words_are_not(text: str) -> None:
    assert guarded(text) == text


def test_an_apostrophe_of_somebody_else_stays() -> None:
    assert unguarded("'90s music") == "'90s music"
