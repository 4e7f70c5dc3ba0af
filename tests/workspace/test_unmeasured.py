from __future__ import annotations

import pytest

from kpicli.workspace.unmeasured import unmeasured_kpis
from repository import workspace


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ("period: 2026", ["a"]),
        ("period: 2026, actuals: {}", ["a"]),
        ("period: 2026, actuals: {2025-12-31: 3}", ["a"]),
        ("period: 2026, actuals: {2026-01-31: 3}", []),
        ("period: 2026, actuals: {2026-12-31: 3}", ["a"]),
        ("period: 2026, status: dropped", []),
        ("actuals: {2025-12-31: 3}", []),
    ],
)
def test_a_measurement_counts_in_the_period_and_up_to_today(fields: str, found: list[str]) -> None:
    loaded = workspace(f"kpis: [{{id: a, title: A, {fields}}}]")
    assert [kpi.id for kpi in unmeasured_kpis(loaded)] == found
