"""No field of a goal is forgotten where two states are compared."""

from __future__ import annotations

import pytest

from kpicli.history.difference import difference
from kpicli.models.goal import Kpi, Objective
from repository import workspace

ELSEWHERE = """
people: [{id: x}, {id: y}]
metrics: [{id: m, unit: days}, {id: n, unit: days}]
objectives: [{id: o, title: O}]
kpis: [{id: g, title: G}]
"""

OF_GOALS = {
    "title": ("title: One", "title: Other"),
    "description": ("", "description: Other"),
    "team": ("", "team: t"),
    "owner": ("owner: x", "owner: y"),
    "period": ("period: 2026", "period: 2027"),
    "cadence": ("cadence: monthly", "cadence: weekly"),
    "perspective": ("", "perspective: customer"),
    "tags": ("", "tags: [new]"),
    "thresholds": ("", "thresholds: {on_track: 0.8}"),
    "stakeholders": ("", "stakeholders: [x]"),
    "agreed_by": ("", "agreed_by: [x]"),
    "level": ("", "level: individual"),
    "contributes_to": ("", "contributes_to: o"),
    "weight": ("", "weight: 2"),
    "indicator": ("", "indicator: leading"),
    "guardrails": ("", "guardrails: [g]"),
    "budget": ("", "budget: {eur: 5}"),
    "status": ("", "status: draft"),
    "target_changes": ("", "target_changes: [{date: 2026-01-01, reason: Law}]"),
    "reviewed": ("", "reviewed: 2026-05-01"),
    "meta": ("", "meta: 1"),
}
OF_OBJECTIVES = {**OF_GOALS, "rollup": ("", "rollup: min")}
OF_KPIS = {
    **OF_GOALS,
    "unit": ("unit: days", "unit: EUR"),
    "formula": ("formula: 2 * 3", "formula: 2 * 4"),
    "source": ("", "source: {connection: c, sql: q.sql}"),
    "aggregation": ("", "aggregation: mean"),
    "range": ("", "range: 0.."),
    "benchmark": ("", "benchmark: '>= 5'"),
    "drivers": ("", "drivers: [{metric: m, effect: raises}]"),
    "metric": ("metric: m", "metric: n"),
    "segment": ("segment: s", "segment: t"),
    "baseline": ("baseline: 1", "baseline: 2"),
    "target": ("target: 5", "target: 6"),
    "interim_targets": ("", "interim_targets: {2026-06: 3}"),
    "pace": ("", "pace: step"),
    "tolerance": ("", "tolerance: 2"),
    "direction": ("target: 5, direction: increase", "target: 5, direction: decrease"),
    "actuals": ("", "actuals: {2026-01: 5}"),
    "rollup": ("", "rollup: sum"),
}


def test_every_field_is_listed_here() -> None:
    assert OF_KPIS.keys() == Kpi.fields.keys() - {"id"}
    assert OF_OBJECTIVES.keys() == Objective.fields.keys() - {"id"}


def _goal(section: str, field: str) -> str:
    title = "" if field.startswith("title") else "title: A, "
    return f"{section}: [{{id: a, {title}{field}}}]"


@pytest.mark.parametrize(
    ("section", "field"),
    [
        *(("kpis", field) for field in OF_KPIS),
        *(("objectives", field) for field in OF_OBJECTIVES),
    ],
)
def test_every_field_is_compared(section: str, field: str) -> None:
    known = OF_KPIS if section == "kpis" else OF_OBJECTIVES
    before, after = (
        workspace({"goals.yaml": _goal(section, part), "known.yaml": ELSEWHERE})
        for part in known[field]
    )
    for old, new in ((before, after), (after, before)):
        (found,) = difference(old, new).goals
        assert field in {change.field for change in found.changes}
