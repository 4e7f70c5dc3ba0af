"""Sums between bounds: what the simplex method finds to contradict itself."""

from __future__ import annotations

from math import inf

import pytest

from kpicli.constraints.simplex import Sum, blocked

_ENDLESS = [0.0, 0.0], [inf, inf]
_PIVOTS = 20


@pytest.mark.parametrize(
    ("sums", "expected"),
    [
        ([Sum({0: 1.0, 1: 1.0}, 1.0, inf)], ()),
        ([Sum({0: 1.0, 1: 1.0}, -inf, 0.0)], ()),
        ([Sum({0: 1.0, 1: 1.0}, -inf, -1.0)], (2, 0, 1)),
        ([Sum({0: 1.0, 1: 1.0}, 4.0, inf), Sum({0: 1.0, 1: 1.0}, -inf, 3.0)], (2, 3)),
        ([Sum({0: 1.0, 1: 1.0}, 4.0, inf), Sum({0: 1.0, 1: 1.0}, -inf, 4.0)], ()),
        ([Sum({0: 1.0, 1: -1.0}, 1.0, inf), Sum({0: -1.0, 1: 1.0}, 1.0, inf)], (2, 3)),
    ],
)
def test_sums_that_contradict_each_other_are_named(
    sums: list[Sum], expected: tuple[int, ...]
) -> None:
    assert set(blocked(*_ENDLESS, sums, (), _PIVOTS)) == set(expected)


def test_sizes_that_lie_far_apart_make_no_difference() -> None:
    large = [Sum({0: 1e12, 1: 1e-6}, 4e9, inf), Sum({0: 1e12, 1: 1e-6}, -inf, 3e9)]
    assert set(blocked(*_ENDLESS, large, (), _PIVOTS)) == {2, 3}


def test_a_variable_that_is_not_zero_keeps_away_from_it() -> None:
    sums = [Sum({0: 1.0, 1: -2.0}, 0.0, inf), Sum({1: 1.0, 0: -1.0}, 0.0, inf)]
    assert blocked(*_ENDLESS, sums, (), _PIVOTS) == ()
    assert set(blocked(*_ENDLESS, sums, (1,), _PIVOTS)) == {1, 2, 3}


def test_without_exchanges_nothing_is_said() -> None:
    sums = [Sum({0: 1.0, 1: 1.0}, 4.0, inf), Sum({0: 1.0, 1: 1.0}, -inf, 3.0)]
    assert blocked(*_ENDLESS, sums, (), 0) == ()
