from __future__ import annotations

from datetime import date
from decimal import Decimal

from kpicli.measurements import Measurement, Series, series_of
from kpicli.models.actual import Actual
from kpicli.models.quantity import Quantity


def measured(day: int, value: int) -> Measurement:
    when = date(2026, 1, day)
    return Measurement(
        when, Decimal(value), Actual(str(when), when, Quantity(Decimal(value), "", ""))
    )


def test_measurements_come_in_the_order_of_their_days() -> None:
    series = series_of([measured(9, 3), measured(2, 1), measured(5, 2)])
    assert [day.day for day in series.days] == [2, 5, 9]
    assert list(map(int, series.values)) == [1, 2, 3]
    assert [actual.key for actual in series.actuals] == ["2026-01-02", "2026-01-05", "2026-01-09"]


def test_of_two_on_one_day_the_later_one_counts() -> None:
    assert list(series_of([measured(2, 1), measured(2, 7)])) == [measured(2, 7)]


def test_a_series_is_a_sequence_of_measurements() -> None:
    parts = [measured(2, 1), measured(5, 2), measured(9, 3)]
    series = series_of(parts)
    assert list(series) == parts
    assert list(reversed(series)) == parts[::-1]
    assert (len(series), series[0], series[-1]) == (3, parts[0], parts[2])
    assert list(series[1:]) == parts[1:]


def test_a_series_of_nothing_is_empty() -> None:
    assert series_of([]) == Series()
    assert not Series()
    assert list(Series()) == []
