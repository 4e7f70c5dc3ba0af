"""Which entries of `target_changes` answer for which changes."""

from __future__ import annotations

import pytest

from kpicli.history.field_change import Effect
from kpicli.history.judged import judged_between
from kpicli.history.record import is_recorded
from repository import workspace

OWN = "id: a, title: Raise a"


def answered(before: str, after: str, entry: str) -> list[bool]:
    """Whether an entry answers for each change of a KPI that is not neutral."""
    old = workspace(f"kpis: [{{{OWN}, {before}}}]")
    new = workspace(f"kpis: [{{{OWN}, {after}, target_changes: [{entry}]}}]")
    (judged,) = judged_between(old, new, "")
    posts = [part for part in judged.difference.changes if part.effect is not Effect.NEUTRAL]
    return [is_recorded(judged, change) for change in posts]


def entry(field: str, before: str, after: str) -> str:
    return f"{{date: 2026-05-02, field: {field}, from: {before}, to: {after}, reason: Law}}"


RIGHT = [
    ("target: '>= 99%'", "target: '>= 95%'", entry("target", "99%", "95%")),
    ("target: '>= 99%'", "target: '>= 95%'", entry("target", "'>= 99%'", "0.95")),
    ("target: 45..55", "target: 50..60", entry("target", "45..55", "50..60")),
    ("target: complete", "target: '>= 60%'", entry("target", "complete", "60%")),
    ("unit: MEUR, target: '>= 2'", "unit: EUR, target: '>= 1M'", entry("target", "2", "1000000")),
    ("unit: EUR, target: '>= 2M'", "unit: EUR, target: '>= 1M'", entry("target", "2 MEUR", "€1M")),
    ("baseline: 10, target: +20%", "baseline: 10, target: +10%", entry("target", "+20%", "+10%")),
    ("baseline: 10, target: 20", "baseline: 10, target: 15", entry("target", "20", "15")),
    ("baseline: 1, target: 20", "baseline: 1, target: Words", entry("target", "20", "Words")),
    ("target: '>= 5', tolerance: 1", "target: '>= 5', tolerance: 2", entry("target", "1", "2")),
    (
        "baseline: 1, target: {commit: 4, target: 9, stretch: 12}",
        "baseline: 1, target: {commit: 3, target: 9, stretch: 12}",
        entry("target", "4", "3"),
    ),
    (
        "baseline: 1, target: {commit: 4, target: 9, stretch: 12}",
        "baseline: 1, target: {commit: 4, target: 9, stretch: 11}",
        entry("target", "12", "11"),
    ),
    (
        "baseline: 1, target: 9, interim_targets: {2026-06: 5}",
        "baseline: 1, target: 9, interim_targets: {2026-06: 4}",
        entry("target", "5", "4"),
    ),
    (
        "target: '>= 5', thresholds: {on_track: 0.8, at_risk: 0.5}",
        "target: '>= 5', thresholds: {on_track: 0.6, at_risk: 0.5}",
        entry("target", "{on_track: 0.8, at_risk: 0.5}", "'on_track 0.6, at_risk 0.5'"),
    ),
    (
        "target: 5, baseline: 1, period: 2026",
        "target: 5, baseline: 1, period: 2026, pace: {seasonal: [0, 1]}",
        entry("target", "linear", "{seasonal: [0, 1]}"),
    ),
    ("period: 2026-H1", "period: 2026", entry("period", "2026-01-01/2026-06-30", "FY2026")),
    ("baseline: 10", "baseline: 9", entry("baseline", "10.0", "9")),
    ("weight: 2", "weight: 1", entry("weight", "2", "1")),
    ("formula: 2 * 3", "formula: 2 * 4", entry("formula", "2*3", "(2 * 4)")),
    ("unit: days", "unit: EUR", entry("unit", "days", "eur")),
    ("aggregation: sum", "aggregation: mean", entry("aggregation", "sum", "mean")),
    ("status: active", "status: dropped", entry("status", "active", "dropped")),
    ("actuals: {2026-05: 3}", "actuals: {2026-05: 4}", entry("actuals", "3", "4")),
    ("segment: x", "segment: y", "{date: 2026-05-02, field: formula, reason: Law}"),
    (
        "source: {connection: w, sql: a}",
        "source: {connection: w, sql: b}",
        "{date: 2026-05-02, field: source, reason: Law}",
    ),
    ("period: 2026-H1", "period: 2026", "{date: 2026-05-02, field: period, to: 2026, reason: x}"),
    ("weight: 2", "weight: 1", "{date: 2026-05-02, field: weight, from: 2, reason: x}"),
]


@pytest.mark.parametrize(("before", "after", "entry"), RIGHT)
def test_an_entry_answers_for_its_field_between_its_values(
    before: str, after: str, entry: str
) -> None:
    assert all(answered(before, after, entry))
    assert not any(answered(before, after, entry.replace("reason", "approved_by")))


WRONG = [
    ("target: '>= 99%'", "target: '>= 95%'", entry("target", "99%", "96%")),
    ("target: '>= 99%'", "target: '>= 95%'", entry("target", "98%", "95%")),
    ("target: '>= 99%'", "target: '>= 95%'", entry("baseline", "99%", "95%")),
    ("target: '>= 99%'", "target: '>= 95%'", entry("target", "[1]", "95%")),
    ("period: 2026-H1", "period: 2026", entry("period", "soon", "2026")),
    ("formula: 2 * 3", "formula: 2 * 4", entry("formula", "2 *", "2 * 4")),
    ("baseline: 10", "baseline: 9", entry("baseline", "ten", "9")),
    ("weight: 2", "weight: 1", "{date: 2026-05-02, field: weight, to: 3, reason: x}"),
    ("unit: days", "unit: EUR", entry("unit", "hours", "EUR")),
    ("weight: 1", "weight: 1, thresholds: {on_track: 0.8}", entry("target", "30", "25")),
]


@pytest.mark.parametrize(("before", "after", "entry"), WRONG)
def test_an_entry_with_other_values_answers_for_nothing(
    before: str, after: str, entry: str
) -> None:
    assert answered(before, after, entry) == [False]


def test_an_objective_has_a_period_a_weight_and_a_status() -> None:
    old = workspace("objectives: [{id: o, title: O, period: 2026-H1}]")
    record = entry("period", "2026-H1", "2026")
    new = workspace(f"objectives: [{{id: o, title: O, period: 2026, target_changes: [{record}]}}]")
    (judged,) = judged_between(old, new, "")
    assert is_recorded(judged, judged.changes("period")[0])
