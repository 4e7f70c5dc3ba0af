"""Scales that other tools put a value on, to compare with theirs."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from kpicli.progress.precision import fixed_precision

if TYPE_CHECKING:
    from kpicli.models.commitment import Commitment

_HUNDRED = Decimal(100)
_TEN = Decimal(10)


def satisfaction_of(commitment: Commitment, value: Decimal) -> Decimal | None:
    """The satisfaction by a commitment's levels: worst at the baseline, the threshold at `commit`.

    None where one of them is not known, or they are not in this order.
    """
    target, threshold, worst = commitment.target, commitment.commit, commitment.baseline
    if target is None or threshold is None or worst is None:
        return None
    if not min(worst, target) < threshold < max(worst, target):
        return None
    return satisfaction(value, target, threshold, worst)


def points_of(commitment: Commitment, value: Decimal) -> Decimal | None:
    """The points by a commitment's levels: its target is the goal, `commit` the red flag.

    None where one of them is not known, or both are the same.
    """
    goal, red_flag = commitment.target, commitment.commit
    if goal is None or red_flag is None or goal == red_flag:
        return None
    return scorecard_points(value, goal, red_flag)


@fixed_precision()
def satisfaction(value: Decimal, target: Decimal, threshold: Decimal, worst: Decimal) -> Decimal:
    """100 at the target, 0 at the threshold, -100 at the worst value, as jUCMNav has it.

    It is linear between and never beyond; the target may be above or below the worst value.

    Raises:
        ValueError: unless the threshold lies between the other two.
    """
    if not min(worst, target) < threshold < max(worst, target):
        raise ValueError(f"{threshold} is not between {worst} and {target}")
    good = (value - threshold) / (target - threshold)
    if good >= 0:
        return min(_HUNDRED * good, _HUNDRED)
    return max(-_HUNDRED * (value - threshold) / (worst - threshold), -_HUNDRED)


@fixed_precision()
def hundredth(satisfied: Decimal) -> Decimal:
    """A satisfaction of -100..100 as the 0..100 that jUCMNav shows as well."""
    return (satisfied + _HUNDRED) / 2


@fixed_precision()
def scorecard_points(value: Decimal, goal: Decimal, red_flag: Decimal) -> Decimal:
    """0..10, a third of it at the red flag and two thirds at the goal, as Spider Impact has it.

    Raises:
        ValueError: if the goal is the red flag.
    """
    if goal == red_flag:
        raise ValueError(f"goal and red flag are both {goal}")
    thirds = 1 + (value - red_flag) / (goal - red_flag)
    return min(max(_TEN * thirds / 3, Decimal(0)), _TEN)
