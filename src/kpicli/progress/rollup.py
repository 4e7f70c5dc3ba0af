"""What a parent's score or value follows from: those of its contributors."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, assert_never

from msgspec import Struct

from kpicli.models.choices import ObjectiveRollup, Rollup
from kpicli.progress.attainment import score
from kpicli.progress.precision import fixed_precision

if TYPE_CHECKING:
    from collections.abc import Sequence

    Pairs = Sequence[tuple[Decimal, Decimal | None]]

LEAST_COVERAGE = Decimal("0.5")
"""The share of the weight that has to have data, so that a score may follow."""


class Part(Struct, frozen=True):
    """One contributor's say: its weight (not negative) and its attainment, none without data."""

    weight: Decimal
    score: Decimal | None


class RolledUp(Struct, frozen=True):
    """A parent's score in 0..1 and the share of the weight, 0..1, that has data."""

    score: Decimal | None
    coverage: Decimal


class ValuePart(Struct, frozen=True):
    """One contributor's weight (not negative) and its value in the parent's unit, if it has one."""

    weight: Decimal
    value: Decimal | None


class RolledUpValue(Struct, frozen=True):
    """A parent's value and the share of the weight, 0..1, that has data."""

    value: Decimal | None
    coverage: Decimal


@fixed_precision()
def roll_up_scores(parts: Sequence[Part], method: ObjectiveRollup) -> RolledUp:
    """The score over the contributors with data, each clamped to 0..1 first.

    A contributor of weight 0 does not count. With less than half of the weight covered there is
    no score.
    """
    pairs = [
        (part.weight, None if part.score is None else score(part.score))
        for part in parts
        if part.weight
    ]
    coverage, known = _coverage(pairs), _known(pairs)
    if coverage < LEAST_COVERAGE:
        return RolledUp(None, coverage)
    if method is ObjectiveRollup.MIN:
        return RolledUp(min(value for _, value in known), coverage)
    return RolledUp(_weighted_average(known), coverage)


@fixed_precision()
def roll_up_values(parts: Sequence[ValuePart], method: Rollup) -> RolledUpValue:
    """The value over the contributors with data, however few: the coverage says how many.

    Weights count in the weighted average and in the coverage; sum, min and max take each value
    as it is. A contributor of weight 0 does not count. `none` gives no value.
    """
    pairs = [(part.weight, part.value) for part in parts if part.weight]
    known = _known(pairs)
    return RolledUpValue(_combined(known, method) if known else None, _coverage(pairs))


def _combined(known: Sequence[tuple[Decimal, Decimal]], method: Rollup) -> Decimal | None:
    values = [value for _, value in known]
    match method:
        case Rollup.NONE:
            return None
        case Rollup.SUM:
            return sum(values, Decimal(0))
        case Rollup.WEIGHTED_AVERAGE:
            return _weighted_average(known)
        case Rollup.MIN:
            return min(values)
        case Rollup.MAX:
            return max(values)
        case _:
            assert_never(method)


def _known(pairs: Pairs) -> list[tuple[Decimal, Decimal]]:
    return [(weight, value) for weight, value in pairs if value is not None]


def _coverage(pairs: Pairs) -> Decimal:
    whole = sum((weight for weight, _ in pairs), Decimal(0))
    return sum((weight for weight, _ in _known(pairs)), Decimal(0)) / whole if whole else whole


def _weighted_average(known: Sequence[tuple[Decimal, Decimal]]) -> Decimal:
    whole = sum((weight for weight, _ in known), Decimal(0))
    return sum((weight * value for weight, value in known), Decimal(0)) / whole
