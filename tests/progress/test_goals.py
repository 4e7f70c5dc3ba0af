from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kpicli.models.thresholds import Thresholds
from kpicli.progress.goals import progress_by_actuals, progress_of_goals
from kpicli.progress.status import ProgressStatus
from repository import load, workspace

HALFWAY = """
    kpis:
      - {id: a, title: A, period: 2026, baseline: 0, target: 100,
         actuals: {2026-06: 50, 2026-08: 50}}
"""
PARTS = """
    metrics: [{id: leads}]
    kpis:
      - {id: all, title: All, metric: leads, period: 2026, baseline: 0, target: 100, rollup: sum}
      - {id: one, title: One, metric: leads, segment: one, period: 2026, baseline: 0, target: 60,
         contributes_to: all, actuals: {2026-06: 30}}
"""


def test_progress_is_computed_once_for_a_workspace() -> None:
    loaded = workspace(HALFWAY)
    assert progress_of_goals(loaded) is progress_of_goals(loaded)


def test_the_thresholds_are_those_of_the_context() -> None:
    mild = Thresholds(Decimal("0.5"), Decimal("0.4"))
    assert progress_of_goals(workspace(HALFWAY))["a"].status is ProgressStatus.AT_RISK
    assert (
        progress_of_goals(load(HALFWAY, thresholds=mild)[0])["a"].status is ProgressStatus.ON_TRACK
    )


def test_another_day_has_progress_of_its_own() -> None:
    loaded = workspace(HALFWAY)
    progress_of_goals(loaded)
    then = progress_of_goals(loaded.on(date(2026, 6, 30)))["a"]
    assert then.status is ProgressStatus.ON_TRACK
    assert progress_of_goals(loaded)["a"].status is ProgressStatus.AT_RISK


def test_by_its_own_actuals_a_parent_has_no_value() -> None:
    loaded = workspace(PARTS)
    parent = loaded.kpis[0]
    assert progress_of_goals(loaded)["all"].value == 30
    assert progress_by_actuals(parent, loaded).value is None


@pytest.mark.parametrize(
    ("aggregation", "value"), [("sum", 12), ("last", 3), ("mean", 4), ("min", 3), ("max", 5)]
)
def test_values_combine_as_the_metric_says(aggregation: str, value: int) -> None:
    fields = "id: a, title: A, period: 2026, actuals: {2026-06: 4, 2026-07: 5, 2026-08: 3}"
    loaded = workspace(f"kpis: [{{{fields}, aggregation: {aggregation}}}]")
    assert progress_of_goals(loaded)["a"].value == value
