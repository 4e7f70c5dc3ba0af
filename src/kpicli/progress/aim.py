"""What a commitment asks for over its period: to get somewhere, or to stay somewhere."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from kpicli.models.choices import Aggregation, Direction

if TYPE_CHECKING:
    from kpicli.models.commitment import Commitment

_ZERO = Decimal(0)
_THRESHOLDS = (Direction.AT_LEAST, Direction.AT_MOST, Direction.WITHIN)


class Aim(StrEnum):
    """What is expected between the start and the end of the period.

    `reach`: to come from a start to the target, by and by. `hold`: to meet the target all the
    time (a guard). `cap`: a total that may grow by and by up to a bound and not beyond (a budget).
    """

    REACH = "reach"
    HOLD = "hold"
    CAP = "cap"


def aim_of(commitment: Commitment, aggregation: Aggregation) -> Aim:
    """The aim of a commitment on a metric that combines over time by `aggregation`.

    A flow is a total that starts at 0: a bound above it is a cap where less is better and for a
    range; any other target has to be reached, or held where 0 meets it. Otherwise thresholds and
    ranges hold, and so do an increase and a decrease whose baseline meets the target already.
    """
    if aggregation is Aggregation.SUM and _is_capped(commitment):
        return Aim.CAP
    if aggregation is not Aggregation.SUM and commitment.direction in _THRESHOLDS:
        return Aim.HOLD
    start = start_of(commitment, aggregation)
    return Aim.REACH if start is None or not commitment.is_met_by(start) else Aim.HOLD


def start_of(commitment: Commitment, aggregation: Aggregation) -> Decimal | None:
    """The value that progress counts from: 0 for a total or a deliverable, else the baseline."""
    if aggregation is Aggregation.SUM or commitment.direction is Direction.COMPLETE:
        return _ZERO
    return commitment.baseline


def goal_of(commitment: Commitment, aggregation: Aggregation) -> Decimal | None:
    """The value at which progress is 1: the target, or the bound of a range nearest to the start.

    None for a range without a start outside it.
    """
    if commitment.target is not None:
        return commitment.target
    start = start_of(commitment, aggregation)
    if start is None or commitment.is_met_by(start):
        return None
    return start + gap(commitment, start)


def gap(commitment: Commitment, value: Decimal) -> Decimal:
    """How far a value has to move to the nearest bound that it misses, with its sign; else 0."""
    if commitment.low is not None and value < commitment.low:
        return commitment.low - value
    if commitment.high is not None and value > commitment.high:
        return commitment.high - value
    return _ZERO


def _is_capped(commitment: Commitment) -> bool:
    if commitment.direction.sign > 0 or commitment.high is None:
        return False
    return commitment.high >= 0
