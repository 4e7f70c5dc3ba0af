from __future__ import annotations

from datetime import date

import pytest

from kpicli.models.period import Period, parse_date, parse_period
from kpicli.workspace.unread_values import unread_value
from repository import load

AS_OF = date(2026, 9, 1)
KPI = "kpis: [{{id: a, title: A, unit: EUR, period: 2026, {}}}]"
CSV = "aggregation: {}, actuals: {{csv: a.csv, date: d, value: v}}"


def unread(fields: str, csv: str = "", as_of: date = AS_OF) -> tuple[date | Period | None] | None:
    loaded, _ = load({"goals.yaml": KPI.format(fields), "a.csv": f"d,v\n{csv}"}, as_of)
    return unread_value(loaded.kpis[0], loaded)


def in_csv(csv: str, aggregation: str = "sum") -> tuple[date | Period | None] | None:
    return unread(CSV.format(aggregation), csv)


@pytest.mark.parametrize("fields", ["actuals: {2026-06: 5, 2026-07: 6 kEUR}", "target: 5"])
def test_what_is_read(fields: str) -> None:
    assert unread(fields) is None


def test_two_keys_of_one_day_are_both_read() -> None:
    assert unread("actuals: {2026-06: 5, 2026-06-30: 5}") is None


@pytest.mark.parametrize("aggregation", ["sum", "mean", "min", "max"])
def test_a_value_of_another_unit(aggregation: str) -> None:
    fields = f"aggregation: {aggregation}, actuals: {{2026-06: 5 USD, 2026-07: 6}}"
    assert unread(fields) == (parse_period("2026-06"),)


@pytest.mark.parametrize(
    ("actuals", "found"),
    [
        ("{2026-06: 5 USD, 2026-07: 6}", None),
        ("{2026-06: 5, 2026-07: 6 USD}", (parse_period("2026-07"),)),
        ("{2026-07: 6 USD}", (parse_period("2026-07"),)),
        ("{2026-07: 6, 2026-09-30: 6 USD}", None),
        ("{2025-07: 6 USD, 2026-07: 6}", None),
    ],
)
def test_of_last_values_the_latest_alone_has_to_be_read(
    actuals: str, found: tuple[date | Period | None] | None
) -> None:
    assert unread(f"actuals: {actuals}") == found


@pytest.mark.parametrize(
    ("csv", "found"),
    [
        ("2026-06,5\n2026-07,n/a\n", (parse_period("2026-07"),)),
        ("2026-06,5\n2026-07-31,n/a\n", (parse_date("2026-07-31"),)),
        ("2026-06,5\n2026-07,\n", None),
        ("2026-06,5\n2025-07,n/a\n", None),
        ("2026-06,5\n31.07.2026,6\n", (None,)),
        ("2026-06,5\n31.07.2026,\n", None),
        ("2026-06,5\n,6\n", (None,)),
        ("2026-06,5\n2026-06-30,6\n", (parse_date("2026-06-30"),)),
        ("2026-06,5\n2026-06-30,5\n", None),
        (f"2026-06,5\n2026-07,{'9' * 200_000}\n", (None,)),
        ("2026-06,n/a\n", (parse_period("2026-06"),)),
    ],
)
def test_a_cell_that_cannot_be_read(csv: str, found: tuple[date | Period | None] | None) -> None:
    assert in_csv(csv) == found


def test_a_cell_before_the_last_value() -> None:
    assert in_csv("2026-06,n/a\n2026-07,5\n", "last") is None
    assert in_csv("2026-06,5\n2026-07,n/a\n", "last") == (parse_period("2026-07"),)
