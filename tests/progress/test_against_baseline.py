from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from kpicli.progress.against_baseline import AgainstBaseline, Verdict, against_baseline
from repository import AS_OF, workspace

if TYPE_CHECKING:
    from kpicli.models.goal import Kpi
    from kpicli.workspace import Definition


def compared(fields: str, as_of: date = AS_OF) -> AgainstBaseline | None:
    """How a KPI with these fields has moved."""
    loaded = workspace(f"kpis: [{{id: a, title: A, period: 2026, {fields}}}]", as_of)
    kpi: Definition[Kpi] = loaded.kpis[0]
    return against_baseline(kpi, loaded)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("baseline: 5, target: 9, actuals: {2026-06: 6}", Verdict.BETTER),
        ("baseline: 5, target: 9, actuals: {2026-06: 5}", Verdict.SAME),
        ("baseline: 5, target: 9, actuals: {2026-06: 4}", Verdict.WORSE),
        ("baseline: 5, target: 2, actuals: {2026-06: 6}", Verdict.WORSE),
        ("baseline: 5, target: '<= 6', actuals: {2026-06: 6}", Verdict.WORSE),
        ("baseline: 5, target: 1..2, actuals: {2026-06: 0}", Verdict.BETTER),
        ("baseline: 5, target: 1..2, actuals: {2026-06: 6}", Verdict.WORSE),
        ("baseline: 1, target: 1..2, actuals: {2026-06: 2}", Verdict.SAME),
    ],
)
def test_a_value_is_judged_against_the_baseline_by_its_direction(
    fields: str, expected: Verdict
) -> None:
    found = compared(fields)
    assert found is not None
    assert found.verdict is expected


def test_values_and_whether_the_target_is_met_are_told() -> None:
    assert compared("baseline: 5, target: '<= 6', actuals: {2026-06: 6}") == AgainstBaseline(
        Verdict.WORSE, Decimal(5), Decimal(6), is_met=True
    )


@pytest.mark.parametrize(
    "fields",
    [
        "target: '>= 9', actuals: {2026-06: 6}",
        "baseline: 5, actuals: {2026-06: 6}",
        "baseline: 5, target: 9",
        "baseline: 5, target: 9, actuals: {2025-06: 6}",
        "baseline: 5, target: 9, cadence: weekly, actuals: {2026-06: 6}",
        "baseline: 5, target: 9, status: draft, actuals: {2026-06: 6}",
        "baseline: 5, target: 9, status: closed, actuals: {2026-06: 6}",
        "baseline: 0, target: complete, actuals: {2026-06: 50%}",
    ],
)
def test_nothing_is_said_where_too_little_is_known(fields: str) -> None:
    assert compared(fields) is None


@pytest.mark.parametrize(
    ("actuals", "as_of", "expected"),
    [
        ("{2026-03: 4, 2026-06: 5}", AS_OF, None),  # 9 so far, and there is more to come
        ("{2026-03: 4, 2026-06: 7}", AS_OF, Verdict.BETTER),
        ("{2026-03: 14, 2026-06: -3}", AS_OF, None),  # what was taken back once may be again
        ("{2026-03: 4, 2026-06: 5}", date(2027, 1, 1), Verdict.WORSE),
    ],
)
def test_a_total_is_judged_once_nothing_can_turn_it_round(
    actuals: str, as_of: date, expected: Verdict | None
) -> None:
    found = compared(f"aggregation: sum, baseline: 10, target: 20, actuals: {actuals}", as_of)
    assert (found.verdict if found else None) is expected
