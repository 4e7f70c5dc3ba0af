"""Round numbers and dates beside a chart."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicli.render.reports.axis import labelled, ticks


@pytest.mark.parametrize(
    ("values", "most", "expected"),
    [
        ((0, 24), 6, (0, 5, 10, 15, 20, 25)),
        ((10, 20), 6, (10, 12, 14, 16, 18, 20)),
        ((7, 8), 6, (7, "7.2", "7.4", "7.6", "7.8", 8)),
        ((-3, 9), 6, (-5, "-2.5", 0, "2.5", 5, "7.5", 10)[::2]),
        ((20_000_000, 24_000_000), 3, (20_000_000, 22_000_000, 24_000_000)),
        ((5, 5), 3, ("4.5", 5, "5.5")),
        ((0, 0), 3, (-1, 0, 1)),
    ],
)
def test_ticks_are_round(
    values: tuple[int, ...], most: int, expected: tuple[int | str, ...]
) -> None:
    assert ticks(map(Decimal, values), most) == tuple(map(Decimal, expected))


_NUMBERS = st.decimals(-(10**9), 10**9, places=3)


@given(st.lists(_NUMBERS, min_size=1, max_size=5), st.integers(2, 8))
def test_ticks_take_in_all_values(values: list[Decimal], most: int) -> None:
    found = ticks(values, most)
    assert found[0] <= min(values)
    assert found[-1] >= max(values)
    assert 2 <= len(found) <= max(most, 3)
    assert list(found) == sorted(set(found))


@pytest.mark.parametrize(
    ("width", "labels", "expected"),
    [
        (12, ((0, "ab"), (11, "yz")), "ab        yz"),
        (12, ((0, "ab"), (6, "mid"), (11, "yz")), "ab   mid  yz"),
        (12, ((0, "ab"), (11, "yz"), (3, "mid")), "ab        yz"),
        (3, ((0, "long"),), ""),
    ],
)
def test_labels_stand_where_there_is_room(
    width: int, labels: tuple[tuple[int, str], ...], expected: str
) -> None:
    assert labelled(width, labels) == expected
