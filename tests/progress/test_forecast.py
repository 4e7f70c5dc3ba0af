from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicli.progress.forecast import Forecast, forecast, forecast_total, trend_end
from progress.commitments import at_least, at_most, decrease, increase, within

if TYPE_CHECKING:
    from kpicli.models.commitment import Commitment

DAY = date(2026, 1, 1)
SIX = (102, 103, 107, 108, 113, 114)
NUMBERS = st.decimals(-1000, 1000, places=2)


def series(*values: int | Decimal) -> list[tuple[date, Decimal]]:
    """One measurement a day, from the second of January on."""
    return [(after(day), Decimal(value)) for day, value in enumerate(values, start=1)]


def columns(*values: int) -> tuple[tuple[date, ...], tuple[Decimal, ...]]:
    """The same as days and values."""
    found = series(*values)
    return tuple(day for day, _ in found), tuple(value for _, value in found)


def after(days: int) -> date:
    return DAY + timedelta(days)


def predicted(values: tuple[int, ...], end: int, commitment: Commitment) -> Forecast:
    found = forecast(series(*values), after(end), commitment)
    assert found is not None
    return found


def test_four_measurements_and_more_follow_the_robust_line() -> None:
    found = predicted(SIX, 12, increase(100, 130))
    assert found.value == Decimal("128.75")
    assert (round(found.low, 4), round(found.high, 4)) == (Decimal("126.1774"), Decimal("133.6893"))


@pytest.mark.parametrize(
    ("commitment", "probability"),
    [
        (increase(100, 130), "0.4898"),
        (increase(100, 125), "0.9428"),
        (decrease(140, 130), "0.5102"),
        (within(125, 130), "0.4531"),
        (at_least(130, strict=True), "0.4898"),
    ],
)
def test_the_probability_is_that_of_meeting_the_target(
    commitment: Commitment, probability: str
) -> None:
    found = predicted(SIX, 12, commitment)
    assert round(found.probability, 4) == pytest.approx(Decimal(probability), abs=Decimal("1e-4"))


def test_three_measurements_drift() -> None:
    found = predicted((10, 14, 16), 5, increase(10, 22))
    assert found.value == 22
    # The error is √8, and Student's t with one degree of freedom reaches 3.0777 times as far.
    assert round(found.high - found.value, 3) == Decimal("8.705")
    assert found.probability == Decimal("0.5")


@pytest.mark.parametrize("count", [0, 1, 2])
def test_fewer_than_three_measurements_say_nothing(count: int) -> None:
    assert forecast(series(*SIX[:count]), after(12), increase(100, 130)) is None


@pytest.mark.parametrize("end", [5, 6])
def test_what_is_measured_is_not_forecast(end: int) -> None:
    assert forecast(series(*SIX), after(end), increase(100, 130)) is None


def test_the_order_of_measurements_does_not_matter() -> None:
    commitment = increase(100, 130)
    assert forecast(series(*SIX)[::-1], after(12), commitment) == predicted(SIX, 12, commitment)


def test_the_interval_holds_the_value_where_an_outlier_parts_the_lines() -> None:
    found = predicted((2, 4, 6, 8, 10, 12, 14, 16, 18, 5000), 11, increase(0, 22))
    assert found.value == 22
    assert found.low <= found.value <= found.high


@pytest.mark.parametrize(
    ("commitment", "probability"),
    [
        (increase(0, 40), 1),
        (increase(0, 41), 0),
        (at_least(40, strict=True), 0),
        (at_most(40), 1),
    ],
)
def test_a_straight_line_leaves_no_doubt(commitment: Commitment, probability: int) -> None:
    found = predicted((2, 4, 6, 8), 20, commitment)
    assert found.low == found.value == found.high == 40
    assert found.probability == probability


def test_a_series_of_zeros_stays_zero() -> None:
    assert predicted((0, 0, 0, 0), 20, at_most(0)) == Forecast(*map(Decimal, (0, 0, 0, 1)))


def test_only_the_last_measurements_count() -> None:
    old, recent = [Decimal(5000)] * 40, [Decimal(day) for day in range(100)]
    found = forecast(series(*old, *recent), after(145), increase(0, 104))
    assert found is not None
    assert found.value == 104
    assert found.probability == 1


def test_a_total_goes_on_at_its_mean_increment() -> None:
    increments = [Decimal(10), Decimal(14), Decimal(12)]
    found = forecast_total(Decimal(36), increments, Decimal(6), increase(0, 108))
    assert found is not None
    assert found.value == 108
    assert found.probability == Decimal("0.5")
    # The error is √72, and Student's t with two degrees of freedom reaches 1.8856 times as far.
    assert round(found.high - found.value, 3) == Decimal("16.000")


@pytest.mark.parametrize(("count", "left"), [(2, 6), (3, 0), (3, -1)])
def test_a_total_needs_three_increments_and_some_to_come(count: int, left: int) -> None:
    increments = [Decimal(10)] * count
    assert forecast_total(Decimal(36), increments, Decimal(left), increase(0, 99)) is None


def test_a_forecast_stays_within_what_the_metric_can_be() -> None:
    found = Forecast(*map(Decimal, ("104", "96", "112", "0.7")))
    assert found.bounded(Decimal(0), Decimal(100)) == Forecast(
        *map(Decimal, ("100", "96", "100", "0.7"))
    )
    assert found.bounded(Decimal(105), None) == Forecast(
        *map(Decimal, ("105", "105", "112", "0.7"))
    )
    assert found.bounded(None, None) == found


@given(st.lists(NUMBERS, min_size=3, max_size=12), st.integers(13, 400), NUMBERS)
def test_a_forecast_is_in_order_and_meets_or_misses(
    values: list[Decimal], end: int, target: Decimal
) -> None:
    above = forecast(series(*values), after(end), at_least(target))
    below = forecast(series(*values), after(end), at_most(target))
    assert above is not None
    assert below is not None
    assert above.low <= above.value <= above.high
    assert above.probability + below.probability >= Decimal("0.999999")


@given(st.lists(NUMBERS, min_size=3, max_size=12), st.integers(13, 400))
def test_a_forecast_does_not_depend_on_the_context_of_the_caller(
    values: list[Decimal], end: int
) -> None:
    here = forecast(series(*values), after(end), at_least(5))
    with localcontext() as context:
        context.prec = 5
        assert forecast(series(*values), after(end), at_least(5)) == here


def test_the_trend_ends_in_the_middle_of_what_is_likely() -> None:
    # The least-squares line: 129.9333 at the twelfth day.
    days, values = columns(*SIX)
    end = trend_end(days, after(12))
    assert end is not None
    assert round(end.value(values), 4) == Decimal("129.9333")


def test_a_trend_is_that_of_the_last_hundred_values() -> None:
    days, values = columns(*range(900, 850, -1), *range(100))
    end = trend_end(days, after(152))
    assert end is not None
    assert end.value(values) == 101


@pytest.mark.parametrize(("count", "end"), [(0, 12), (3, 12), (6, 6), (6, 5)])
def test_there_is_no_trend_where_there_is_no_line_or_no_time_left(count: int, end: int) -> None:
    days, _ = columns(*SIX[:count])
    assert trend_end(days, after(end)) is None
