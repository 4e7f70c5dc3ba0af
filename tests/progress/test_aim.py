from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from kpicli.models.choices import Aggregation
from kpicli.progress.aim import Aim, aim_of, gap, goal_of, start_of
from progress.commitments import at_least, at_most, complete, decrease, increase, within

if TYPE_CHECKING:
    from kpicli.models.commitment import Commitment

SUM, LAST = Aggregation.SUM, Aggregation.LAST


@pytest.mark.parametrize(
    ("commitment", "aggregation", "aim"),
    [
        (increase(100, 150), LAST, Aim.REACH),
        (increase(None, 150), LAST, Aim.REACH),
        (increase(150, 150), LAST, Aim.HOLD),
        (increase(151, 150), LAST, Aim.HOLD),
        (decrease(5, 3), LAST, Aim.REACH),
        (decrease(2, 3), LAST, Aim.HOLD),
        (at_least(95), LAST, Aim.HOLD),
        (at_least(95, baseline=80), LAST, Aim.HOLD),
        (at_most(30), LAST, Aim.HOLD),
        (within(20, 30, baseline=40), LAST, Aim.HOLD),
        (complete(), LAST, Aim.REACH),
        (increase(32, 50), SUM, Aim.REACH),
        (increase(60, 50), SUM, Aim.REACH),
        (at_least(50), SUM, Aim.REACH),
        (at_least(-50), SUM, Aim.HOLD),
        (at_most(50), SUM, Aim.CAP),
        (at_most(0), SUM, Aim.CAP),
        (decrease(60, 50), SUM, Aim.CAP),
        (at_most(-50), SUM, Aim.REACH),
        (within(45, 55), SUM, Aim.CAP),
        (within(-55, -45), SUM, Aim.REACH),
        (complete(), SUM, Aim.REACH),
    ],
)
def test_the_aim_follows_from_direction_start_and_aggregation(
    commitment: Commitment, aggregation: Aggregation, aim: Aim
) -> None:
    assert aim_of(commitment, aggregation) is aim


@pytest.mark.parametrize(
    ("commitment", "aggregation", "start", "goal"),
    [
        (increase(100, 150), LAST, 100, 150),
        (increase(100, 150), SUM, 0, 150),
        (increase(None, 150), LAST, None, 150),
        (complete(), LAST, 0, 1),
        (within(20, 30, baseline=40), LAST, 40, 30),
        (within(20, 30, baseline=12), LAST, 12, 20),
        (within(20, 30, baseline=25), LAST, 25, None),
        (within(20, 30), LAST, None, None),
        (within(20, 30), SUM, 0, 20),
    ],
)
def test_progress_counts_from_a_start_to_a_goal(
    commitment: Commitment, aggregation: Aggregation, start: int | None, goal: int | None
) -> None:
    assert start_of(commitment, aggregation) == start
    assert goal_of(commitment, aggregation) == goal


@pytest.mark.parametrize(
    ("commitment", "value", "missing"),
    [
        (at_least(95), 90, 5),
        (at_least(95), 95, 0),
        (at_most(30), 34, -4),
        (within(20, 30), 25, 0),
        (within(20, 30), 18, 2),
        (within(20, 30), 33, -3),
    ],
)
def test_the_gap_leads_to_the_nearest_bound(
    commitment: Commitment, value: int, missing: int
) -> None:
    assert gap(commitment, Decimal(value)) == missing
