from __future__ import annotations

import pytest

from kpicli.workspace.limits import (
    asked_values,
    benchmark_values,
    deliverables,
    kpis_in_a_range,
    possible_values,
)
from repository import workspace


@pytest.mark.parametrize(
    ("unit", "bounds", "shown"),
    [
        ("kEUR", '">= 2 MEUR"', "at least 2,000"),
        ("kEUR", "0..5", "0 to 5"),
        ("days", '"> 0"', "above 0"),
        ("%", "..1", "at most 1"),
        ("days", "0 EUR..5 EUR", "None"),
        ("days", "..5 EUR", "None"),
    ],
)
def test_bounds_in_the_unit_of_the_kpi(unit: str, bounds: str, shown: str) -> None:
    text = f"kpis: [{{id: a, title: A, unit: '{unit}', range: {bounds}, benchmark: {bounds}}}]"
    loaded = workspace(text)
    assert str(possible_values(loaded, loaded.kpis[0])) == shown
    assert str(benchmark_values(loaded, loaded.kpis[0])) == shown


def test_none_without_a_range_or_a_benchmark() -> None:
    loaded = workspace("kpis: [{id: a, title: A}]")
    assert possible_values(loaded, loaded.kpis[0]) is None
    assert benchmark_values(loaded, loaded.kpis[0]) is None


@pytest.mark.parametrize(
    ("target", "asked"),
    [
        ('"> 5"', {"target": "above 5"}),
        ("4..5", {"target": "4 to 5"}),
        (
            "{commit: 5, target: 4, stretch: 3}",
            {"target": "at most 4", "level `commit`": "at most 5", "level `stretch`": "at most 3"},
        ),
    ],
)
def test_the_values_that_meet_each_level(target: str, asked: dict[str, str]) -> None:
    loaded = workspace(f"kpis: [{{id: a, title: A, baseline: 9, target: {target}}}]")
    commitment = loaded.commitment(loaded.kpis[0])
    assert commitment
    assert {level: str(values) for level, values in asked_values(commitment)} == asked


def test_deliverables_by_target_or_by_direction_once_each() -> None:
    loaded = workspace("""
        kpis:
          - {id: a, title: A, target: complete}
          - {id: b, title: B, target: 100%, direction: complete}
          - {id: c, title: C, target: complete, direction: complete}
          - {id: d, title: D, target: 1, direction: increase}
          - {id: e, title: E, target: complete, status: dropped}
    """)
    assert sorted(kpi.id for kpi in deliverables(loaded)) == ["a", "b", "c"]


def test_kpis_in_the_range_of_their_own_metric_or_of_another() -> None:
    loaded = workspace("""
        metrics:
          - {id: limited, range: 0..10}
          - {id: free}
        kpis:
          - {id: a, title: A, range: 0..5}
          - {id: b, title: B, metric: limited}
          - {id: c, title: C, metric: free}
          - {id: d, title: D, metric: a}
          - {id: e, title: E}
    """)
    assert sorted(kpi.id for kpi in kpis_in_a_range(loaded)) == ["a", "b", "d"]
