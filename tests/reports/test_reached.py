"""What was reached: since when, and by how much."""

from __future__ import annotations

from datetime import date

import pytest

from kpicli.progress.goals import progress_of_goals
from kpicli.reports.goal import goal_report
from kpicli.reports.reached import Reached
from progress.commitments import decimal
from repository import workspace

GOAL = """
    kpis:
      - {{id: a, title: A, period: 2026, {}}}
"""


def reached_by(fields: str, as_of: date = date(2026, 9, 1)) -> Reached | None:
    loaded = workspace(GOAL.format(fields), as_of)
    return goal_report(loaded.goals["a"], loaded, progress_of_goals(loaded)["a"]).reached


@pytest.mark.parametrize(
    ("fields", "on", "beyond"),
    [
        ("baseline: 0, target: 9, actuals: {2026-03: 8, 2026-04: 9, 2026-05: 12}", "2026-04-30", 3),
        ("baseline: 0, target: 9, actuals: {2026-03: 9, 2026-04: 8, 2026-05: 9}", "2026-05-31", 0),
        ("baseline: 0, target: 9, actuals: {2025-12: 9, 2026-05: 9.5}", "2026-05-31", "0.5"),
        ("baseline: 9, target: 5, actuals: {2026-03: 4}", "2026-03-31", 1),
        ("aggregation: sum, target: '>= 9', actuals: {2026-03: 5, 2026-04: 4, 2026-05: 1}",
         "2026-04-30", 1),
        ("target: complete, actuals: {2026-03: false, 2026-04: true}", "2026-04-30", None),
        ("baseline: 9, target: 5, status: closed, actuals: {2026-03: 4}", "2026-03-31", 1),
    ],
)  # fmt: skip
def test_the_day_since_which_it_is_met_without_a_break(
    fields: str, on: str, beyond: str | int | None
) -> None:
    assert reached_by(fields) == Reached(
        date.fromisoformat(on), None if beyond is None else decimal(str(beyond))
    )


@pytest.mark.parametrize(
    "fields",
    [
        "baseline: 0, target: 9, actuals: {2026-03: 9, 2026-04: 8}",
        "target: '>= 9', actuals: {2026-03: 9}",
        "baseline: 0, target: 9",
        "status: closed, baseline: 0, target: 9, actuals: {2026-03: 8}",
    ],
)
def test_what_can_still_be_lost_is_not_reached(fields: str) -> None:
    assert reached_by(fields) is None


@pytest.mark.parametrize(
    ("fields", "beyond"),
    [
        ("target: 45..55, actuals: {2026-03: 44, 2026-06: 50, 2026-12: 51}", None),
        ("target: '<= 9', actuals: {2026-03: 5, 2026-12: 8}", 1),
        ("aggregation: sum, target: '<= 9', actuals: {2026-03: 5, 2026-12: 4}", 0),
    ],
)
def test_what_was_kept_is_reached_at_the_end(fields: str, beyond: int | None) -> None:
    expected = Reached(
        date(2026, 12, 31), None if beyond is None else decimal(str(beyond)), is_kept=True
    )
    assert reached_by(fields, date(2027, 1, 1)) == expected


def test_nothing_tells_when_a_bound_was_closed() -> None:
    fields = "status: closed, target: '<= 9', actuals: {2026-03: 5}"
    assert reached_by(fields) == Reached(None, decimal("4"), is_kept=True)


@pytest.mark.parametrize("target", ["'<= 60'", "'>= 60'"])
def test_a_total_that_lacks_its_last_values_is_not_reached(target: str) -> None:
    fields = f"aggregation: sum, cadence: monthly, target: {target}, actuals: {{2026-10: 56}}"
    assert reached_by(fields, date(2027, 1, 20)) is None


def test_an_objective_is_reached_through_what_serves_it() -> None:
    loaded = workspace(
        """
        objectives: [{id: o, title: O}]
        kpis:
          - {id: a, title: A, period: 2026, baseline: 0, target: 1, contributes_to: o,
             actuals: {2026-03: 1}}
        """
    )
    known = progress_of_goals(loaded)["o"]
    assert goal_report(loaded.goals["o"], loaded, known).reached == Reached()
