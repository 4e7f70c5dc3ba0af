"""Progress as CSV: the columns, formula cells, and what a reader gets back."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kpicli.render.reports import report_csv
from kpicli.render.reports.csv import COLUMNS
from kpicli.reports.reached import Reached
from kpicli.reports.sections import Section
from render.progress_reports import CASCADE, CLIENTS, MOVED, PLANNED, report

if TYPE_CHECKING:
    from kpicli.reports.goal import GoalReport


def written(goal: GoalReport) -> str:
    return report_csv(report(Section("", ((goal, None),))))


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text, newline="")))


def test_the_columns_are_a_promise() -> None:
    assert report_csv(CASCADE).splitlines()[0] == (
        "id,kind,title,team,owner,level,perspective,period,period_start,period_end,direction,unit,"
        "baseline,target,target_low,target_high,actual,actual_on,value,progress,score,expected,"
        "coverage,status,age_days,reviewed,forecast,forecast_low,forecast_high,probability,"
        "contributes_to,contributors,moved_value,moved_progress,moved_score,status_before,"
        "preset_value,preset_gauge,reached_on,beyond_target,target_strict,cadence,next_due"
    )


def test_a_goal_is_one_row() -> None:
    _, line = written(PLANNED).splitlines()
    assert line == (
        "sales.new_clients,kpi,Raise new clients from 32 to 50,sales,dana,department,customer,"
        "FY2026,2026-01-01,2026-12-31,increase,client,32,50,,,29,2026-02-28,29,-0.1667,0,0.1863,"
        "1,off_track,10,2026-03-01,41.2,35,47.4,0.1235,win_mid_market revenue,,,,,,,,,,,"
        "monthly,2026-03-31"
    )


def test_every_goal_has_its_row_in_the_order_of_ids() -> None:
    rows = read(report_csv(CASCADE))
    assert [row["id"] for row in rows] == [goal.id for goal in CASCADE.goals]
    assert {len(row) for row in rows} == {len(COLUMNS)}


@pytest.mark.parametrize(
    ("target", "cells"),
    [
        (Decimal("1E+3"), ("1000", "", "")),
        ((Decimal(45), Decimal("55.50")), ("", "45", "55.5")),
        (True, ("complete", "", "")),
        (None, ("", "", "")),
    ],
)
def test_targets_have_three_columns(target: object, cells: tuple[str, str, str]) -> None:
    (row,) = read(written(replace(CLIENTS, target=target)))
    assert (row["target"], row["target_low"], row["target_high"]) == cells


def test_movement_fills_its_columns() -> None:
    (row,) = read(report_csv(MOVED))
    assert [row[key] for key in COLUMNS[-11:-7]] == ["-3", "-0.1667", "0", "early"]


def test_figures_and_what_was_reached_fill_the_last_columns() -> None:
    judged = replace(
        CLIENTS,
        preset_value=Decimal("0.000450608504182659123456"),
        preset_gauge=Decimal("-2.5"),
        reached=Reached(date(2026, 2, 28), Decimal("1.50")),
    )
    (row,) = read(written(judged))
    assert [row[key] for key in COLUMNS[-7:-3]] == [
        "0.0004506085041826591",
        "-2.5",
        "2026-02-28",
        "1.5",
    ]


@pytest.mark.parametrize(
    ("title", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+49 more", "'+49 more"),
        ("-5%", "'-5%"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("'quoted'", "''quoted'"),
        ("\uff1d1", "'\uff1d1"),
        ('say "hi", now', '"say ""hi"", now"'),
        ("a=b", "a=b"),
        (" lead", '" lead"'),
        ("two\nlines", '"two\nlines"'),
        ("\ud800", "\\ud800"),
    ],
)
def test_no_cell_of_text_starts_a_formula(title: str, cell: str) -> None:
    assert f",kpi,{cell},sales," in written(replace(CLIENTS, title=title))


@given(st.text(st.sampled_from("=+-@\t\r\n'\",; |") | st.characters(codec="utf-8"), min_size=1))
def test_text_reads_back_when_one_quote_is_taken_off(title: str) -> None:
    (row,) = read(written(replace(CLIENTS, title=title, unit=title)))
    assert (row["title"].removeprefix("'")) == title
    assert row["unit"] == row["title"]
    assert not row["title"].startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6))
def test_numbers_read_back_exactly(value: Decimal) -> None:
    (row,) = read(written(replace(CLIENTS, value=value)))
    assert Decimal(row["value"]) == value
    assert "E" not in row["value"]


def test_a_target_that_does_not_meet_itself_is_strict() -> None:
    (row,) = read(written(replace(CLIENTS, is_strict=True)))
    assert (row["target"], row["target_strict"]) == ("50", "true")
