from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from kpicli.models.target import parse_target
from kpicli.workspace.supposed import Supposition, supposed
from repository import workspace

if TYPE_CHECKING:
    from kpicli.models.goal import Kpi
    from kpicli.workspace import Definition, Workspace

GOALS = """
    kpis:
      - id: a
        title: A
        period: 2026
        unit: EUR
        aggregation: {aggregation}
        baseline: 0
        target: 100
        actuals: {{2025-12-31: 7, 2026-03-31: 10, 2026-09-01: 30, 2026-12-31: 90}}
"""
FROM_CSV = {
    "goals.yaml": """
        kpis:
          - id: a
            title: A
            period: 2026
            target: ">= 5"
            actuals: {csv: a.csv, date: day, value: amount}
        """,
    "a.csv": "day,amount\n2026-03-31,10\n",
}


def kpi(loaded: Workspace) -> Definition[Kpi]:
    return next(kpi for kpi in loaded.kpis if kpi.id == "a")


def series(loaded: Workspace) -> list[tuple[str, int]]:
    return [(part.day.isoformat(), int(part.value)) for part in loaded.series(kpi(loaded))]


def with_value(loaded: Workspace, value: int) -> Workspace:
    return supposed(loaded, Supposition({"a": Decimal(value)}))


def test_where_the_last_counts_the_value_takes_the_place_of_that_of_the_day() -> None:
    after = with_value(workspace(GOALS.format(aggregation="last")), 50)
    assert series(after) == [
        ("2025-12-31", 7),
        ("2026-03-31", 10),
        ("2026-09-01", 50),
        ("2026-12-31", 90),
    ]


@pytest.mark.parametrize("aggregation", ["sum", "mean", "min", "max"])
def test_otherwise_it_is_what_the_period_so_far_comes_to(aggregation: str) -> None:
    after = with_value(workspace(GOALS.format(aggregation=aggregation)), 50)
    assert series(after) == [("2025-12-31", 7), ("2026-09-01", 50), ("2026-12-31", 90)]


def test_actuals_of_a_csv_file_take_it_as_well() -> None:
    after = with_value(workspace(FROM_CSV), 50)
    assert series(after) == [("2026-03-31", 10), ("2026-09-01", 50)]


def test_nothing_that_was_known_before_is_kept_and_the_workspace_stays_as_it_is() -> None:
    before = workspace(GOALS.format(aggregation="last"))
    asked = before.series(kpi(before)), before.commitment(kpi(before))
    target = parse_target("200")
    after = supposed(before, Supposition({"a": Decimal(50)}, {"a": target}))
    commitment = after.commitment(kpi(after))
    assert commitment is not None
    assert commitment.target == Decimal(200)
    assert after.metrics["a"].model is after.goals["a"].model
    assert (before.series(kpi(before)), before.commitment(kpi(before))) == asked
