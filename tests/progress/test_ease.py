from __future__ import annotations

from datetime import date

import pytest

from kpicli.progress.ease import has_trend_before, reached_on, trend_before
from kpicli.workspace.records import record_of
from repository import AS_OF, workspace


def reached(fields: str) -> date | None:
    loaded = workspace(f"kpis: [{{id: a, title: A, period: 2026, {fields}}}]")
    return reached_on(loaded, loaded.kpis[0])


@pytest.mark.parametrize(
    ("fields", "day"),
    [
        ("baseline: 7, target: 9, actuals: {2026-01: 8, 2026-02: 9, 2026-03: 9}", (2026, 2, 28)),
        ("baseline: 9, target: 7, actuals: {2026-01: 7}", (2026, 1, 31)),
        ("baseline: 7, target: 9, actuals: {2026-02: 9, 2026-03: 8}", None),
        ("baseline: 7, target: 9, actuals: {2025-12: 9}", None),
        ("direction: increase, target: 9, actuals: {2026-01: 9}", None),
        ("target: '>= 9', actuals: {2026-01: 9}", None),
        ("target: complete, actuals: {2026-01: true}", None),
        ("baseline: 7, target: 9, aggregation: max, actuals: {2026-01: 9}", None),
        ("target: many, actuals: {2026-01: 9}", None),
    ],
)
def test_the_first_day_on_which_a_level_met_it(
    fields: str, day: tuple[int, int, int] | None
) -> None:
    assert reached(fields) == (date(*day) if day else None)


@pytest.mark.parametrize(
    ("values", "day"),
    [("4, 3, 4", date(2026, 3, 31)), ("4, 3, 2", None), ("5, 3, 4", None)],
)
def test_a_total_meets_it_by_its_sum(values: str, day: date | None) -> None:
    months = zip(("2026-01", "2026-02", "2026-03"), values.split(", "), strict=True)
    actuals = ", ".join(f"{month}: {value}" for month, value in months)
    assert reached(f"aggregation: sum, target: '>= 10', actuals: {{{actuals}}}") == day


RISING = "{2025-08: 100, 2025-09: 102, 2025-10: 103, 2025-11: 105, 2025-12: 106, 2026-01: 90}"


@pytest.mark.parametrize(
    ("fields", "least", "is_known"),
    [
        (f"baseline: 106, target: 110, actuals: {RISING}", 5, True),
        (f"baseline: 106, target: 110, actuals: {RISING}", 6, False),
        (f"baseline: 106, target: 200, actuals: {RISING}", 5, False),
        (f"target: '>= 110', actuals: {RISING}", 5, False),
        (f"direction: increase, target: 110, actuals: {RISING}", 5, False),
        (f"aggregation: sum, target: '>= 110', actuals: {RISING}", 5, False),
        (f"aggregation: sum, cadence: monthly, target: '>= 110', actuals: {RISING}", 5, True),
        ("target: many", 5, False),
    ],
)
def test_the_trend_of_the_time_before(fields: str, least: int, *, is_known: bool) -> None:
    loaded = workspace(f"kpis: [{{id: a, title: A, period: 2026, {fields}}}]")
    found = trend_before(loaded, loaded.kpis[0], least)
    assert (found is not None) is is_known


@pytest.mark.parametrize(
    ("fields", "least", "has"),
    [
        (f"actuals: {RISING}", 5, True),
        (f"actuals: {RISING}", 6, False),
        (f"actuals: {RISING}", 7, False),
        ("actuals: {2025-01: 1, 2025-02: 2, 2025-03: 3}", 1, False),
        ("", 1, False),
    ],
)
def test_a_trend_takes_enough_values_before_the_period(
    fields: str, least: int, *, has: bool
) -> None:
    loaded = workspace(f"kpis: [{{id: a, title: A, period: 2026, target: 9, {fields}}}]")
    timetable, _ = record_of(loaded.kpis[0], loaded)
    assert has_trend_before(timetable, AS_OF, least) is has


def test_a_total_carries_on_its_mean() -> None:
    actuals = "{2024-Q4: 9, 2025-Q1: 11, 2025-Q2: 9, 2025-Q3: 11}"
    loaded = workspace(
        "kpis: [{id: a, title: A, period: 2026, aggregation: sum, cadence: quarterly, "
        f"target: '>= 10', actuals: {actuals}}}]"
    )
    found = trend_before(loaded, loaded.kpis[0], 4)
    assert found
    assert found.value == 40
