"""What was reached: since when, and by how much."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.models.choices import Direction
from kpicli.progress.aim import Aim
from kpicli.progress.precision import fixed_precision
from kpicli.progress.status import ProgressStatus

if TYPE_CHECKING:
    from datetime import date

    from kpicli.models.commitment import Commitment
    from kpicli.models.period import DateRange
    from kpicli.progress.goals import GoalProgress
    from kpicli.reports.plan import Plan

_OVER = {ProgressStatus.ACHIEVED, ProgressStatus.CLOSED}


class Reached(Struct, frozen=True):
    """A target that is met.

    `on` is the day of the first actual since which it has been met without a break; of what has to
    hold, and of a budget, the end of the period, since it is kept only then. `beyond` is how far
    the value is beyond the target, in the goal's unit and never negative; none where that is not
    known or means nothing, as for an objective, a deliverable or a range. `is_kept` tells what was
    kept from what was come to.
    """

    on: date | None = None
    beyond: Decimal | None = None
    is_kept: bool = False


def is_reached(progress: GoalProgress) -> bool:
    """Whether a goal was reached and can no longer be lost: what has to hold still can."""
    return progress.is_met and progress.status in _OVER


@fixed_precision()
def reached(
    progress: GoalProgress,
    commitment: Commitment | None,
    plan: Plan | None,
    period: DateRange | None,
) -> Reached | None:
    """How a goal was reached, none while it is not."""
    if not is_reached(progress):
        return None
    if commitment is None or plan is None or period is None:
        return Reached()
    beyond = _beyond(commitment, progress.value)
    if plan.aim is Aim.REACH:
        return Reached(_since(commitment, plan, period), beyond)
    is_over = progress.status is ProgressStatus.ACHIEVED
    return Reached(period.end if is_over else None, beyond, is_kept=True)


def _since(commitment: Commitment, plan: Plan, period: DateRange) -> date | None:
    first: date | None = None
    for day, value in plan.measured:
        if day >= period.start:
            first = (first or day) if commitment.is_met_by(value) else None
    return first


def _beyond(commitment: Commitment, value: Decimal | None) -> Decimal | None:
    direction, target = commitment.direction, commitment.target
    if value is None or target is None or direction is Direction.COMPLETE:
        return None
    return max(direction.sign * (value - target), Decimal(0))
