from __future__ import annotations

from decimal import Decimal

import pytest

from kpicli.models.target import parse_target, target_of
from kpicli.progress.status import ProgressStatus
from kpicli.reports.whatif import (
    Cause,
    Conflict,
    Supposed,
    WhatifReport,
    target_text,
    whatif_report,
    with_conflicts,
)
from kpicli.workspace.supposed import Supposition
from repository import AS_OF, workspace

GOALS = """
    defaults: {period: 2026}
    objectives:
      - {id: all, title: All}
    kpis:
      - id: top
        title: Top
        unit: EUR
        baseline: 0
        target: 100
        rollup: sum
        contributes_to: all
      - {id: z, title: Z, unit: EUR, baseline: 0, target: 60, contributes_to: top,
         actuals: {2026-08-31: 30}}
      - {id: y, title: Y, unit: EUR, baseline: 0, target: 40, contributes_to: top,
         actuals: {2026-08-31: 20}}
      - {id: apart, title: Apart, baseline: 0, target: 4, actuals: {2026-08-31: 2}}
"""


def report(supposition: Supposition) -> WhatifReport:
    return whatif_report(workspace(GOALS), supposition)[0]


def test_what_changes_from_the_changed_goal_upward() -> None:
    found = report(Supposition({"z": Decimal(60)}))
    assert found.supposed == (Supposed("z", Decimal(60), "EUR", ""),)
    assert [(goal.id, goal.cause) for goal in found.goals] == [
        ("z", Cause.SUPPOSED),
        ("top", Cause.CASCADE),
        ("all", Cause.CASCADE),
    ]
    _, top, top_objective = found.goals
    assert (top.before.value, top.after.value, top.unit) == (Decimal(50), Decimal(80), "EUR")
    assert (top.before.progress, top.after.progress) == (Decimal("0.5"), Decimal("0.8"))
    assert (top_objective.kind, top_objective.unit) == ("objective", "")
    assert top_objective.after.status is ProgressStatus.ON_TRACK


def test_a_goal_that_is_supposed_comes_before_what_comes_first_in_the_cascade() -> None:
    found = report(Supposition({"apart": Decimal(3), "z": Decimal(60)}))
    assert [goal.id for goal in found.goals] == ["apart", "z", "top", "all"]


def test_the_same_value_changes_nothing() -> None:
    assert report(Supposition({"z": Decimal("30.0")})).goals == ()


@pytest.mark.parametrize(("text", "changes"), [("60.0", 0), ("61", 1), (">= 60", 1)])
def test_a_target_changes_a_goal_only_where_it_asks_for_something_else(
    text: str, changes: int
) -> None:
    found = report(Supposition(targets={"z": parse_target(text)}))
    assert sum(goal.id == "z" for goal in found.goals) == changes


def test_levels_are_part_of_the_target() -> None:
    target = target_of({"commit": "40", "target": "60", "stretch": "70"})
    (goal,) = report(Supposition(targets={"z": target})).goals
    assert (goal.before.target, goal.after.target) == ("60", "60, commit 40, stretch 70")
    assert target_text(None) == ""


def test_conflicts_are_told_apart_by_their_fingerprints() -> None:
    stays, goes, comes = (
        Conflict("C104", "infeasible-targets", "error", text, ("a",), text) for text in "abc"
    )
    reworded = Conflict("C104", "infeasible-targets", "error", "x", ("a",), "a")
    found = with_conflicts(WhatifReport(AS_OF, (), ()), (stays, goes), (reworded, comes))
    assert (found.appearing, found.disappearing) == ((comes,), (goes,))


def test_a_formula_that_lacks_a_metric_becomes_a_note() -> None:
    loaded = workspace(
        """
        defaults: {period: 2026}
        metrics:
          - {id: a, formula: b * c}
          - {id: b}
          - {id: c}
        kpis:
          - {id: ka, title: A, metric: a, target: ">= 1"}
          - {id: kb, title: B, metric: b, target: ">= 1"}
          - {id: kc, title: C, metric: c, target: ">= 1"}
        """
    )
    found, _ = whatif_report(loaded, Supposition({"kb": Decimal(2)}))
    assert found.notes == (
        "`ka` keeps its value: `a = b * c` needs `c`, not known for the same segment and period",
    )
    both, changed = whatif_report(loaded, Supposition({"kb": Decimal(2), "kc": Decimal(3)}))
    assert [goal.cause for goal in both.goals if goal.id == "ka"] == [Cause.FORMULA]
    assert changed is not loaded


def test_a_formula_with_a_number_that_may_convert_units_becomes_a_note() -> None:
    loaded = workspace(
        """
        defaults: {period: 2026}
        metrics:
          - {id: rate, unit: "%", formula: orders / visits * 100}
          - {id: orders, unit: order, aggregation: sum}
          - {id: visits, unit: visit, aggregation: sum}
        kpis:
          - {id: r, title: Rate, metric: rate, target: ">= 3"}
          - {id: o, title: Orders, metric: orders, target: ">= 200"}
          - {id: v, title: Visits, metric: visits, target: ">= 5000"}
        """
    )
    found, _ = whatif_report(loaded, Supposition({"o": Decimal(12), "v": Decimal(1000)}))
    assert found.notes == (
        "`r` keeps its value: the units in `rate = orders / visits * 100` are not certain",
    )
