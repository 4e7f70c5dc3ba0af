from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import asdict

from kpicli.models.choices import Cadence
from kpicli.progress.goals import progress_of
from kpicli.progress.holes import first_hole
from kpicli.progress.status import ProgressStatus
from kpicli.progress.triage import triage_by_time
from kpicli.progress.way_ahead import way_ahead
from repository import workspace

LEVEL = "baseline: 70, target: 80"
FLOW = "aggregation: sum, cadence: monthly, target: '>= 80'"


def groups(fields: str) -> set[str]:
    """The groups in which a KPI over 2026 is on 2026-09-01."""
    period = "" if "period:" in fields else "period: 2026, "
    loaded = workspace(f"kpis: [{{id: a, title: A, {period}{fields}}}]")
    found = [asdict(triage) for triage in triage_by_time(loaded).values()]
    return {name for triage in found for name, records in triage.items() if records}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (LEVEL, {"settled", "unsure"}),
        (f"{LEVEL}, actuals: {{2026-01-01: 60, 2026-08-31: 78}}", {"ahead"}),
        (f"{LEVEL}, actuals: {{2026-01-01: 60, 2026-08-31: 75}}", {"ahead", "unsure"}),
        (f"{LEVEL}, actuals: {{2026-01-01: 77, 2026-08-31: 78}}", {"ahead", "slow"}),
        (f"{LEVEL}, actuals: {{2026-08-31: 72}}", {"ahead", "slow", "unsure"}),
        (f"{LEVEL}, actuals: {{2025-08-31: 72}}", {"ahead", "slow", "unsure"}),
        (f"{LEVEL}, actuals: {{2026-08-31: 80}}", {"settled"}),
        (f"{LEVEL}, period: 2025, actuals: {{2025-08-31: 72}}", {"settled", "unsure"}),
        (f"{LEVEL}, period: 2027, actuals: {{2026-08-31: 72}}", {"settled", "unsure"}),
        (f"{LEVEL}, pace: step, actuals: {{2026-01: 60, 2026-08-31: 78}}", {"ahead", "unsure"}),
        (f"{LEVEL}, aggregation: mean, actuals: {{2026-08-31: 72}}", {"unsure"}),
        (f"{LEVEL}, status: closed, actuals: {{2026-08-31: 72}}", set()),
        ("direction: increase, target: 80, actuals: {2026-08-31: 72}", {"ahead", "slow", "unsure"}),
        (
            "direction: increase, baseline: 7, target: '> 8', actuals: {2026-08: 8}",
            {"settled", "unsure"},
        ),
        (f"{FLOW}, actuals: {{2026-08-31: 72}}", {"ahead", "slow", "unsure"}),
        (f"{FLOW}, actuals: {{2026-07: 60, 2026-08-31: 72}}", {"settled"}),
        (f"{FLOW}, actuals: {{2025-07: 60, 2026-08-31: 72}}", {"ahead", "slow", "unsure"}),
        (f"{FLOW}, actuals: {{2025-07: 60, 2025-12: 90}}", {"ahead", "slow", "unsure"}),
        ("target: '>= 80', actuals: {2026-01: 70}", {"unsure"}),
        ("target: 75..80, actuals: {2026-01: 70}", {"unsure"}),
        ("target: complete, actuals: {2026-01: 70%}", {"unsure"}),
        ("target: many, actuals: {2026-01: 70}", {"unsure"}),
    ],
)
def test_where_a_kpi_is_on_its_way(fields: str, expected: set[str]) -> None:
    assert groups(fields) == expected


NUMBERS = st.integers(60, 90)
FORMS = st.sampled_from(
    [
        "baseline: 70, target: {}",
        "direction: increase, target: {}",
        "direction: increase, baseline: 70, target: '> {}'",
        "target: '>= {}'",
        "aggregation: sum, cadence: monthly, target: '>= {}'",
        "baseline: 70, target: {}, pace: geometric",
        "baseline: 70, target: {}, thresholds: {{on_track: 1, at_risk: 0.9}}",
        "baseline: 70, target: {}, interim_targets: {{2026-06: 71}}",
    ]
)


@given(FORMS, NUMBERS, NUMBERS, NUMBERS)
def test_who_is_sure_or_not_ahead_has_no_findings_to_fear(
    form: str, target: int, first: int, last: int
) -> None:
    actuals = f"{{2026-03: {first}, 2026-08: {last}}}"
    text = f"kpis: [{{id: a, title: A, period: 2026, {form.format(target)}, actuals: {actuals}}}]"
    loaded = workspace(text)
    (triage,) = triage_by_time(loaded).values()
    way = way_ahead(loaded, loaded.kpis[0])
    assert bool(way) == bool(triage.ahead)
    assert bool(way and (way.is_flow or not way.is_on_pace)) == bool(triage.slow)
    if not triage.unsure:
        status = progress_of("a", loaded).status
        assert status in {ProgressStatus.ON_TRACK, ProgressStatus.ACHIEVED}


@given(
    st.sampled_from(
        [
            "aggregation: sum, cadence: monthly, target: '>= {}'",
            "aggregation: sum, cadence: monthly, direction: increase, target: {}",
            "baseline: 0, target: {}",
            "direction: decrease, target: {}",
        ]
    ),
    st.integers(-9, 9),
    st.dictionaries(
        st.sampled_from(["2025-11", "2025-12", "2026-01", "2026-02", "2026-07", "2026-08"]),
        st.integers(-9, 9),
        max_size=4,
    ),
    st.sampled_from(["2026", "2026-Q3"]),
)
def test_who_has_a_way_ahead_is_ahead(
    form: str, target: int, values: dict[str, int], period: str
) -> None:
    actuals = ", ".join(f"{month}: {value}" for month, value in sorted(values.items()))
    fields = f"period: {period}, {form.format(target)}, actuals: {{{actuals}}}"
    loaded = workspace(f"kpis: [{{id: a, title: A, {fields}}}]")
    (triage,) = triage_by_time(loaded).values()
    way = way_ahead(loaded, loaded.kpis[0])
    inside = loaded.series_in_period(loaded.kpis[0])
    if "sum" in form and first_hole(inside, Cadence.MONTHLY, loaded.calendar):
        assert way is None  # only who asks for the way looks for holes
        return
    assert bool(way) == bool(triage.ahead)
    assert bool(way and (way.is_flow or not way.is_on_pace)) == bool(triage.slow)
