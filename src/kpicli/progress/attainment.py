"""How much of a commitment a value attains, as a fraction."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from kpicli.models.choices import Aggregation, Direction
from kpicli.progress.aim import Aim, aim_of, gap, start_of
from kpicli.progress.precision import fixed_precision

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpicli.models.commitment import Commitment

_ZERO = Decimal(0)
_ONE = Decimal(1)
_ALMOST = Decimal("0.99")
_PART_OF_BOUND = Decimal("0.1")


@fixed_precision()
def attainment(
    commitment: Commitment, value: Decimal, aggregation: Aggregation = Aggregation.LAST
) -> Decimal | None:
    """The raw fraction: 0 at the start, 1 at the target, below 0 and above 1 as it comes.

    The value is in the commitment's unit; of a flow (`sum`) it is the total of the period so far.
    What has to hold (a threshold, a range, a total's cap, a target that the baseline meets) is 1
    while it is met and falls with the distance. An increase or a decrease without a baseline is 1
    once met and none before; a strict one whose bound is its start is 1 once met and 0 before. A
    strict target stays at 0.99 or below until it is met, its own
    bound included, so that 1 always means met and never shows before.
    """
    fraction = _fraction(commitment, value, aggregation)
    if fraction is None or not commitment.strict or commitment.is_met_by(value):
        return fraction
    return min(fraction, _ALMOST)


def score(fraction: Decimal) -> Decimal:
    """A raw fraction clamped to 0..1: what roll-ups count with."""
    return min(max(fraction, _ZERO), _ONE)


@fixed_precision()
def share_used(commitment: Commitment, total: Decimal) -> Decimal | None:
    """The share of a cap (the upper bound) that a total has used up; none for a cap of 0."""
    return total / commitment.high if commitment.high else None


def _fraction(commitment: Commitment, value: Decimal, aggregation: Aggregation) -> Decimal | None:
    if commitment.direction is Direction.COMPLETE:
        return value
    start = start_of(commitment, aggregation)
    if commitment.direction is Direction.WITHIN:
        return _held(commitment, value, _range_scale(commitment, start))
    if aim_of(commitment, aggregation) is not Aim.REACH:
        return _held(commitment, value, _threshold_scale(commitment, start))
    if start is None:
        return _ONE if commitment.is_met_by(value) else None
    way = _target(commitment) - start
    if not way:
        return _ONE if commitment.is_met_by(value) else _ZERO
    return (value - start) / way


def _held(commitment: Commitment, value: Decimal, scale: Decimal) -> Decimal:
    distance = abs(gap(commitment, value))
    if not distance:
        return _ONE
    return _ONE - distance / scale if scale else _ZERO


def _threshold_scale(commitment: Commitment, start: Decimal | None) -> Decimal:
    """The distance at which progress is 0; 0 where the file says that no miss counts."""
    if commitment.tolerance is not None:
        return commitment.tolerance
    target = _target(commitment)
    way = _ZERO if start is None else abs(target - start)
    return _first_positive((way, abs(target)))


def _range_scale(commitment: Commitment, start: Decimal | None) -> Decimal:
    """The same for a range, where the distance of the start comes first."""
    distance = _ZERO if start is None else abs(gap(commitment, start))
    if distance:
        return distance
    if commitment.tolerance is not None:
        return commitment.tolerance
    bounds = [bound for bound in (commitment.low, commitment.high) if bound is not None]
    half_width = (max(bounds) - min(bounds)) / 2
    return _first_positive((half_width, abs(bounds[0]) * _PART_OF_BOUND))


def _first_positive(scales: Iterable[Decimal]) -> Decimal:
    return next((scale for scale in scales if scale), _ONE)


def _target(commitment: Commitment) -> Decimal:
    assert commitment.target is not None, "only a range has no target"
    return commitment.target
