from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicli.models.choices import Cadence
from kpicli.progress.cadence_steps import after, steps_between

DATES = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    ("day", "steps", "cadence", "later"),
    [
        ("2026-02-28", 1, Cadence.DAILY, "2026-03-01"),
        ("2026-02-28", 2, Cadence.WEEKLY, "2026-03-14"),
        ("2026-01-15", 1, Cadence.MONTHLY, "2026-02-15"),
        ("2026-01-30", 1, Cadence.MONTHLY, "2026-02-28"),
        ("2026-01-31", 1, Cadence.MONTHLY, "2026-02-28"),
        ("2026-02-28", 1, Cadence.MONTHLY, "2026-03-31"),
        ("2028-02-28", 1, Cadence.MONTHLY, "2028-03-28"),
        ("2026-11-30", 2, Cadence.QUARTERLY, "2027-05-31"),
        ("2028-02-29", 1, Cadence.YEARLY, "2029-02-28"),
        ("2026-12-15", 0, Cadence.MONTHLY, "2026-12-15"),
        ("9999-12-31", 1, Cadence.DAILY, "9999-12-31"),
        ("9999-12-30", 1, Cadence.WEEKLY, "9999-12-31"),
        ("9999-12-01", 1, Cadence.MONTHLY, "9999-12-31"),
    ],
)
def test_steps_go_by_the_calendar(day: str, steps: int, cadence: Cadence, later: str) -> None:
    assert after(date.fromisoformat(day), steps, cadence) == date.fromisoformat(later)


@pytest.mark.parametrize(
    ("first", "last", "cadence", "steps"),
    [
        ("2026-02-28", "2026-12-31", Cadence.MONTHLY, "10"),
        ("2026-02-15", "2026-12-31", Cadence.MONTHLY, "10.5161"),
        ("2026-01-20", "2026-03-10", Cadence.MONTHLY, "1.6429"),
        ("2026-01-31", "2026-03-31", Cadence.QUARTERLY, "0.6629"),
        ("2026-01-01", "2026-01-11", Cadence.WEEKLY, "1.4286"),
        ("2026-01-01", "2026-01-11", Cadence.DAILY, "10"),
        ("2026-01-11", "2026-01-11", Cadence.DAILY, "0"),
        ("2026-01-12", "2026-01-11", Cadence.MONTHLY, "0"),
        ("9999-12-30", "9999-12-31", Cadence.MONTHLY, "1"),
    ],
)
def test_the_steps_between_two_dates_count_the_last_one_in_part(
    first: str, last: str, cadence: Cadence, steps: str
) -> None:
    between = steps_between(date.fromisoformat(first), date.fromisoformat(last), cadence)
    assert round(between, 4) == Decimal(steps)


@given(DATES, st.integers(1, 40), st.sampled_from(Cadence))
def test_whole_steps_are_counted_whole(day: date, steps: int, cadence: Cadence) -> None:
    assert steps_between(day, after(day, steps, cadence), cadence) == steps


@given(DATES, DATES, DATES, st.sampled_from(Cadence))
def test_a_later_date_is_never_fewer_steps_away(
    first: date, one: date, other: date, cadence: Cadence
) -> None:
    near, far = sorted((one, other))
    assert steps_between(first, near, cadence) <= steps_between(first, far, cadence)
