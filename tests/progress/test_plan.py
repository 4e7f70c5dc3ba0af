from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicli.progress.plan import Plan, plan_of, plans
from kpicli.progress.plan_rounding import may_be_rounding, rounding_room
from repository import workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

HALF = Decimal("0.5")


def plan(parent: str, *children: str, metrics: str = "") -> Plan | None:
    """The plan of a parent and its contributors, each given by its fields."""
    goals = [f"  - {{id: top, title: Top, {parent}}}"]
    goals += [
        f"  - {{id: c{index}, title: Child, contributes_to: top, {child}}}"
        for index, child in enumerate(children)
    ]
    lines = ["defaults: {period: 2026}", *([metrics] if metrics else []), "kpis:", *goals]
    loaded = workspace("\n".join(lines))
    return plan_of(loaded, loaded.goals["top"])  # type: ignore[arg-type]


def known(parent: str, *children: str, metrics: str = "") -> Plan:
    found = plan(parent, *children, metrics=metrics)
    assert found is not None
    return found


SUM = "unit: MEUR, rollup: sum, baseline: 8, target: 10"
CHILDREN = ("baseline: 3.5, target: ", "baseline: 2.5, target: ", "baseline: 2, target: ")


def children(*targets: str) -> Sequence[str]:
    return [f"unit: MEUR, {c}{target}" for c, target in zip(CHILDREN, targets, strict=True)]


@pytest.mark.parametrize(
    ("targets", "value", "miss", "coverage"),
    [
        (("4.0", "3.0", "2.5"), "9.5", "0.5", "0.75"),
        (("4.5", "3.5", "2.6"), "10.6", "0", "1.3"),
        (("4.4", "3.5", "2.1"), "10", "0", "1"),
        (("3.0", "2.0", "2.5"), "7.5", "2.5", "-0.25"),
    ],
)
def test_a_sum(targets: tuple[str, ...], value: str, miss: str, coverage: str) -> None:
    found = known(SUM, *children(*targets))
    assert (found.value, found.start) == (Decimal(value), Decimal(8))
    assert (found.miss, found.coverage) == (Decimal(miss), Decimal(coverage))


@pytest.mark.parametrize(
    ("parent", "parts", "value", "miss"),
    [
        ("rollup: weighted_average, target: '>= 45'", ("40,200", "50,50"), "42", "3"),
        ("rollup: weighted_average, target: '>= 45'", ("40,1", "50,1"), "45", "0"),
        ("rollup: min, target: '>= 100'", ("500,1", "90,1", "400,1"), "90", "10"),
        ("rollup: max, target: '>= 100'", ("500,1", "90,1", "400,1"), "500", "0"),
        ("rollup: sum, target: '<= 100'", ("60,1", "50,1"), "110", "10"),
        ("rollup: sum, target: 90..100", ("60,1", "50,1"), "110", "10"),
        ("rollup: sum, target: 90..100", ("40,1", "35,1"), "75", "15"),
    ],
)
def test_other_roll_ups(parent: str, parts: tuple[str, ...], value: str, miss: str) -> None:
    pairs = [part.split(",") for part in parts]
    found = known(parent, *(f"target: '>= {number}', weight: {w}" for number, w in pairs))
    assert (found.value, found.miss, found.coverage) == (Decimal(value), Decimal(miss), None)


def test_without_coverage_the_reach_is_the_share_that_is_not_missing() -> None:
    found = known("rollup: sum, target: '>= 10'", "target: '>= 9.5'")
    assert (found.coverage, found.reach) == (None, Decimal("0.95"))


@pytest.mark.parametrize(("target", "reach"), [("1", "0"), ("0", "1")])
def test_of_a_zero_target_nothing_or_all_is_reached(target: str, reach: str) -> None:
    found = known("rollup: sum, target: '<= 0'", f"target: '<= {target}'")
    assert found.reach == Decimal(reach)


METRICS = (
    "metrics:\n  - {id: revenue, unit: MEUR}\n  - {id: cost, unit: kEUR}\n"
    "  - {id: profit, unit: MEUR, formula: revenue - cost}"
)


def test_a_formula_is_computed_at_the_targets_and_at_the_baselines() -> None:
    found = known(
        "metric: profit, target: '>= 5'",
        "metric: revenue, baseline: 20, target: 24",
        "metric: cost, baseline: 22000, target: 20000",
        metrics=METRICS,
    )
    assert (found.value, found.start, found.miss) == (Decimal(4), Decimal(-2), Decimal(1))
    assert found.coverage == Decimal(6) / 7


@pytest.mark.parametrize(
    "parts",
    [
        ("metric: revenue, target: '>= 24'",),
        ("metric: revenue, target: '>= 24'", "metric: revenue, target: '>= 1'"),
        ("metric: revenue, target: 20..24", "metric: cost, target: '<= 9'"),
        ("metric: revenue, target: '>= 24', period: 2026-H1", "metric: cost, target: '<= 9'"),
        ("metric: revenue, segment: asia, target: '>= 24'", "metric: cost, target: '<= 9'"),
    ],
)
def test_a_formula_that_is_not_wholly_known_gives_no_plan(parts: tuple[str, ...]) -> None:
    assert plan("metric: profit, target: '>= 5'", *parts, metrics=METRICS) is None


def test_contributors_that_the_formula_does_not_name_are_left_out() -> None:
    parts = ("metric: revenue, target: '>= 24'", "metric: cost, target: '<= 20000'")
    found = known("metric: profit, target: '>= 5'", *parts, "target: complete", metrics=METRICS)
    assert [part.kpi.id for part in found.parts] == ["c0", "c1"]
    assert (found.value, found.start) == (Decimal(4), None)


