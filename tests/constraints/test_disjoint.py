from __future__ import annotations

from decimal import Decimal
from itertools import permutations
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicli.constraints import Disjoint, Interval, disjoint_pairs, is_rounding
from kpicli.constraints.disjoint import MOST_PAIRS

D = Decimal
NUMBERS = st.integers(-6, 6).map(D)
INTERVALS = st.tuples(
    st.none() | NUMBERS,
    st.none() | NUMBERS,
    st.booleans(),
    st.booleans(),
).map(lambda parts: Interval(*parts))


def all_pairs(intervals: list[Interval]) -> list[Disjoint]:
    """Every pair, found by trying each."""
    usable = [index for index, interval in enumerate(intervals) if not interval.is_empty]
    return sorted(
        Disjoint(one, other)
        for one, other in permutations(usable, 2)
        if intervals[one].gap_to(intervals[other]) is not None
    )


def gap(intervals: list[Interval], pair: Disjoint) -> Decimal:
    found = intervals[pair.below].gap_to(intervals[pair.above])
    assert found is not None
    return found


@given(st.lists(INTERVALS, max_size=12))
def test_few_pairs_are_all_told_and_many_leave_none_of_their_intervals_out(
    intervals: list[Interval],
) -> None:
    found, expected = list(disjoint_pairs(intervals)), all_pairs(intervals)
    if len(expected) <= MOST_PAIRS:
        assert found == expected
        return
    assert set(found) <= set(expected)
    for index in range(len(intervals)):
        gaps = [gap(intervals, pair) for pair in expected if index in {pair.below, pair.above}]
        told = [gap(intervals, pair) for pair in found if index in {pair.below, pair.above}]
        assert max(gaps, default=None) == max(told, default=None)


@given(st.lists(INTERVALS, max_size=12))
def test_intervals_have_a_common_number_exactly_if_no_pair_is_disjoint(
    intervals: list[Interval],
) -> None:
    usable = [interval for interval in intervals if not interval.is_empty]
    common = Interval()
    for interval in usable:
        common = common.intersection(interval)
    assert common.is_empty == bool(disjoint_pairs(intervals))


def test_an_empty_interval_takes_no_part() -> None:
    assert disjoint_pairs([Interval(D(5), D(4)), Interval(D(6))]) == ()


def test_thousands_of_intervals_give_no_more_pairs_than_there_are_intervals() -> None:
    floors = [Interval(D(1000 + number)) for number in range(1000)]
    ceilings = [Interval(high=D(number)) for number in range(1000)]
    started = process_time()
    pairs = disjoint_pairs(floors + ceilings)
    assert process_time() - started < 1
    assert len(pairs) == 1999
    assert Disjoint(1000, 999) in pairs


@pytest.mark.parametrize(
    ("high", "low", "is_small"),
    [
        ("5", "12", False),
        ("5", "6", False),
        ("5", "5", False),
        ("5", "5.0", False),
        ("5.0", "5.1", False),
        ("1000", "1004", True),
        ("1000", "1005.0", False),
        ("-1004", "-1000", True),
        ("99.9", "99.95", True),
        ("5", "5.5", False),
    ],
)
def test_a_gap_is_rounding_below_half_a_per_cent_or_one_step_of_the_last_digit(
    high: str,
    low: str,
    is_small: bool,  # noqa: FBT001 - of the table
) -> None:
    below = Interval(high=D(high), high_open=True)
    assert is_rounding(below, Interval(D(low)), D("0.5")) == is_small
