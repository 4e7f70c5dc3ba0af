"""Commitments for the tests of progress, written as briefly as in a goal file."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from kpicli.models.choices import Direction
from kpicli.models.commitment import Commitment

if TYPE_CHECKING:
    Number = Decimal | int | str


def decimal(value: Number | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def increase(
    baseline: Number | None, target: Number, *, tolerance: Number | None = None
) -> Commitment:
    aim = Decimal(target)
    return Commitment(Direction.INCREASE, aim, aim, None, decimal(baseline), decimal(tolerance))


def decrease(
    baseline: Number | None, target: Number, *, tolerance: Number | None = None
) -> Commitment:
    aim = Decimal(target)
    return Commitment(Direction.DECREASE, aim, None, aim, decimal(baseline), decimal(tolerance))


def at_least(
    target: Number,
    *,
    baseline: Number | None = None,
    tolerance: Number | None = None,
    strict: bool = False,
) -> Commitment:
    aim = Decimal(target)
    return Commitment(
        Direction.AT_LEAST, aim, aim, None, decimal(baseline), decimal(tolerance), strict
    )


def at_most(
    target: Number,
    *,
    baseline: Number | None = None,
    tolerance: Number | None = None,
    strict: bool = False,
) -> Commitment:
    aim = Decimal(target)
    return Commitment(
        Direction.AT_MOST, aim, None, aim, decimal(baseline), decimal(tolerance), strict
    )


def within(
    low: Number,
    high: Number,
    *,
    baseline: Number | None = None,
    tolerance: Number | None = None,
) -> Commitment:
    return Commitment(
        Direction.WITHIN,
        None,
        Decimal(low),
        Decimal(high),
        decimal(baseline),
        decimal(tolerance),
    )


def complete() -> Commitment:
    return Commitment(Direction.COMPLETE, Decimal(1), Decimal(1), None)
