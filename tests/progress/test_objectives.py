"""How an objective stands by what contributes to it, within its period and before theirs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from kpicli.progress.goals import progress_of
from kpicli.progress.status import ProgressStatus
from repository import load, workspace

if TYPE_CHECKING:
    from kpicli.progress.goal_progress import GoalProgress

SPRING = date(2026, 4, 1)
AFTER = date(2027, 2, 1)

TEXT = """
    defaults: {{period: 2026}}
    objectives:
      - {{id: top, title: Top, {top}}}
    kpis:
      - {{id: a, title: A, unit: x, contributes_to: top, {a}}}
      - {{id: b, title: B, unit: x, contributes_to: top, {b}}}
"""
HELD = 'target: ">= 90", actuals: {2026-03: 91}'
BROKEN = 'target: ">= 90", actuals: {2026-03: 85}'
OVERSPENT = 'target: "<= 120", aggregation: sum, actuals: {2026-01: 60, 2026-03: 59}'
WON = "baseline: 0, target: 10, actuals: {2026-03: 10}"
BEHIND = "baseline: 0, target: 10, actuals: {2026-03: 1}"
QUARTER = "period: 2026-Q4, baseline: 0, target: 10"


def top_of(a: str, b: str, top: str = "", as_of: date = SPRING) -> GoalProgress:
    return progress_of("top", workspace(dedent(TEXT).format(top=top, a=a, b=b), as_of))


@pytest.mark.parametrize(
    ("a", "b", "status"),
    [
        (WON, WON, ProgressStatus.ACHIEVED),
        (WON, f"{WON}, status: closed", ProgressStatus.ACHIEVED),
        (WON, HELD, ProgressStatus.ON_TRACK),
        (HELD, HELD, ProgressStatus.ON_TRACK),
        (BROKEN, BROKEN, ProgressStatus.AT_RISK),
        (BROKEN, OVERSPENT, ProgressStatus.OFF_TRACK),
        (OVERSPENT, OVERSPENT, ProgressStatus.OFF_TRACK),
        (HELD, BROKEN, ProgressStatus.ON_TRACK),
        (BEHIND, BEHIND, ProgressStatus.OFF_TRACK),
    ],
)
def test_an_objective_stands_no_better_than_its_contributors(
    a: str, b: str, status: ProgressStatus
) -> None:
    assert top_of(a, b).status is status
    assert top_of(b, a).status is status


def test_what_would_stand_better_by_its_score_is_told() -> None:
    won, held = top_of(WON, WON), top_of(WON, HELD)
    assert (won.score, won.is_held_back) == (Decimal(1), False)
    assert (held.score, held.is_held_back) == (Decimal(1), True)


def test_after_the_period_the_score_decides() -> None:
    kept = 'target: ">= 90", actuals: {2026-12: 91}'
    found = top_of(kept, kept, as_of=AFTER)
    assert (found.status, found.is_held_back) == (ProgressStatus.ACHIEVED, False)


def test_of_what_has_not_begun_nothing_is_done_and_nothing_due() -> None:
    begun = "period: 2026-Q2, baseline: 0, target: 10, actuals: {2026-05: 4}"
    found = top_of(begun, QUARTER, as_of=date(2026, 6, 1))
    assert (found.score, found.coverage) == (Decimal("0.2"), Decimal(1))
    assert found.expected == (Decimal(61) / Decimal(91)) / 2


def test_the_least_is_of_those_that_have_begun() -> None:
    found = top_of("baseline: 0, target: 10, actuals: {2026-03: 4}", QUARTER, "rollup: min")
    assert (found.score, found.coverage) == (Decimal("0.4"), Decimal(1))
    assert top_of(WON, QUARTER, "rollup: min").status is ProgressStatus.ON_TRACK


@pytest.mark.parametrize("top", ["", "rollup: min"])
def test_an_objective_of_which_nothing_has_begun_has_not_started(top: str) -> None:
    found = top_of(QUARTER, QUARTER, top)
    assert (found.status, found.score) == (ProgressStatus.NOT_STARTED, None)
    assert top_of(QUARTER, QUARTER, top, AFTER).status is not ProgressStatus.NOT_STARTED


SPENDING = 'aggregation: sum, target: "<= 120", actuals: {{2026-03: {}}}'


@pytest.mark.parametrize(
    ("used", "score", "status"),
    [
        (1, "0.5", ProgressStatus.AT_RISK),
        (29, "0.5", ProgressStatus.AT_RISK),
        (118, "0.125", ProgressStatus.OFF_TRACK),
    ],
)
def test_a_budget_pays_for_no_goal_that_stands_still(
    used: int, score: str, status: ProgressStatus
) -> None:
    found = top_of(SPENDING.format(used), "baseline: 0, target: 10, actuals: {2026-03: 0}")
    assert found.score is not None
    assert (found.score.quantize(Decimal("0.001")), found.status) == (Decimal(score), status)


def test_an_objective_is_not_achieved_while_a_contributor_could_not_be_understood() -> None:
    text = dedent(TEXT).format(top="", a=WON, b="target: [1]")
    found = progress_of("top", load(text, SPRING)[0])
    assert (found.score, found.coverage) == (Decimal(1), Decimal("0.5"))
    assert found.status is ProgressStatus.ON_TRACK
    assert progress_of("top", load(text, AFTER)[0]).status is ProgressStatus.NO_DATA
