from __future__ import annotations

from calendar import isleap, monthrange
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicli.fields.invalid import InvalidError
from kpicli.models.period import (
    Calendar,
    DateRange,
    Period,
    add_months,
    date_of,
    day_of,
    days_of_month,
    parse_date,
    parse_period,
    period_of,
    when_of,
)

APRIL = Calendar(4)
CALENDARS = st.builds(Calendar, st.integers(1, 12), st.sampled_from(["start", "end"]))


def dates(text: str, calendar: Calendar | None = None) -> tuple[str, str]:
    period = parse_period(text)
    assert period is not None
    start, end = period.dates(calendar or Calendar())
    return str(start), str(end)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-H1", "2026-01-01", "2026-06-30"),
        ("2026-H2", "2026-07-01", "2026-12-31"),
        ("2026-Q1", "2026-01-01", "2026-03-31"),
        ("2026-Q4", "2026-10-01", "2026-12-31"),
        ("2026-02", "2026-02-01", "2026-02-28"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026-12", "2026-12-01", "2026-12-31"),
        ("2026-01-15/2026-06-30", "2026-01-15", "2026-06-30"),
        ("2026-01-15/2026-01-15", "2026-01-15", "2026-01-15"),
        ("1000", "1000-01-01", "1000-12-31"),
        ("2999-Q4", "2999-10-01", "2999-12-31"),
    ],
)
def test_calendar_periods_do_not_follow_the_fiscal_calendar(
    text: str, start: str, end: str
) -> None:
    assert dates(text) == dates(text, APRIL) == (start, end)


@pytest.mark.parametrize(
    ("text", "month", "named_by", "start", "end"),
    [
        ("FY2026", 1, "end", "2026-01-01", "2026-12-31"),
        ("FY2026", 1, "start", "2026-01-01", "2026-12-31"),
        ("FY2026", 4, "end", "2025-04-01", "2026-03-31"),
        ("FY2026", 4, "start", "2026-04-01", "2027-03-31"),
        ("FY2026", 7, "end", "2025-07-01", "2026-06-30"),
        ("FY2026", 10, "end", "2025-10-01", "2026-09-30"),
        ("FY2026", 10, "start", "2026-10-01", "2027-09-30"),
        ("FY2026-H1", 4, "end", "2025-04-01", "2025-09-30"),
        ("FY2026-H2", 4, "end", "2025-10-01", "2026-03-31"),
        ("FY2026-Q1", 7, "end", "2025-07-01", "2025-09-30"),
        ("FY2026-Q3", 7, "end", "2026-01-01", "2026-03-31"),
        ("FY2026-Q4", 10, "start", "2027-07-01", "2027-09-30"),
        ("FY2024-H2", 9, "end", "2024-03-01", "2024-08-31"),
        ("FY2024", 3, "end", "2023-03-01", "2024-02-29"),
        ("FY1000", 4, "end", "0999-04-01", "1000-03-31"),
        ("FY2999", 4, "start", "2999-04-01", "3000-03-31"),
    ],
)
def test_fiscal_periods(
    text: str, month: int, named_by: Literal["start", "end"], start: str, end: str
) -> None:
    assert dates(text, Calendar(month, named_by)) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "26",
        "0999",
        "3000",
        "20261",
        "2026 ",
        "2026\n",
        "2026-",
        "2026-Q0",
        "2026-Q5",
        "2026-H3",
        "2026-q1",
        "2026Q1",
        "Q1 2026",
        "2026-00",
        "2026-13",
        "2026-1",
        "2026-01-15",
        "FY26",
        "fy2026",
        "FY 2026",
        "FY2026-03",
        "FY2026-H3",
        "2026-06-30/2026-01-15",
        "2026-02-30/2026-06-30",
        "2026-01-15/2026-06-31",
        "2026-01-15/",
        "2026-01-15//2026-06-30",
        "2026-01/2026-06",
        "2026-01-15 / 2026-06-30",
        "TBD",
        "٢٠٢٦",
    ],
)
def test_what_is_no_period(text: str) -> None:
    assert parse_period(text) is None
    with pytest.raises(ValueError, match=r"period|ends before it begins"):
        period_of(text)


def test_dates_are_those_of_the_calendar() -> None:
    for year in (*range(1000, 3000, 97), 1600, 1700, 1900, 1996, 2000, 2024, 2100, 2400, 2800):
        for month in range(1, 13):
            last = monthrange(year, month)[1]
            found = [parse_date(f"{year}-{month:02}-{day:02}") for day in range(33)]
            assert found == [
                None,
                *(date(year, month, day) for day in range(1, last + 1)),
                *[None] * (32 - last),
            ]


def test_every_leap_day_is_a_date_and_no_other() -> None:
    found = [year for year in range(1000, 3000) if parse_date(f"{year}-02-29")]
    assert found == [year for year in range(1000, 3000) if isleap(year)]


