"""Years of two digits in a row of headings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicli.edit.sheets.short_years import days_come_first, when_keys
from kpicli.models.whens import when_key


@pytest.mark.parametrize(
    ("texts", "keys"),
    [
        ("31-Jan-26 28-Feb-26 31-Mar-26", "2026-01-31 2026-02-28 2026-03-31"),
        ("1-Jan-26 1-Feb-26 1-Mar-26", "2026-01-01 2026-02-01 2026-03-01"),
        ("30.Sept.25 31.Okt.25 31.Mär.26", "2025-09-30 2025-10-31 2026-03-31"),
        ("31/Dez/98", "1998-12-31"),
        ("31-Mar-26 30-Apr-2026", "2026-03-31 2026-04-30"),
        ("Jan-26 Feb-26 Mar-26", "2026-01 2026-02 2026-03"),
        ("Mar-26 Feb-26 Jan-26", "2026-03 2026-02 2026-01"),
        ("Mar-25 Jun-25 Sep-25 Dec-25 Mar-26", "2025-03 2025-06 2025-09 2025-12 2026-03"),
        ("Mar-26", "2026-03"),
        ("Mar-24 Mar-2025", "2024-03 2025-03"),
    ],
)
def test_a_row_tells_days_and_years_apart(texts: str, keys: str) -> None:
    found = when_keys(texts.split())
    assert [found[text] for text in texts.split()] == keys.split()


@pytest.mark.parametrize(
    "texts",
    [
        "31-Jan-26 31-Feb-26",  # one is no day
        "26-Jan-31 26-Feb-28",  # the year stands in front
        "99-Jan-26",
        "31-Foo-26 28-Feb-26",
        "Mar-24 Mar-25 Mar-26",  # days of March, or Marches
        "Mar-30 Mar-31 Apr-01",
        "Jan-31 Feb-28 Mar-31",  # ends of months, of no year
        "Jan-01 Mar-01 Feb-01",
        "5-Widgets-26",
    ],
)
def test_a_row_in_which_they_may_have_changed_places_tells_nothing(texts: str) -> None:
    assert not when_keys(texts.split())


def test_others_in_such_a_row_are_taken_all_the_same() -> None:
    assert when_keys(["Mar-24", "Mar-25", "2026-Q1", "31-Feb-26", "x"]) == {"2026-Q1": "2026-Q1"}


@given(st.lists(st.dates(), max_size=12, unique=True))
def test_what_has_its_year_in_full_does_not_depend_on_the_row(days: list[object]) -> None:
    texts = [str(day) for day in days]
    assert when_keys(texts) == {text: key for text in texts if (key := when_key(text))}


@pytest.mark.parametrize(
    ("texts", "first"),
    [
        ("31-Mar-26 30-Apr-26", True),
        ("31-Mar-26 2026-04-30 2026-W20", True),
        ("26-Mar-31 26-Apr-30", False),
        ("31-Mar-26 03/04/2026", False),
        ("2026-03-31 31.03.2026", False),
        ("", False),
    ],
)
def test_a_column_tells_whether_days_come_first(texts: str, first: bool) -> None:  # noqa: FBT001 - a table's column
    assert days_come_first(texts.split()) is first