def test_a_division_by_zero_gives_no_plan() -> None:
    metrics = "metrics:\n  - {id: a}\n  - {id: b}\n  - {id: c, formula: a / b}"
    parts = ("metric: a, target: '>= 1'", "metric: b, target: '<= 0'")
    assert plan("metric: c, target: '>= 5'", *parts, metrics=metrics) is None


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        ("target: '>= 5'", "target: '>= 1'"),
        ("rollup: sum", "target: '>= 1'"),
        ("rollup: sum, target: complete", "target: complete"),
        ("rollup: sum, target: '>= 5', status: draft", "target: '>= 1'"),
        ("rollup: sum, target: '>= 5'", "target: '>= 1', status: draft"),
        ("rollup: sum, target: '>= 5'", "target: '>= 1', weight: -1"),
        ("rollup: sum, target: '>= 5'", "target: '>= 1', weight: 0"),
        ("rollup: sum, target: '>= 5'", "target: 1"),
        ("rollup: sum, target: '>= 5'", "unit: EUR, baseline: 3 days"),
        ("rollup: sum, target: 4..5", "target: 1..2"),
        ("rollup: sum, target: '>= 5'", "target: complete"),
        ("rollup: sum, target: '>= 5', unit: EUR", "target: '>= 1', unit: USD"),
    ],
)
def test_no_plan_follows_from_what_is_not_known(parent: str, child: str) -> None:
    assert plan(parent, child) is None


def test_a_kept_value_counts_with_its_one_number() -> None:
    found = known("rollup: sum, target: 4..5", "target: 3, direction: within")
    assert found.value == 3


def test_one_number_that_adds_up_over_time_is_a_doubt() -> None:
    found = known("rollup: sum, aggregation: sum, target: '>= 5'", "target: '>= 1'")
    assert found.doubts == ("only one of `c0` and `top` adds up over time",)


@pytest.mark.parametrize(
    ("unit", "targets", "room"),
    [
        ("EUR", ("995.0", "0"), "5"),  # half a per cent
        ("%", ("99", "0"), "5"),
        ("MEUR", ("4", "3"), "5"),
    ],
)
def test_half_a_per_cent_is_room(unit: str, targets: tuple[str, ...], room: str) -> None:
    parts = [f"unit: '{unit}', target: '>= {target}'" for target in targets]
    found = known(f"unit: '{unit}', rollup: sum, target: '>= 1000'", *parts)
    assert rounding_room(found, HALF) == Decimal(room)


@pytest.mark.parametrize(
    ("unit", "target", "part", "room"),
    [
        ("%", "100", "99", "1"),  # one step of whole per cent
        ("%", "10", "9", "0.2"),  # one step, but no more than 2 %
        ("%", "10", "9.9", "0.1"),
        ("client", "100", "99", "0.5"),  # clients are counted, not rounded
        ("days", "100", "99", "1"),
    ],
)
def test_a_step_of_the_last_digit_is_room_up_to_two_per_cent(
    unit: str, target: str, part: str, room: str
) -> None:
    parent = f"unit: '{unit}', rollup: sum, target: '>= {target}'"
    found = known(parent, f"unit: '{unit}', target: '>= {part}'")
    assert rounding_room(found, HALF) == Decimal(room)
    assert not may_be_rounding(found)
    assert found.miss


def test_an_average_between_two_last_digits_may_be_rounding() -> None:
    parts = ("unit: '%', target: '>= 3', weight: 2", "unit: '%', target: '>= 4', weight: 3")
    found = known("unit: '%', rollup: weighted_average, target: '>= 4'", *parts)
    assert may_be_rounding(found)


@given(
    st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), min_size=1, max_size=5),
    st.randoms(use_true_random=False),
)
def test_the_order_of_contributors_makes_no_difference(
    pairs: list[tuple[int, int]], random: object
) -> None:
    parts = [f"baseline: {b}, target: '>= {t}'" for b, t in pairs]
    shuffled = sorted(parts, key=lambda _: random.random())  # type: ignore[attr-defined]
    first, second = (known("rollup: sum, target: '>= 50'", *order) for order in (parts, shuffled))
    assert (first.value, first.start, first.coverage) == (
        second.value,
        second.start,
        second.coverage,
    )
    assert first.value == sum(target for _, target in pairs)


def test_plans_are_those_of_all_goals_that_follow_from_others() -> None:
    loaded = workspace("""
    defaults: {period: 2026}
    metrics:
      - {id: total, unit: EUR, aggregation: sum, formula: one + two}
      - {id: one, unit: EUR, aggregation: sum}
      - {id: two, unit: EUR, aggregation: sum}
    kpis:
      - {id: computed, title: C, metric: total, baseline: 1, target: 5}
      - {id: a, title: A, metric: one, baseline: 1, target: 2, contributes_to: computed}
      - {id: b, title: B, metric: two, baseline: 1, target: 2, contributes_to: computed}
      - {id: added, title: D, unit: EUR, rollup: sum, baseline: 1, target: 5}
      - {id: part, title: P, unit: EUR, baseline: 1, target: 4, contributes_to: added}
      - {id: closed, title: E, unit: EUR, rollup: sum, status: closed, baseline: 1, target: 5}
      - {id: last, title: L, unit: EUR, baseline: 1, target: 4, contributes_to: closed}
    """)
    each = [plan_of(loaded, kpi) for kpi in reversed(loaded.kpis)]
    assert list(plans(loaded)) == [found for found in each if found is not None]
    assert [found.parent.id for found in plans(loaded)] == ["added", "computed"]
