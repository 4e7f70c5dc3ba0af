"""What the chart of a KPI shows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from kpicli.progress.goals import progress_of_goals
from kpicli.reports.goal import goal_report
from repository import load

if TYPE_CHECKING:
    from kpicli.reports.plan import Plan


def plan(fields: str, as_of: date = date(2026, 9, 1)) -> Plan | None:
    loaded, findings = load(f"kpis: [{{id: k, title: K, {fields}}}]", as_of)
    assert not findings, [finding.message for finding in findings]
    progress = progress_of_goals(loaded)["k"]
    return goal_report(loaded.goals["k"], loaded, progress).plan


def days(points: tuple[tuple[date, Decimal], ...]) -> list[tuple[str, str]]:
    return [(day.isoformat(), f"{value.normalize():f}") for day, value in points]


def line(fields: str) -> list[tuple[str, str]]:
    found = plan(fields)
    assert found is not None
    return days(found.line)


def test_a_line_goes_from_the_start_to_the_target() -> None:
    assert line("period: 2026, baseline: 10, target: 20") == [
        ("2026-01-01", "10"),
        ("2026-12-31", "20"),
    ]


def test_it_bends_at_interim_targets_in_the_period() -> None:
    found = plan(
        "period: 2026, baseline: 10, target: 20,"
        " interim_targets: {2025-12: 9, 2026-Q1: 11, 2026-Q3: 18, 2026: 20}"
    )
    assert found is not None
    assert days(found.line) == [
        ("2026-01-01", "10"),
        ("2026-03-31", "11"),
        ("2026-09-30", "18"),
        ("2026-12-31", "20"),
    ]
    assert days(found.interim) == [("2026-03-31", "11"), ("2026-09-30", "18"), ("2026-12-31", "20")]


def test_a_step_stands_until_its_day_is_over() -> None:
    assert line(
        "period: 2026, baseline: 10, target: 20, pace: step, interim_targets: {2026-Q2: 14}"
    ) == [
        ("2026-01-01", "10"),
        ("2026-06-30", "10"),
        ("2026-06-30", "14"),
        ("2026-12-31", "14"),
        ("2026-12-31", "20"),
    ]


def test_seasons_bend_it_at_the_end_of_each_slice() -> None:
    found = line("period: 2026, baseline: 0, target: 100, pace: {seasonal: [1, 3]}")
    assert [day for day, _ in found] == ["2026-01-01", "2026-07-02", "2026-12-31"]
    assert found[-1] == ("2026-12-31", "100")
    assert 24 < Decimal(found[1][1]) < 27


def test_growth_at_one_rate_is_a_curve_of_thirteen_points() -> None:
    found = line("period: 2026, baseline: 100, target: 400, pace: geometric")
    assert len(found) == 13
    assert (found[0][1], found[-1][1]) == ("100", "400")
    assert 198 < Decimal(found[6][1]) < 202


@pytest.mark.parametrize(
    "fields",
    [
        "target: '>= 95'",
        "target: 45..55",
        "baseline: 3, target: '<= 5'",
        "direction: increase, target: 5",
    ],
)
def test_what_has_to_hold_or_has_no_start_has_no_line(fields: str) -> None:
    assert line(f"period: 2026, {fields}") == []


@pytest.mark.parametrize("fields", ["period: 2026, target: soon", "baseline: 1, target: 2"])
def test_without_a_target_in_numbers_or_a_period_there_is_no_plan(fields: str) -> None:
    assert plan(fields) is None


def test_levels_stand_around_the_target() -> None:
    found = plan("period: 2026, baseline: 0, target: {commit: 40, target: 50, stretch: 65}")
    assert found is not None
    assert (found.commit, found.stretch) == (Decimal(40), Decimal(65))


def test_a_stock_is_shown_with_as_much_time_before_the_period() -> None:
    found = plan(
        "period: 2026-Q3, baseline: 0, target: 9,"
        " actuals: {2026-01: 1, 2026-03-31: 2, 2026-05: 3, 2026-08: 4, 2026-09-30: 5}"
    )
    assert found is not None
    assert days(found.measured) == [("2026-03-31", "2"), ("2026-05-31", "3"), ("2026-08-31", "4")]


def test_a_flow_is_shown_as_the_total_of_the_period() -> None:
    found = plan(
        "period: 2026, aggregation: sum, target: 100, direction: increase,"
        " actuals: {2025-12: 50, 2026-01: 10, 2026-02: 20, 2026-12: 5}"
    )
    assert found is not None
    assert days(found.measured) == [("2026-01-31", "10"), ("2026-02-28", "30")]
    assert days(found.line) == [("2026-01-01", "0"), ("2026-12-31", "100")]


def test_at_most_two_hundred_measurements_are_shown_the_last_ones() -> None:
    actuals = ", ".join(
        f"{date(2026, 1, 1).fromordinal(date(2026, 1, 1).toordinal() + n)}: {n}" for n in range(240)
    )
    found = plan(f"period: 2026, baseline: 0, target: 300, actuals: {{{actuals}}}")
    assert found is not None
    assert [value for _, value in found.measured] == list(range(40, 240))


def test_the_last_day_there_is_breaks_nothing() -> None:
    assert line("period: 2999-01-01/2999-12-31, baseline: 0, target: 1")[-1] == ("2999-12-31", "1")
