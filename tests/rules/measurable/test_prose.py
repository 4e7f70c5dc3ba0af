from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicli.models.target import Form, parse_target
from kpicli.rules.measurable.prose import COMPLETE, is_unstated, read_prose

if TYPE_CHECKING:
    from decimal import Decimal


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("At or above 95%", ">= 95%"),
        ("at or below 35%", "<= 35%"),
        ("Above 150 contributors per month", "> 150 contributors/month"),
        ("less than 30 days", "< 30 days"),
        ("under 2 hours", "< 2 hours"),
        ("under two hours", "< 2 hours"),
        ("no more than 5", "<= 5"),
        ("not below 3.5", ">= 3.5"),
        ("not to exceed 5 days", "<= 5 days"),
        ("greater than or equal to 80%", ">= 80%"),
        ("equal or greater than 80%", ">= 80%"),
        ("maintain 95%", ">= 95%"),
        ("at least 10", ">= 10"),
        ("a maximum of 10", "<= 10"),
        ("within 30 days", "<= 30 days"),
        ("≥ 95 % of all tickets", ">= 95 %"),
        ("<.58 per person on average", "< .58"),
    ],
)
def test_bounds(words: str, target: str) -> None:
    reading = read_prose(words)
    assert reading is not None
    assert reading.text == target


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("95% or higher", ">= 95%"),
        ("30 days or less", "<= 30 days"),
        ("95%+ of all calls", ">= 95%"),
        ("20% increase", "+20%"),
        ("a 10% reduction", "-10%"),
        ("reduce by 10%", "-10%"),
        ("between 45 and 55", "45..55"),
        ("between 45% and 55%", "45%..55%"),
        ("45-55 days", "45..55 days"),
        ("80% to 90%", "80%..90%"),
        ("from 32 to 50 clients", "50 clients"),
        ("100% by June", "100%"),
        ("100% by June 30th, 2026", "100%"),
        ("5 to 7 by end of Q3 2026", "5..7"),
        ("7 days (until there is more data)", "7 days"),
        ("less than $10K/month", "< $10K/month"),
        ("below 2500ms at the 90th percentile", "< 2500 ms"),
        ("about 48 people in test", "48"),
        ("95 percent", "95%"),
    ],
)
def test_other_forms(words: str, target: str) -> None:
    reading = read_prose(words)
    assert reading is not None
    assert reading.text == target


@pytest.mark.parametrize("words", ["Done", "yes", " launched. "])
def test_a_deliverable_is_complete(words: str) -> None:
    assert read_prose(words) == COMPLETE


@pytest.mark.parametrize(
    "words",
    [
        "",
        "TBD",
        "better than ever",
        "double",
        "10x faster",
        "above 79/100",
        "by 2026-06-30",
        "less than 10% take longer than 14 days",
        "within 5% of the plan",
        "no category above +50% of its 3-month average",
        "the P1 queue is empty",
        "1e400",
        "about 2.5E+90 users",
    ],
)
def test_words_without_one_plain_number_are_not_read(words: str) -> None:
    assert read_prose(words) is None


@pytest.mark.parametrize(
    "words",
    [
        "TBD",
        "tbd, once the dashboard is there",
        "more than TBD per month",
        "Unknown",
        "Confidential",
        "See the dashboard",
        "n/a",
        "to be defined",
        "no target is set",
        "not yet set",
        "X%",
        "-",
        "???",
        "none",
    ],
)
def test_words_that_keep_the_number_back(words: str) -> None:
    assert is_unstated(words)


@pytest.mark.parametrize(
    "words",
    ["foreseeable growth", "as seen last year", "nearly none left", "data", "TBDs resolved"],
)
def test_near_misses_of_words_that_keep_the_number_back(words: str) -> None:
    assert not is_unstated(words)


def test_a_unit_can_be_left_out() -> None:
    reading = read_prose("above 150 contributors per month")
    assert reading is not None
    assert reading.without_unit().text == "> 150"


@given(st.text(max_size=60))
def test_whatever_is_read_is_a_target(words: str) -> None:
    reading = read_prose(words)
    assert reading is None or parse_target(reading.text).form is not Form.PROSE


@given(
    st.decimals(0, 10_000, places=2),
    st.sampled_from(["at or above", "more than", "at most", "below", "exactly", "the target is"]),
)
def test_the_number_is_kept_to_the_digit(number: Decimal, words: str) -> None:
    reading = read_prose(f"{words} {number}")
    assert reading is not None
    assert reading.numbers == (str(number),)
