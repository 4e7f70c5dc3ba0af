from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicli.constraints import Interval
from kpicli.constraints.interval import shown

D = Decimal
NUMBERS = st.integers(-6, 6).map(D)
INTERVALS = st.tuples(
    st.none() | NUMBERS,
    st.none() | NUMBERS,
    st.booleans(),
    st.booleans(),
).map(lambda parts: Interval(*parts))
HALVES = st.integers(-14, 14).map(lambda half: D(half) / 2)


@given(INTERVALS, INTERVALS, HALVES)
def test_a_number_lies_in_both_exactly_if_it_lies_in_the_intersection(
    one: Interval, other: Interval, number: Decimal
) -> None:
    both = one.contains(number) and other.contains(number)
    assert one.intersection(other).contains(number) == both


@given(INTERVALS)
def test_an_interval_is_empty_exactly_if_no_number_lies_in_it(interval: Interval) -> None:
    # Between any two of the whole bounds lies a half, so these numbers stand for all.
    numbers = [D(half) / 2 for half in range(-14, 15)]
    assert interval.is_empty == (not any(map(interval.contains, numbers)))


@given(INTERVALS, INTERVALS)
def test_two_intervals_have_a_gap_exactly_if_they_have_no_common_number(
    one: Interval, other: Interval
) -> None:
    if one.is_empty or other.is_empty:
        return
    gaps = [one.gap_to(other), other.gap_to(one)]
    assert one.intersection(other).is_empty == (gaps != [None, None])
    assert all(gap is None or gap >= 0 for gap in gaps)


def test_a_gap_is_measured_upwards_only() -> None:
    low, high = Interval(high=D(5)), Interval(D(12))
    assert low.gap_to(high) == 7
    assert high.gap_to(low) is None


def test_open_bounds_that_touch_leave_a_gap_of_nothing() -> None:
    assert Interval(high=D(5), high_open=True).gap_to(Interval(D(5))) == 0
    assert Interval(high=D(5)).gap_to(Interval(D(5))) is None


@pytest.mark.parametrize(
    ("interval", "words"),
    [
        (Interval(), "any value"),
        (Interval(D(12)), "at least 12"),
        (Interval(D(12), low_open=True), "above 12"),
        (Interval(high=D("5.50")), "at most 5.5"),
        (Interval(high=D(5), high_open=True), "below 5"),
        (Interval(D(5), D(10)), "5 to 10"),
        (Interval(D(5), D(10), low_open=True), "above 5 and at most 10"),
        (Interval(D(5), D(10), high_open=True), "at least 5 and below 10"),
        (Interval(D(5), D(5)), "exactly 5"),
        (Interval(D(5), D(4)), "no value"),
    ],
)
def test_an_interval_reads_as_people_say_it(interval: Interval, words: str) -> None:
    assert str(interval) == words


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("1200000.0", "1,200,000"),
        ("1.5E+4", "15,000"),
        ("-0.10", "-0.1"),
        ("-0", "0"),
        ("-0.00", "0"),
        ("100", "100"),
        ("0.00012", "0.00012"),
    ],
)
def test_a_number_is_shown_in_full(number: str, text: str) -> None:
    assert shown(D(number)) == text
