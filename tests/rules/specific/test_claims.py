from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicli.rules.specific.claims import Claim, Way, claim_of


def read(title: str) -> Claim:
    claim = claim_of(title, "en")
    assert claim is not None
    return claim


@pytest.mark.parametrize(
    ("title", "start", "end"),
    [
        ("Raise clients from 32 to 50", "32", "50"),
        ("NPS 25 → 35", "25", "35"),
        ("NPS 25 -> 35 by June 2026", "25", "35"),
        ("Raise output from 1 to 1.5M", "1", "1500000"),
        ("Raise tickets answered within 4 hours from 70% to 80%", "70", "80"),
        ("Cut handling from 8.4 days on average to 7 days", "8.4", "7"),
        ("Reduce crashes from 1.36 to 1.22 per 100 million miles", "1.36", "1.22"),
    ],
)
def test_from_a_value_to_another(title: str, start: str, end: str) -> None:
    claim = read(title)
    assert claim.way is Way.FROM_TO
    assert claim.start
    assert (claim.start.value, claim.amount.value) == (Decimal(start), Decimal(end))


@pytest.mark.parametrize(
    ("title", "way", "value", "unit"),
    [
        ("Raise sales by 20%", Way.BY, "20", "%"),
        ("Increase by 20% the number of clients", Way.BY, "20", "%"),
        ("Raise the share by 2 percentage points", Way.BY, "2", "pp"),
        ("Cut costs by half", Way.BY, "50", "%"),
        ("Raise the score to 50", Way.TO, "50", ""),
        ("Double ARR", Way.TIMES, "2", "x"),
        ("Halve churn", Way.TIMES, "0.5", "x"),
        ("Grow ARR 3x", Way.TIMES, "3", "x"),
        ("Grow ARR by a factor of 4", Way.TIMES, "4", ""),
    ],
)
def test_a_single_number(title: str, way: Way, value: str, unit: str) -> None:
    claim = read(title)
    assert (claim.way, claim.amount.value, claim.amount.unit) == (way, Decimal(value), unit)
    assert not claim.is_about


@pytest.mark.parametrize("title", ["Raise uptime to at least 99%", "Cut delays to 5 days or less"])
def test_bounds_are_no_exact_numbers(title: str) -> None:
    assert read(title).is_about


@pytest.mark.parametrize(
    "title",
    [
        "Raise sales",
        "Raise sales by June 2026",
        "Raise sales by 2030",
        "Raise NPS from 25 to 35 and CSAT from 4.1 to 4.5",
        "Raise A by 5% and B by 6%",
        "Cut 5 sites to 3",
        "Raise adoption by 20% of users",
        "Cut emissions by 40% compared to 1990",
        "Grow by 10% every month",
        "Serve children aged from 5 to 11",
        "Shorten runs from 4:30 to 3:00",
        "Raise trust. Reach 40 schools",
        "Lower runs from 1.2 to 1 (goal of 0.5)",
    ],
)
def test_what_cannot_be_read_for_sure(title: str) -> None:
    assert claim_of(title, "en") is None


WORDS = ["from", "to", "by", "5", "20%", "€3k", "double", "3x", "half a", "→", "a", ","]


@given(st.lists(st.sampled_from(WORDS), max_size=8))
def test_any_words_can_be_read(words: list[str]) -> None:
    claim = claim_of(" ".join(words), "en")
    assert claim is None or claim.text
