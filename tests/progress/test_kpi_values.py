"""Values that follow from contributors, and what holds where some of these have no data."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from textwrap import dedent

import pytest

from kpicli.progress.against_baseline import against_baseline
from kpicli.progress.goal_progress import GoalProgress, Grounds
from kpicli.progress.goals import progress_of
from kpicli.progress.outlook import forecast_of
from kpicli.progress.status import ProgressStatus
from repository import load, workspace

AS_OF = date(2026, 8, 1)
AFTER = date(2027, 2, 1)

TOP = """
    defaults: {{period: 2026}}
    kpis:
      - {{id: top, title: Top, unit: x, {top}}}
      - {{id: a, title: A, unit: x, contributes_to: top, {a}}}
      - {{id: b, title: B, unit: x, contributes_to: top, {b}}}
"""
DOWN = "rollup: {}, baseline: 300, target: 200"
UP = "rollup: {}, baseline: 30, target: 100"
KNOWN = "actuals: {2026-06: 120}"
OLD = "cadence: monthly, actuals: {2026-02: 190}"


def top_of(top: str, a: str, b: str, as_of: date = AS_OF) -> GoalProgress:
    return progress_of("top", workspace(dedent(TOP).format(top=top, a=a, b=b), as_of))


@pytest.mark.parametrize("top", [DOWN.format("sum"), UP.format("sum")])
@pytest.mark.parametrize("b", ["target: 9", OLD])
@pytest.mark.parametrize("as_of", [AS_OF, AFTER])
def test_a_sum_with_a_part_missing_is_no_total(top: str, b: str, as_of: date) -> None:
    found = top_of(top, KNOWN, b, as_of)
    assert (found.value, found.coverage) == (Decimal(120), Decimal("0.5"))
    assert (found.status, found.attainment, found.score) == (ProgressStatus.NO_DATA, None, None)
    assert (found.grounds, found.whole_value) == (Grounds.PART, None)


def test_a_sum_of_all_its_parts_is_judged() -> None:
    found = top_of(UP.format("sum"), KNOWN, "actuals: {2026-07: 1}")
    assert (found.value, found.status) == (Decimal(121), ProgressStatus.ACHIEVED)


def test_a_stale_value_counts_as_little_as_none_in_an_average() -> None:
    found = top_of(UP.format("weighted_average"), "actuals: {2026-07: 50}", OLD)
    assert (found.value, found.coverage) == (Decimal(50), Decimal("0.5"))


@pytest.mark.parametrize("method", ["weighted_average", "min", "max"])
def test_what_is_met_by_some_of_the_data_is_not_reached(method: str) -> None:
    found = top_of(UP.format(method), KNOWN, "target: 9")
    assert (found.score, found.status) == (Decimal(1), ProgressStatus.ON_TRACK)
    assert not found.is_met
    whole = top_of(UP.format(method), KNOWN, KNOWN)
    assert (whole.status, whole.is_met) == (ProgressStatus.ACHIEVED, True)


@pytest.mark.parametrize("value", [50, 120])
def test_after_the_period_some_of_the_data_does_not_tell(value: int) -> None:
    actuals = f"actuals: {{2026-12: {value}}}"
    found = top_of(UP.format("weighted_average"), actuals, "target: 9", AFTER)
    assert found.status is ProgressStatus.NO_DATA
    whole = top_of(UP.format("weighted_average"), actuals, actuals, AFTER)
    assert whole.status in {ProgressStatus.ACHIEVED, ProgressStatus.MISSED}


def test_less_than_half_of_the_weight_tells_nothing_of_an_average() -> None:
    found = top_of(UP.format("weighted_average"), KNOWN, "weight: 1.5, target: 9")
    assert found.value == 120
    assert (found.score, found.status) == (None, ProgressStatus.NO_DATA)


def test_a_total_that_has_not_started_is_0_so_far() -> None:
    flow = "aggregation: sum, "
    later = f"{flow}period: 2026-Q4"
    found = top_of(f"{flow}rollup: sum, target: 200", flow + KNOWN, later)
    assert (found.value, found.coverage) == (Decimal(120), Decimal(1))
    assert found.grounds is Grounds.ALL
    level = top_of(UP.format("sum"), KNOWN, "period: 2026-Q4, baseline: 9, target: 10")
    assert level.grounds is Grounds.PART


def test_a_part_of_a_sum_is_no_part_of_another() -> None:
    text = """
        defaults: {period: 2026}
        kpis:
          - {id: top, title: Top, rollup: max, target: 9}
          - {id: a, title: A, contributes_to: top, actuals: {2026-06: 5}}
          - {id: b, title: B, contributes_to: top, rollup: sum}
          - {id: c, title: C, contributes_to: b, actuals: {2026-06: 50}}
          - {id: d, title: D, contributes_to: b}
    """
    known = progress_of("top", workspace(dedent(text), AS_OF))
    assert (known.value, known.coverage) == (Decimal(5), Decimal("0.5"))


def test_a_part_of_a_sum_is_not_worse_than_the_baseline() -> None:
    text = dedent(TOP).format(top=UP.format("sum"), a="actuals: {2026-06: 5}", b="target: 9")
    loaded = workspace(text, AS_OF)
    assert against_baseline(loaded.goals["top"], loaded) is None  # type: ignore[arg-type]


OBJECTIVE = """
    defaults: {{period: 2026}}
    objectives: [{{id: top, title: Top, rollup: {rollup}}}]
    kpis:
      - {{id: a, title: A, contributes_to: top, baseline: 0, target: 9, actuals: {{2026-12: {a}}}}}
      - {{id: b, title: B, contributes_to: top, baseline: 0, target: 9, {b}}}
