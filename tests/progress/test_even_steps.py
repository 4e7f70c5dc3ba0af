"""Whether the values of a total each stand for one step of its cadence."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kpicli.progress.even_steps import has_even_steps
from kpicli.progress.outlook import forecast_of
from kpicli.progress.way_ahead import way_ahead
from repository import workspace

AS_OF = date(2026, 8, 1)
BY_MONTH = "2026-04: 80, 2026-05: 90, 2026-06: 100, 2026-07: 90"


def is_even(cadence: str, actuals: str) -> bool:
    goal = f"id: a, title: A, period: 2026, aggregation: sum, cadence: {cadence}"
    loaded = workspace(f"kpis: [{{{goal}, actuals: {{{actuals}}}}}]", AS_OF)
    kpi = loaded.kpis[0]
    assert kpi.model.cadence is not None
    return has_even_steps(loaded.series(kpi), kpi.model.cadence, date(2026, 1, 1), loaded.calendar)


@pytest.mark.parametrize(
    ("cadence", "actuals"),
    [
        ("monthly", BY_MONTH),
        ("monthly", "2026-01-31: 8, 2026-02-28: 9, 2026-04-02: 9"),
        ("monthly", "2025-06-30: 70, 2025-07-31: 9"),
        ("monthly", "2025-01: 9, 2025-04: 9, 2026-02: 9, 2026-03: 9"),
        ("weekly", "2026-01-02: 3, 2026-01-09: 9, 2026-01-16: 9"),
        ("quarterly", "2026-Q1: 9, 2026-Q2: 9"),
        ("daily", "2026-01-01: 9, 2026-01-02: 9"),
    ],
)
def test_values_of_one_step_each_are_even(cadence: str, actuals: str) -> None:
    assert is_even(cadence, actuals)


@pytest.mark.parametrize(
    ("cadence", "actuals"),
    [
        ("monthly", f"2026-Q1: 270, {BY_MONTH}"),
        ("monthly", "2026-03-31: 270, 2026-04-30: 80, 2026-05-31: 90"),
        ("monthly", "2026-01-31: 8, 2026-02-28: 9, 2026-04-30: 9"),
        ("monthly", "2026-01-07: 8, 2026-01-14: 9, 2026-01-21: 9"),
        ("quarterly", BY_MONTH),
        ("monthly", "2026-01: 9, 2026-03: 9"),
        ("monthly", f"2026-02: 9, {BY_MONTH}"),
    ],
)
def test_values_of_other_lengths_are_not(cadence: str, actuals: str) -> None:
    assert not is_even(cadence, actuals)


@pytest.mark.parametrize(
    ("first", "value"), [("2026-Q1: 270", None), ("2026-03: 90", Decimal(900))]
)
def test_only_an_even_total_goes_on(first: str, value: Decimal | None) -> None:
    goal = "id: a, title: A, period: 2026, aggregation: sum, cadence: monthly, target: '>= 1200'"
    loaded = workspace(f"kpis: [{{{goal}, actuals: {{{first}, {BY_MONTH}}}}}]", AS_OF)
    found, way = forecast_of(loaded.kpis[0], loaded), way_ahead(loaded, loaded.kpis[0])
    assert (found and found.value) == value
    assert (way is None) is (value is None)
