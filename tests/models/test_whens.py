"""Dates and periods as sheets write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kpicli.models.whens import MONTHS, date_order, is_ambiguous, when_key

if TYPE_CHECKING:
    from kpicli.models.whens import DateOrder


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("2019", "2019"),
        ("FY2020", "FY2020"),
        ("fy16", "FY2016"),
        ("FY 2023-Q2", "FY2023-Q2"),
        ("Q1 2024", "2024-Q1"),
        ("2024 q3", "2024-Q3"),
        ("H1 FY2024", "FY2024-H1"),
        ("Jan-24", "2024-01"),
        ("Sept 2023", "2023-09"),
        ("January 2024", "2024-01"),
        ("9/2021", "2021-09"),
        ("Mrz 26", "2026-03"),
        ("Mär 26", "2026-03"),
        ("März 2026", "2026-03"),
        ("MÄRZ 2026", "2026-03"),
        ("mars 26", "2026-03"),
        ("Mai 26", "2026-05"),
        ("Okt-26", "2026-10"),
        ("Dez. 26", "2026-12"),
        ("Jänner 2026", "2026-01"),
        ("févr. 2026", "2026-02"),
        ("juil. 26", "2026-07"),
        ("Août 2026", "2026-08"),
        ("décembre 2026", "2026-12"),
        ("31. Dezember 2026", "2026-12-31"),
        ("1 août 2026", "2026-08-01"),
        ("31.01.2024", "2024-01-31"),
        ("1/31/2024", "2024-01-31"),
        ("31/1/2024", "2024-01-31"),
        ("31 Jan 2024", "2024-01-31"),
        ("January 5, 2024", "2024-01-05"),
        ("2024-01-31 00:00:00", "2024-01-31"),
        ("2026-01-15/2026-06-30", "2026-01-15/2026-06-30"),
        ("2026-W10", "2026-03-02/2026-03-08"),
        ("2026W10", "2026-03-02/2026-03-08"),
        ("2026 KW 10", "2026-03-02/2026-03-08"),
        ("W10 2026", "2026-03-02/2026-03-08"),
        ("w1-2026", "2025-12-29/2026-01-04"),
        ("KW 10/2026", "2026-03-02/2026-03-08"),
        ("KW10/26", "2026-03-02/2026-03-08"),
        ("Week 53, 2026", "2026-12-28/2027-01-03"),
        ("Kalenderwoche 9 2026", "2026-02-23/2026-03-01"),
        ("semaine 9 2026", "2026-02-23/2026-03-01"),
        ("W53 2025", None),
        ("W0 2026", None),
        ("2026-W10-1", None),
        ("W1026", None),
        ("W102026", None),
        ("W10", None),
        ("31-Mar-26", None),
        ("3/4/2026", None),
        ("4/4/2026", "2026-04-04"),
        ("30/02/2024", None),
        ("Q5 2024", None),
        ("Mayo 2024", None),
        ("jui 2024", None),
        ("Ma 2024", None),
        ("Mrzt 2024", None),
        ("2024-13", None),
        ("12", None),
        ("may", None),
        ("", None),
    ],
)
def test_a_date_or_a_period(text: str, key: str | None) -> None:
    assert when_key(text) == key


def test_the_order_of_day_and_month_can_be_told_by_a_column() -> None:
    assert date_order(("3/4/2026", "31/4/2026")) == "day"
    assert date_order(("3/4/2026", "4/31/2026")) == "month"
    assert date_order(("3/4/2026",)) == ""
    assert when_key("3/4/2026", "day") == "2026-04-03"
    assert when_key("3/4/2026", "month") == "2026-03-04"


@pytest.mark.parametrize(("text", "order"), [("3/4/2026", ""), ("3-4-2026", "")])
def test_a_date_that_can_be_read_in_two_ways(text: str, order: DateOrder) -> None:
    assert is_ambiguous(text, order)


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("3/4/2026", "month"),
        ("4/4/2026", ""),
        ("13/4/2026", ""),
        ("3.4.2026", ""),
        ("13/14/2026", ""),
        ("soon", ""),
    ],
)
def test_a_text_that_can_be_read_in_one_way_or_none(text: str, order: DateOrder) -> None:
    assert not is_ambiguous(text, order)


def test_no_name_of_a_month_means_two_of_them() -> None:
    names = [name for month in MONTHS for name in month]
    assert len(names) == len(set(names))
    assert all(when_key(f"{name} 2026") for name in names)