"""


@pytest.mark.parametrize("rollup", ["min", "weighted_average"])
@pytest.mark.parametrize(
    ("a", "b", "status"),
    [
        (9, "", ProgressStatus.NO_DATA),
        (8, "", ProgressStatus.MISSED),
        (9, "actuals: {2026-12: 9}", ProgressStatus.ACHIEVED),
    ],
)
def test_the_end_of_an_objective(rollup: str, a: int, b: str, status: ProgressStatus) -> None:
    text = dedent(OBJECTIVE).format(rollup=rollup, a=a, b=b)
    assert progress_of("top", workspace(text, AFTER)).status is status


def test_an_objective_is_not_reached_by_one_that_is_not_known_whole() -> None:
    text = """
        defaults: {period: 2026}
        objectives: [{id: top, title: Top}, {id: low, title: Low, contributes_to: top}]
        kpis:
          - {id: a, title: A, contributes_to: low, baseline: 0, target: 9, actuals: {2026-06: 9}}
          - {id: b, title: B, contributes_to: low, baseline: 0, target: 9}
    """
    loaded = workspace(dedent(text), AS_OF)
    for key in ("low", "top"):
        found = progress_of(key, loaded)
        assert (found.score, found.status) == (Decimal(1), ProgressStatus.ON_TRACK)
    coverage = [progress_of(key, loaded).coverage for key in ("low", "top")]
    assert coverage == [Decimal("0.5"), Decimal(1)]
    late = loaded.on(AFTER)
    assert {progress_of(key, late).status for key in ("low", "top")} == {ProgressStatus.NO_DATA}


SCHOOL = """
    defaults: {{period: 2026}}
    objectives: [{{id: top, title: Top}}]
    kpis:
      - {{id: a, title: A, contributes_to: top, target: complete, {}}}
"""


@pytest.mark.parametrize("as_of", [AS_OF, AFTER])
@pytest.mark.parametrize("cadence", ["", "cadence: yearly, "])
@pytest.mark.parametrize("value", ["60", "1.01", "-0.1", "101%"])
def test_what_is_no_share_of_a_deliverable_reaches_nothing(
    value: str, cadence: str, as_of: date
) -> None:
    fields = f"{cadence}actuals: {{2026-06: {value}}}"
    loaded = workspace(dedent(SCHOOL).format(fields), as_of)
    for key in ("a", "top"):
        found = progress_of(key, loaded)
        assert (found.status, found.score) == (ProgressStatus.NO_DATA, None)


@pytest.mark.parametrize(("value", "score"), [("0", "0"), ("60%", "0.6"), ("true", "1")])
def test_a_share_of_a_deliverable_counts(value: str, score: str) -> None:
    loaded = workspace(dedent(SCHOOL).format(f"actuals: {{2026-06: {value}}}"), AS_OF)
    assert progress_of("top", loaded).score == Decimal(score)


BROKEN = "target: [1], actuals: {2026-07: 5}"


@pytest.mark.parametrize("as_of", [AS_OF, AFTER])
def test_a_sum_lacks_a_part_that_could_not_be_understood(as_of: date) -> None:
    text = dedent(TOP).format(top=UP.format("sum"), a=KNOWN, b=BROKEN)
    found = progress_of("top", load(text, as_of)[0])
    assert (found.value, found.coverage) == (Decimal(120), Decimal("0.5"))
    assert (found.status, found.score) == (ProgressStatus.NO_DATA, None)


def test_a_least_value_is_not_reached_while_a_part_could_not_be_understood() -> None:
    text = dedent(TOP).format(top=UP.format("min"), a=KNOWN, b=BROKEN)
    found = progress_of("top", load(text, AS_OF)[0])
    assert (found.status, found.grounds) == (ProgressStatus.ON_TRACK, Grounds.SOME)


def test_own_actuals_need_no_part() -> None:
    text = dedent(TOP).format(top=f"{UP.format('sum')}, {KNOWN}", a=KNOWN, b=BROKEN)
    found = progress_of("top", load(text, AS_OF)[0])
    assert (found.status, found.coverage) == (ProgressStatus.ACHIEVED, Decimal(1))


FEES = """
    metrics: [{id: fees, title: Fees, unit: EUR, aggregation: sum}]
    kpis:
      - {id: top, title: Top, metric: fees, rollup: sum, target: "<= 100", period: 2026}
      - {id: a, title: A, metric: fees, period: 2026, target: "<= 90", cadence: monthly,
         contributes_to: top, actuals: {2026-01: 9, 2026-02: 9, 2026-03: 9 USD, 2026-04: 9}}
"""


@pytest.mark.parametrize("as_of", [date(2026, 5, 1), AFTER])
def test_nothing_is_made_of_what_lacks_a_value_that_cannot_be_read(as_of: date) -> None:
    loaded = workspace(FEES, as_of)
    for key in ("a", "top"):
        found = progress_of(key, loaded)
        assert (found.status, found.value, found.score) == (ProgressStatus.NO_DATA, None, None)
    assert forecast_of(loaded.kpis[1], loaded) is None


def test_it_is_known_while_the_value_is_to_come() -> None:
    loaded = workspace(FEES, date(2026, 3, 10))
    assert progress_of("a", loaded).value == Decimal(18)
    assert progress_of("top", loaded).value == Decimal(18)
