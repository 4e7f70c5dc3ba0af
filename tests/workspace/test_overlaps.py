"""Values of a total that are for the same days are told, and nothing follows from them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kpicli.models.period import Calendar, Period, When
from kpicli.progress.goals import progress_of
from kpicli.progress.status import ProgressStatus
from kpicli.workspace.overlaps import first_overlap
from repository import GOALS, load

AS_OF = date(2026, 10, 5)
FLOW = "metrics: [{id: m, aggregation: sum}]\n"
GOAL = "kpis: [{id: a, title: A, period: 2026, metric: m, target: '>= 100', actuals: "
CSV = "{csv: a.csv, date: month, value: v}"


def said(text: str, csv: str = "month,v\n") -> list[tuple[str, str]]:
    _, findings = load({GOALS: text, "a.csv": csv}, AS_OF)
    return [(finding.rule.code, finding.message) for finding in findings]


@pytest.mark.parametrize(
    ("whens", "places"),
    [
        (["2026-01", "2026-02", "2026-H1"], (0, 2)),
        (["2026-H1", "2026-02"], (0, 1)),
        (["2026-Q1", "2026-Q2", "2026-05"], (1, 2)),
        (["2026-01-01/2026-02-15", "2026-02-10/2026-03-31"], (0, 1)),
        (["2026-Q1", "2026-Q2", "2026-07"], None),
        (["2026-01-01/2026-02-15", "2026-02-16/2026-03-31"], None),
        (["2026-H1", date(2026, 2, 28)], None),
        ([date(2026, 2, 28)], None),
        ([], None),
    ],
)
def test_the_first_periods_with_days_in_common(
    whens: list[str | date], places: tuple[int, int] | None
) -> None:
    known: tuple[When, ...] = tuple(
        Period(when) if isinstance(when, str) else when for when in whens
    )
    assert first_overlap(known, Calendar()) == places


def test_parts_and_the_whole_of_a_total_are_not_added_up() -> None:
    text = FLOW + GOAL + "{2026-01: 10, 2026-02: 10, 2026-03: 10, 2026-H1: 60}}]"
    loaded, findings = load(text, AS_OF)
    (finding,) = findings
    message = "`2026-01` and `2026-H1` have days in common, and the values of `a` add up"
    assert (finding.rule.code, finding.message) == ("D002", message)
    known = progress_of("a", loaded)
    assert (known.value, known.status) == (None, ProgressStatus.NO_DATA)


def test_so_of_a_csv_file() -> None:
    csv = "month,v\n2026-Q1,30\n2026-Q2,30\n2026-04,10\n"
    message = "`2026-04` and `2026-Q2` have days in common, and the values of `a` add up"
    assert said(FLOW + GOAL + CSV + "}]", csv) == [("D002", message)]
    assert not said(FLOW + GOAL + CSV + "}]", "month,v\n2026-Q1,30\n2026-04,10\n")


@pytest.mark.parametrize("metric", ["[{id: m}]", "[{id: m, aggregation: mean}]"])
def test_what_does_not_add_up_may_be_of_the_same_days(metric: str) -> None:
    assert not said(f"metrics: {metric}\n{GOAL}{{2026-01: 10, 2026-H1: 60}}}}]")


def test_two_values_of_one_day_are_told_once() -> None:
    text = FLOW + GOAL + "{2026-03: 10, 2026-Q1: 60}}]"
    assert said(text) == [("D002", "`2026-Q1` and `2026-03` are the same day, 2026-03-31")]


def test_values_that_follow_each_other_add_up() -> None:
    loaded, findings = load(FLOW + GOAL + "{2026-H1: 60, 2026-Q3: 41}}]", AS_OF)
    assert not findings
    assert progress_of("a", loaded).value == Decimal(101)
