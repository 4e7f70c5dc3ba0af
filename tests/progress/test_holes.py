"""Where a total surely lacks a value."""

from __future__ import annotations

from datetime import date

import pytest

from kpicli.progress.holes import first_hole, hole_in_total
from repository import workspace

AFTER = date(2027, 1, 5)


def hole(cadence: str, actuals: str, start: date | None = date(2026, 1, 1)) -> str:
    goal = f"id: a, title: A, period: 2026, aggregation: sum, cadence: {cadence}"
    loaded = workspace(f"kpis: [{{{goal}, actuals: {{{actuals}}}}}]", AFTER)
    kpi = loaded.kpis[0]
    assert kpi.model.cadence is not None
    found = first_hole(loaded.series(kpi), kpi.model.cadence, loaded.calendar, start)
    return f"{found.start}/{found.end}" if found else ""


@pytest.mark.parametrize(
    ("cadence", "actuals", "found"),
    [
        ("monthly", "2026-01: 9, 2026-03: 9", "2026-02-01/2026-02-28"),
        ("monthly", "2026-01: 9, 2026-02: 9, 2026-06: 9", "2026-03-01/2026-05-31"),
        ("monthly", "2026-02: 9", "2026-01-01/2026-01-31"),
        ("quarterly", "2026-Q1: 9, 2026-Q3: 9", "2026-04-01/2026-06-30"),
        ("quarterly", "2026-Q1: 9, 2026-05: 9", ""),
        ("monthly", "2026-Q1: 9, 2026-04: 9", ""),
        ("monthly", "2026-01: 9, 2026-02-01/2026-03-31: 9", ""),
        ("monthly", "2026-01-31: 9, 2026-03-31: 9", ""),
        ("monthly", "2026-01-31: 9, 2026-04-01: 9", "2026-02-01/2026-03-31"),
        ("weekly", "2026-01-02: 9, 2026-01-16: 9", ""),
        ("weekly", "2026-01-02: 9, 2026-01-17: 9", "2026-01-03/2026-01-16"),
        ("daily", "2026-01-02: 9, 2026-01-09: 9", ""),
    ],
)
def test_a_hole_is_a_whole_step_without_a_value(cadence: str, actuals: str, found: str) -> None:
    assert hole(cadence, actuals) == found


def test_what_was_before_the_first_value_counts_where_a_start_is_given() -> None:
    assert not hole("monthly", "2026-05: 9, 2026-06: 9", None)
    assert hole("monthly", "2026-05: 9, 2026-06: 9") == "2026-01-01/2026-04-30"


@pytest.mark.parametrize(
    ("fields", "as_of"),
    [
        ("aggregation: sum, cadence: monthly", date(2026, 12, 31)),
        ("aggregation: sum", AFTER),
        ("cadence: monthly", AFTER),
    ],
)
def test_only_a_total_with_a_cadence_has_holes_once_its_period_is_over(
    fields: str, as_of: date
) -> None:
    goal = f"id: a, title: A, period: 2026, {fields}, actuals: {{2026-01: 9, 2026-12: 9}}"
    loaded = workspace(f"kpis: [{{{goal}}}]", as_of)
    assert hole_in_total(loaded.kpis[0], loaded) is None