@pytest.mark.parametrize(
    "text",
    ["", "0999-12-31", "3000-01-01", "2026-1-1", "20260101", "2026-W01-1", "2026-01-01T00:00",
     "01/31/2026", "2026-01-01\n", " 2026-01-01"],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    assert parse_date(text) is None
    with pytest.raises(ValueError, match="date"):
        date_of(text)


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("9999", True),
        ("0999-Q1", True),
        ("FY3000", True),
        ("3000-12", True),
        ("9999-12-31", True),
        ("2026-01-01/9999-12-31", True),
        ("9999-13", False),
        ("9999-02-30", False),
        ("2026-02-29", False),
        ("2026-13", False),
        ("99999", False),
        ("year 9999", False),
    ],
)
def test_the_years_that_there_are_are_told(text: str, is_told: bool) -> None:  # noqa: FBT001 - a table's column
    for read in (period_of, when_of):
        with pytest.raises(InvalidError, match="is not a") as caught:
            read(text)
        assert ("years run from 1000 to 2999" in str(caught.value.context)) is is_told


def test_the_years_of_dates_are_told() -> None:
    with pytest.raises(InvalidError, match="`9999-01-01` is not a date") as caught:
        date_of("9999-01-01")
    assert "years run from 1000 to 2999" in str(caught.value.context)


_WHENS = "write a date such as 2026-01-31, or a period such as 2026-01 or 2026-Q1"
_DATES = "write year-month-day, such as 2026-01-31"
_PERIODS = "write 2026, FY2026, 2026-H1, 2026-Q1, FY2026-Q3, 2026-03 or 2026-01-15/2026-06-30"


@pytest.mark.parametrize(
    ("text", "when", "day", "period"),
    [
        ("31.01.2026", "write 2026-01-31", "write 2026-01-31", _PERIODS),
        ("1/31/2026", "write 2026-01-31", "write 2026-01-31", _PERIODS),
        ("2026/1/5", "write 2026-01-05", "write 2026-01-05", _PERIODS),
        ("Q1 2026", "write 2026-Q1", _DATES, "write 2026-Q1"),
        ("März 2026", "write 2026-03", _DATES, "write 2026-03"),
        ("2026-W10", "write 2026-03-02/2026-03-08", _DATES, "write 2026-03-02/2026-03-08"),
        ("03/04/2026", _WHENS, _DATES, _PERIODS),
        ("31.02.2026", _WHENS, _DATES, _PERIODS),
        ("soon", _WHENS, _DATES, _PERIODS),
    ],
)
def test_how_to_write_a_time_is_told_where_only_one_is_meant(
    text: str, when: str, day: str, period: str
) -> None:
    for read, remedy in ((when_of, when), (date_of, day), (period_of, period)):
        with pytest.raises(InvalidError, match="is not a") as caught:
            read(text)
        assert caught.value.context is not None
        assert caught.value.context["help"] == remedy


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-02-28", "2026-02-28"),
        ("2024-02", "2024-02-29"),
        ("2026-Q1", "2026-03-31"),
        ("FY2026", "2026-03-31"),
        ("2026-01-15/2026-06-30", "2026-06-30"),
    ],
)
def test_a_period_as_a_key_is_its_last_day(text: str, day: str) -> None:
    assert str(day_of(when_of(text), APRIL)) == day


@pytest.mark.parametrize("data", [None, [], {}, "", "soon", "2026-02-30"])
def test_what_is_no_day(data: object) -> None:
    with pytest.raises(ValueError, match="date or a period"):
        when_of(data)


@given(st.integers(1001, 2998), st.booleans(), CALENDARS)
def test_parts_of_a_year_follow_each_other_and_fill_it(
    year: int,
    fiscal: bool,  # noqa: FBT001 - drawn
    calendar: Calendar,
) -> None:
    name = f"FY{year}" if fiscal else str(year)
    whole = Period(name).dates(calendar)
    assert whole.days == (366 if _holds_leap_day(whole) else 365)
    for parts in (["H1", "H2"], ["Q1", "Q2", "Q3", "Q4"]):
        ranges = [Period(f"{name}-{part}").dates(calendar) for part in parts]
        assert (ranges[0].start, ranges[-1].end) == whole
        for one, after in pairwise(ranges):
            assert after.start == one.end + timedelta(days=1)


def _holds_leap_day(whole: DateRange) -> bool:
    years = {whole.start.year, whole.end.year}
    return any(isleap(y) and whole.start <= date(y, 2, 29) <= whole.end for y in years)


@given(st.integers(1001, 2998), CALENDARS)
def test_a_fiscal_year_is_named_by_the_year_of_its_start_or_end(
    year: int, calendar: Calendar
) -> None:
    start, end = Period(f"FY{year}").dates(calendar)
    assert (start if calendar.fiscal_year_named_by == "start" else end).year == year
    assert start.month == calendar.fiscal_year_start


@pytest.mark.parametrize(
    ("day", "count", "after"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-01-15", -13, "2024-12-15"),
        ("2026-05-31", 0, "2026-05-31"),
    ],
)
def test_months_later(day: str, count: int, after: str) -> None:
    assert str(add_months(date.fromisoformat(day), count)) == after


@pytest.mark.parametrize("year", [1, 4, 1900, 2000, 2023, 2024, 2100, 9999])
def test_months_are_as_long_as_python_says(year: int) -> None:
    lengths = [days_of_month(year, month) for month in range(1, 13)]
    assert lengths == [monthrange(year, month)[1] for month in range(1, 13)]
