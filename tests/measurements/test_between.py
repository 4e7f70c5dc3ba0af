from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kpicli.measurements import Measurement, Series, series_of
from kpicli.measurements.series import between
from kpicli.models.actual import Actual
from kpicli.models.quantity import Quantity

ONE = Quantity(Decimal(1), "", "1")
SERIES = series_of(
    Measurement(
        date(2026, 1, day), Decimal(1), Actual(f"2026-01-{day:02}", date(2026, 1, day), ONE)
    )
    for day in (5, 10, 15)
)


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (5, 15, [5, 10, 15]),
        (1, 31, [5, 10, 15]),
        (6, 15, [10, 15]),
        (5, 14, [5, 10]),
        (10, 10, [10]),
        (11, 14, []),
        (16, 31, []),
        (1, 4, []),
    ],
)
def test_both_ends_belong_to_what_lies_between(start: int, end: int, days: list[int]) -> None:
    found = between(SERIES, date(2026, 1, start), date(2026, 1, end))
    assert [part.day.day for part in found] == days


def test_of_no_measurements_none_lie_between() -> None:
    assert not between(Series(), date(2026, 1, 1), date(2026, 12, 31))
