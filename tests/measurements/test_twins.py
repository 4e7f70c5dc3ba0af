from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kpicli.measurements import Measurement, Series, series_of
from kpicli.measurements.twins import common_days, similar, twins
from kpicli.models.actual import Actual
from kpicli.models.quantity import Quantity

FIRST = date(2026, 1, 1)


def series(values: str, start: int = 0) -> Series:
    """One measurement a day, from the day with that number on; `.` leaves a day out."""
    return series_of(
        measurement(start + index, Decimal(value))
        for index, value in enumerate(values.split())
        if value != "."
    )


def measurement(day: int, value: Decimal) -> Measurement:
    when = FIRST + timedelta(days=day)
    return Measurement(when, value, Actual(str(when), when, Quantity(value, "", str(value))))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (series("1 2 3 4 5 6"), series("1 2 3 4 5 6")),
        (series("1 2 3 4 5 6"), series("1.0 2 3 4 5 6 7 8")),
        (series("3 4 5 6 7 8", 2), series("1 2 3 4 5 6 7 8 9")),
        (series("1 2 3 4 5 6 7 8"), series("3 4 5 6 7 8 9 9", 2)),
        (series("0 0 0 0 0 1"), series("0 0 0 0 0 1")),
        (series("1 2 3 4 5 6 . 8"), series("1 2 3 4 5 6 7 8")),
    ],
)
def test_series_agree_where_both_have_days(one: Series, other: Series) -> None:
    assert twins({"a": one, "b": other}, 6) == (("a", "b"),)
    assert twins({"b": other, "a": one}, 6) == (("b", "a"),)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (series("1 2 3 4 5"), series("1 2 3 4 5")),
        (series("7 7 7 7 7 7"), series("7 7 7 7 7 7")),
        (series("1 2 3 4 5 6 7"), series("1 2 3 4 5 6 8")),
        (series("1 2 3 4 5 6"), series("1 2 3 4 5 6", 1)),
        (series("1 2 3 4 5 6 7"), series("1 2 3 . 5 6 7")),
        (series(""), series("")),
    ],
)
def test_series_that_are_short_flat_shifted_or_differ_do_not_agree(
    one: Series, other: Series
) -> None:
    assert twins({"a": one, "b": other}, 6) == ()


def test_sets_are_separate_and_in_the_order_given() -> None:
    up, down = series("1 2 3"), series("3 2 1")
    found = twins({"d": down, "a": up, "c": up, "b": down, "e": series("9 8 7")}, 3)
    assert found == (("d", "b"), ("a", "c"))


def test_a_series_that_differs_does_not_hide_two_that_agree() -> None:
    odd, one, other = series("1 2 3 9"), series("1 2 3 4"), series("1 2 3 4")
    assert twins({"odd": odd, "one": one, "other": other}, 3) == (("one", "other"),)


@example([[0, 1, 1, 0], [0, 1, 1], [0, 1, 1, 1]])
@given(st.lists(st.lists(st.integers(0, 2), max_size=6), max_size=5))
def test_what_is_found_agrees_with_the_first_of_its_set(rows: list[list[int]]) -> None:
    given_series = {str(index): series(" ".join(map(str, row))) for index, row in enumerate(rows)}
    for first, *others in twins(given_series, 3):
        for other in others:
            pairs = zip(given_series[first], given_series[other], strict=False)
            assert all(one.value == same.value for one, same in pairs)


@given(
    st.lists(st.integers(0, 2), min_size=4, max_size=12),
    st.integers(1, 3),
    st.integers(0, 5),
    st.integers(0, 11),
)
def test_two_are_twins_exactly_if_they_share_enough_and_differ_nowhere(
    values: list[int], step: int, start: int, changed: int
) -> None:
    kept = [
        str(value) if day >= start and day % step == 0 else "." for day, value in enumerate(values)
    ]
    if changed < len(kept) and kept[changed] != ".":
        kept[changed] = "1"
    one, other = series(" ".join(map(str, values))), series(" ".join(kept))
    assert bool(twins({"a": one, "b": other}, 3)) is _are_twins(one, other, 3)


@pytest.mark.parametrize("least", [2, 3, 4, 6])
@given(
    st.lists(
        st.tuples(st.lists(st.integers(0, 2), max_size=9), st.integers(0, 3), st.integers(1, 2)),
        max_size=6,
    )
)
def test_all_twins_are_similar_to_another_one(
    least: int, drawn: list[tuple[list[int], int, int]]
) -> None:
    every = {
        str(number): series(" ".join(str(value) + " ." * (step - 1) for value in values), start)
        for number, (values, start, step) in enumerate(drawn)
    }
    assert twins(similar(every, least), least) == twins(every, least)


def test_a_series_like_no_other_is_not_similar() -> None:
    rows = {"a": "1 2 3 4 5 6", "b": "9 9 9 4 5 6", "c": "1 2 3 4 5 6 9", "d": "1 2 3 4 5 9"}
    found = similar({name: series(row) for name, row in rows.items()}, 6)
    assert list(found) == ["a", "c"]


def test_flat_series_are_not_similar() -> None:
    rows = {"a": "5 5 5 5", "b": "5 5 5 5", "c": "5 5 5 6", "d": "5 5 5 6"}
    found = similar({name: series(row) for name, row in rows.items()}, 4)
    assert list(found) == ["c", "d"]


def _are_twins(one: Series, other: Series, least: int) -> bool:
    """By the definition, pair by pair."""
    mine, its = ([(part.day, part.value) for part in each] for each in (one, other))
    runs = [
        mine[place : place + least] == its[start : start + least]
        and len({value for _, value in mine[place : place + least]}) > 1
        for place in range(len(mine) - least + 1)
        for start in range(len(its) - least + 1)
    ]
    values = dict(mine)
    return any(runs) and all(values.get(day, value) == value for day, value in its)


def test_ten_thousand_series_are_compared_in_linear_time() -> None:
    copies = {f"copy{index}": series("0 0 1 0 0 0 0 2 0 1 0 0") for index in range(2_000)}
    odd = {f"odd{index}": series(f"0 0 1 0 0 0 0 2 0 1 0 {index + 1}") for index in range(2_000)}
    others = {
        f"other{index}": series(" ".join(str((index * step) % 7919) for step in range(12)))
        for index in range(6_000)
    }
    started = process_time()
    found = twins(similar(copies | odd | others, 6), 6)
    assert process_time() - started < 10
    assert max(map(len, found)) == 2_000


def test_common_days_are_those_that_both_have() -> None:
    days = common_days(series("1 2 3"), series("5 6 7", 1))
    assert days == (FIRST + timedelta(days=1), FIRST + timedelta(days=2))
