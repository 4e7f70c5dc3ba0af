from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicli.models.choices import Cadence
from kpicli.progress.staleness import Freshness, age_in_days, freshness, speaks_until

END = date(2027, 12, 31)


@pytest.mark.parametrize(
    ("cadence", "as_of", "verdict"),
    [
        (Cadence.DAILY, "2026-02-01", Freshness.FRESH),
        (Cadence.DAILY, "2026-02-02", Freshness.AGEING),
        (Cadence.DAILY, "2026-02-03", Freshness.STALE),
        (Cadence.WEEKLY, "2026-02-08", Freshness.FRESH),
        (Cadence.WEEKLY, "2026-02-09", Freshness.AGEING),
        (Cadence.WEEKLY, "2026-02-14", Freshness.AGEING),
        (Cadence.WEEKLY, "2026-02-15", Freshness.STALE),
        (Cadence.MONTHLY, "2026-03-07", Freshness.FRESH),
        (Cadence.MONTHLY, "2026-03-08", Freshness.AGEING),
        (Cadence.MONTHLY, "2026-03-31", Freshness.AGEING),
        (Cadence.MONTHLY, "2026-04-01", Freshness.STALE),
        (Cadence.QUARTERLY, "2026-07-31", Freshness.AGEING),
        (Cadence.QUARTERLY, "2026-08-01", Freshness.STALE),
        (Cadence.YEARLY, "2027-05-02", Freshness.FRESH),
        (Cadence.YEARLY, "2027-05-03", Freshness.AGEING),
    ],
)
def test_an_actual_ages_by_the_calendar(cadence: Cadence, as_of: str, verdict: Freshness) -> None:
    last = date(2026, 1, 31)
    assert freshness(last, cadence, date.fromisoformat(as_of), END) is verdict


@pytest.mark.parametrize(
    ("period_end", "verdict"),
    [(date(2026, 2, 28), Freshness.FRESH), (date(2026, 6, 30), Freshness.STALE)],
)
def test_nothing_gets_older_after_the_end_of_the_period(
    period_end: date, verdict: Freshness
) -> None:
    last, as_of = date(2026, 1, 31), date(2027, 1, 1)
    assert freshness(last, Cadence.MONTHLY, as_of, period_end) is verdict


@given(st.sampled_from(Cadence), st.dates(), st.dates(), st.dates())
def test_an_actual_never_gets_fresher(cadence: Cadence, last: date, one: date, other: date) -> None:
    order = tuple(Freshness)
    early, late = (freshness(last, cadence, day, date.max) for day in sorted((one, other)))
    assert order.index(early) <= order.index(late)


def test_the_age_is_in_days() -> None:
    assert age_in_days(date(2026, 2, 28), date(2026, 3, 10)) == 10


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.sampled_from(Cadence))
def test_a_value_speaks_until_the_day_before_it_is_stale(last: date, cadence: Cadence) -> None:
    final = speaks_until(last, cadence)
    assert freshness(last, cadence, final, date.max) is Freshness.AGEING
    assert freshness(last, cadence, final + timedelta(1), date.max) is Freshness.STALE
