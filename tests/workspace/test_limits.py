from __future__ import annotations

import pytest

from kpicli.workspace.limits import asked_values, benchmark_values, possible_values
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
