from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicli.progress.trend import (
    day_on_line,
    drift_prediction,
    least_squares,
    least_squares_prediction,
    run_rate_prediction,
    theil_sen,
    theil_sen_interval,
)

SIX = list(enumerate(map(Decimal, (102, 103, 107, 108, 113, 114)), start=1))
SEN_1968 = list(
    zip((1, 2, 3, 4, 10, 12, 18), map(Decimal, (9, 15, 19, 20, 45, 55, 78)), strict=True)
)
NUMBERS = st.decimals(-100, 100, places=1)
DAYS = st.lists(st.integers(0, 500), min_size=3, max_size=8, unique=True).map(sorted)


def test_theil_sen_on_six_values() -> None:
    line = theil_sen(SIX)
    assert (line.slope, line.intercept) == (Decimal("2.5"), Decimal("98.75"))
    assert theil_sen_interval(SIX, 0.95) == (Decimal(1), Decimal(4))


def test_theil_sen_on_the_example_of_sen_1968() -> None:
    low, high = theil_sen_interval(SEN_1968, 0.93)
    assert theil_sen(SEN_1968).slope == 4
    assert (round(low, 6), round(high, 6)) == (Decimal("3.714286"), Decimal("4.375"))


def test_an_outlier_bends_the_least_squares_line_only() -> None:
    steady = [(time, Decimal(2 * time)) for time in range(8)]
    slipped = [*steady[:-1], (7, Decimal(1400))]
    assert theil_sen(slipped).slope == 2
    assert least_squares(slipped).slope > 100


@given(DAYS, st.lists(NUMBERS, min_size=8, max_size=8), st.integers(0, 1000))
def test_the_quick_way_along_the_line_leads_to_the_same_value(
    days: list[int], values: list[Decimal], time: int
) -> None:
    points = list(zip(days, values, strict=False))
    dates = tuple(date.fromordinal(1 + day) for day in days)
    found = day_on_line(dates, date.fromordinal(1 + time)).value(values[: len(days)])
    assert abs(found - least_squares(points).at(time)) < Decimal("1e-18")


def test_of_a_longer_series_the_last_values_count() -> None:
    days = tuple(date(2026, 1, day) for day in (1, 2, 3))
    line = day_on_line(days, date(2026, 1, 5))
    assert line.value([Decimal(99), Decimal(1), Decimal(2), Decimal(3)]) == 5


def test_least_squares_on_six_values() -> None:
    assert least_squares(SIX).slope == Decimal("2.6")
    prediction = least_squares_prediction(SIX, 12)
    assert round(prediction.centre, 4) == Decimal("129.9333")
    assert round(prediction.error, 4) == Decimal("2.4497")
    assert prediction.freedom == 4


@given(DAYS, NUMBERS, NUMBERS, st.integers(501, 900))
def test_values_on_a_line_are_predicted_without_error(
    days: list[int], slope: Decimal, intercept: Decimal, time: int
) -> None:
    points = [(day, intercept + slope * day) for day in days]
    for prediction in (least_squares_prediction(points, time), drift_prediction(points, time)):
        assert prediction.error == 0
        assert abs(prediction.centre - intercept - slope * time) < Decimal("1e-18")
    assert theil_sen(points).at(time) == intercept + slope * time


def test_drift_carries_the_line_through_the_ends_on() -> None:
    prediction = drift_prediction([(0, Decimal(10)), (1, Decimal(14)), (2, Decimal(16))], 4)
    # The steps are 4 and 2, their mean 3: s² = 2, and the error is s √(2 (1 + 2/2)).
    assert prediction.centre == 22
    assert round(prediction.error**2, 20) == 8
    assert prediction.freedom == 1


@pytest.mark.parametrize("unit", [1, 7, 30])
def test_drift_does_not_depend_on_the_unit_of_time(unit: int) -> None:
    points = [(0, Decimal(10)), (unit, Decimal(14)), (2 * unit, Decimal(16))]
    prediction = drift_prediction(points, 4 * unit)
    assert prediction.centre == 22
    assert round(prediction.error**2, 20) == 8


def test_a_run_rate_adds_the_mean_increment() -> None:
    increments = [Decimal(10), Decimal(14), Decimal(12)]
    prediction = run_rate_prediction(Decimal(36), increments, Decimal(6))
    # s² = 4, and the error is s √(6 (1 + 6/3)).
    assert prediction.centre == 108
    assert round(prediction.error**2, 20) == 72
    assert prediction.freedom == 2
