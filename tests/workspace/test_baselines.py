"""Where metrics start."""

from __future__ import annotations

from decimal import Decimal

from kpicli.formulas.ranges import exactly
from kpicli.workspace.baselines import baselines_of
from repository import workspace

METRICS = """
defaults: {period: 2026}
metrics:
  - {id: visits, unit: visit}
  - {id: sales, unit: kEUR, formula: visits * price}
  - {id: price, unit: EUR}
kpis:
"""


def baselines(kpis: str) -> dict[str, object]:
    return dict(baselines_of(workspace(METRICS + kpis)))


def test_the_first_kpi_by_its_id_says_where_its_metric_starts() -> None:
    assert baselines("""
  - {id: b, title: B, metric: visits, baseline: 20, target: 30}
  - {id: a, title: A, metric: visits, baseline: 10, target: 30}
""") == {"visits": exactly(Decimal(10))}


def test_a_kpi_without_a_baseline_leaves_it_to_the_next() -> None:
    assert baselines("""
  - {id: a, title: A, metric: visits, direction: increase, target: 30}
  - {id: b, title: B, metric: visits, baseline: 20, target: 30}
  - {id: c, title: C, metric: sales, baseline: 5 EUR, target: 9 kEUR}
""") == {"visits": exactly(Decimal(20)), "sales": exactly(Decimal("0.005"))}


def test_a_segment_is_not_the_whole_metric() -> None:
    assert (
        baselines("""
  - {id: a, title: A, metric: visits, segment: emea, baseline: 10, target: 30}
  - {id: b, title: B, metric: sales, target: ">= 9"}
""")
        == {}
    )


def test_of_a_metric_that_nothing_moves_no_baseline_is_asked() -> None:
    alone = "kpis: [{id: a, title: A, period: 2026, baseline: 1, target: 2}]"
    assert dict(baselines_of(workspace(alone))) == {}
