from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kpicli.workspace.quantities import actuals_of, units_of, written_quantities
from repository import load, workspace

if TYPE_CHECKING:
    from kpicli.workspace import Workspace

KPI = """\
kpis:
  - id: a
    title: A
    unit: days
    baseline: {value: 45 days, date: 2025-12-31}
    target: {commit: 35, target: 30, stretch: 28}
    tolerance: 2
    interim_targets: {2026-Q1: 40}
    actuals: {2026-01-31: 44, 2026-02-28: {value: 43 days}}
"""


@pytest.mark.parametrize(
    "fields",
    [
        "target: 45..55 ms",
        "target: {commit: 40 ms, target: 45..55 s}",
        "target: {commit: 40, target: 50 EUR, stretch: 60 kEUR}",
        "baseline: 10%, target: +20%",
        "baseline: 10%, target: +2pp, tolerance: 1 day, interim_targets: {2026-Q1: 3 h}",
        "target: '>= 5 h', actuals: {2026-01-31: 44 min, 2026-02-28: 3}",
        "target: quite some days",
    ],
)
def test_the_units_beside_all_its_numbers(fields: str) -> None:
    loaded = workspace(f"kpis: [{{id: a, title: A, unit: h, {fields}}}]")
    quantities = written_quantities(loaded, loaded.kpis[0])
    assert set(units_of(loaded, loaded.kpis[0])) == {part.quantity.unit for part in quantities}


def written(loaded: Workspace) -> list[tuple[str, str, str, tuple[object, ...]]]:
    kpi = loaded.kpis[0]
    return [
        (part.words, part.quantity.text, part.field, part.keys)
        for part in written_quantities(loaded, kpi)
    ]


def test_each_number_with_its_words_and_place_and_of_actuals_those_with_a_unit() -> None:
    assert written(workspace(KPI)) == [
        ("target", "30", "target", ()),
        ("level `commit`", "35", "target", ("commit",)),
        ("level `stretch`", "28", "target", ("stretch",)),
        ("baseline", "45 days", "baseline", ("value",)),
        ("interim target", "40", "interim_targets", ("2026-Q1",)),
        ("tolerance", "2", "tolerance", ()),
        ("actual", "43 days", "actuals", ("2026-02-28",)),
    ]


def test_both_ends_of_a_range_once_each() -> None:
    ends = written(workspace("kpis: [{id: a, title: A, target: 45..55 ms}]"))
    assert [text for _, text, _, _ in ends] == ["45", "55 ms"]


def test_a_change_in_per_cent_has_no_unit_of_its_own() -> None:
    found = written(workspace("kpis: [{id: a, title: A, baseline: 10, target: +20%}]"))
    assert [text for _, text, _, _ in found] == ["10"]


def test_the_actuals_of_a_csv_file_stand_at_the_field() -> None:
    goals = "kpis: [{id: a, title: A, actuals: {csv: a.csv, date: day, value: days}}]"
    loaded, _ = load({"goals.yaml": goals, "a.csv": "day,days\n2026-01-31,44 days\n"})
    assert written(loaded) == [("actual", "44 days", "actuals", ())]
    assert len(actuals_of(loaded, loaded.kpis[0])) == 1
