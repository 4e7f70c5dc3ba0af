"""What of a total counts in a parent of another period, and when that cannot be told."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from kpicli.models.period import Calendar
from kpicli.progress.goals import progress_of
from kpicli.progress.status import ProgressStatus
from kpicli.reports.why import why_report
from repository import load, reader, workspace

if TYPE_CHECKING:
    from kpicli.progress.goal_progress import GoalProgress

AS_OF = date(2026, 10, 5)
AFTER = date(2027, 2, 1)
FISCAL = Calendar(fiscal_year_start=7)

TEXT = """
    metrics: [{{id: fees, title: Fees, unit: EUR, aggregation: sum}}]
    kpis:
      - {{id: top, title: Top, period: {above}, metric: fees, rollup: sum, target: {target}}}
      - {{id: low, title: Low, period: {own}, metric: fees, contributes_to: top, {actuals}}}
"""
QUARTERS = "actuals: {2026-Q1: 90, 2026-Q2: 90, 2026-Q3: 5}"
DATES = "actuals: {2026-03-31: 90, 2026-06-30: 90, 2026-09-30: 5}"
WEEKS = "cadence: weekly, actuals: {2026-06-26: 90, 2026-07-03: 5, 2026-10-02: 1}"
MONTHS = "cadence: monthly, actuals: {2026-05-31: 90, 2026-07-31: 2, 2026-09-30: 3}"
HALF = "actuals: {2026-H1: 180, 2026-08: 5}"
SPLIT = "actuals: {2026-Q1: 90, 2026-05-01/2026-07-31: 90, 2026-09: 5}"
EARLY = "actuals: {2026-Q1: 90, 2026-Q2: 90}"
OLD = "cadence: monthly, actuals: {2026-06: 90, 2026-07: 5}"


def text_of(
    actuals: str, above: str = "2026-H2", own: str = "2026", target: str = '">= 100"'
) -> str:
    return dedent(TEXT).format(actuals=actuals, above=above, own=own, target=target)


def top_of(text: str, as_of: date = AS_OF) -> GoalProgress:
    return progress_of("top", load(text, as_of, FISCAL)[0])


@pytest.mark.parametrize("actuals", [QUARTERS, DATES, MONTHS, HALF])
@pytest.mark.parametrize("own", ["2026", "2026-04-01/2027-03-31"])
def test_the_values_in_the_period_of_the_parent_count(actuals: str, own: str) -> None:
    found = top_of(text_of(actuals, own=own))
    assert (found.value, found.coverage) == (Decimal(5), Decimal(1))
    assert found.status is ProgressStatus.OFF_TRACK


def test_a_ceiling_is_not_used_up_by_what_came_before() -> None:
    found = top_of(text_of(QUARTERS, target='"<= 100"'))
    assert (found.value, found.status) == (Decimal(5), ProgressStatus.ON_TRACK)


def test_of_a_fiscal_year_the_months_of_the_calendar_year_count() -> None:
    actuals = "actuals: {2025-Q3: 100, 2025-Q4: 100, 2026-Q1: 20, 2026-Q2: 15}"
    assert top_of(text_of(actuals, "2026", "FY2026")).value == Decimal(35)
    assert top_of(text_of(actuals, "2025", "FY2026"), AFTER).value == Decimal(200)


@pytest.mark.parametrize("own", ["2026-H2", "2026-Q3", "2026-08-01/2026-12-31"])
def test_a_total_within_the_period_counts_as_a_whole(own: str) -> None:
    assert top_of(text_of("actuals: {2026-08-20: 7, 2026-Q3: 5}", own=own)).value == Decimal(12)


@pytest.mark.parametrize(
    ("actuals", "note"),
    [
        (WEEKS, "the value of 2026-07-03 lies only partly in the period"),
        (SPLIT, "the value of 2026-07-31 lies only partly in the period"),
        ("actuals: {2026: 90}", "no value"),
        ("actuals: {2026-07-20: 90}", "the value of 2026-07-20 lies only partly in the period"),
        (EARLY, "no value of its own lies in the period"),
        (OLD, "stale"),
        ("actuals: {2026-Q1: 9, 2026-Q2: 9 USD, 2026-Q3: 5}", "no value"),
    ],
)
def test_what_cannot_be_told_counts_with_nothing(actuals: str, note: str) -> None:
    text = text_of(actuals)
    found = top_of(text)
    assert (found.value, found.status) == (None, ProgressStatus.NO_DATA)
    loaded = workspace(text, AS_OF)
    report = why_report(loaded, loaded.goals["top"], reader({}))
    assert [part.note for part in report.contributors] == [f"not counted: {note}"]


def test_a_value_across_the_end_cannot_be_told_either() -> None:
    text = text_of("actuals: {2026-Q1: 9, 2026-05-01/2026-07-31: 90}", "2026-H1")
    assert top_of(text, AFTER).status is ProgressStatus.NO_DATA


def test_what_is_old_for_the_year_is_not_for_the_half_that_it_ends() -> None:
    monthly = "cadence: monthly, actuals: {2026-Q1: 0, 2026-04: 0, 2026-05: 90, 2026-06: 30}"
    found = top_of(text_of(monthly, "2026-H1"), AFTER)
    assert (found.value, found.status) == (Decimal(120), ProgressStatus.ACHIEVED)
    short = "cadence: monthly, actuals: {2026-01-01/2026-05-31: 120, 2026-07: 30, 2026-12: 1}"
    assert top_of(text_of(short, "2026-H1"), AFTER).status is ProgressStatus.NO_DATA
    holed = "cadence: monthly, actuals: {2026-Q1: 0, 2026-05: 90, 2026-06: 30, 2026-12: 1}"
    assert top_of(text_of(holed, "2026-H1"), AFTER).status is ProgressStatus.NO_DATA


def test_what_would_be_counted_twice_counts_with_nothing() -> None:
    loaded, findings = load(text_of("actuals: {2026-H1: 90, 2026-Q3: 60, 2026-08: 20}"), AS_OF)
    assert findings
    assert progress_of("top", loaded).value is None


def test_a_level_of_a_longer_period_counts_as_it_is() -> None:
    text = text_of("actuals: {2026-03: 120}").replace("aggregation: sum", "aggregation: last")
    assert top_of(text).value == Decimal(120)


def test_a_total_of_totals_that_reaches_beyond_is_not_taken_apart() -> None:
    text = text_of("rollup: sum") + (
        "  - {id: leaf, title: Leaf, period: 2026, metric: fees, contributes_to: low,"
        " actuals: {2026-Q3: 5}}\n"
    )
    found = top_of(text)
    assert (found.value, found.status) == (None, ProgressStatus.NO_DATA)


def test_why_says_of_which_totals_only_a_part_counts() -> None:
    loaded = workspace(text_of(QUARTERS), AS_OF)
    report = why_report(loaded, loaded.goals["top"], reader({}))
    steps = [step for part in report.parts for step in part.steps if step.name == "in the period"]
    assert [step.working for step in steps] == [("`low`",)]
