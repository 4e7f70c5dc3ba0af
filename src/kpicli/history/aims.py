"""Which of two commitments is easier to keep, and commitments in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.constraints.interval import shown
from kpicli.history.field_change import Effect
from kpicli.models.choices import Direction

if TYPE_CHECKING:
    from decimal import Decimal

    from kpicli.models.commitment import Commitment

_WORDS = {Direction.AT_LEAST: "at least", Direction.AT_MOST: "at most"}
_STRICT_WORDS = {Direction.AT_LEAST: "more than", Direction.AT_MOST: "less than"}


def effect_on_aim(before: Commitment, after: Commitment) -> Effect | None:
    """What a change of the values that meet a target does; none where they are the same.

    It is looser where any value that missed the target before meets it now: a range that moved
    sideways is.
    """
    if not _is_within(after, before):
        return Effect.LOOSER
    return None if _is_within(before, after) else Effect.TIGHTER


def effect_of_number(before: Decimal, after: Decimal, direction: Direction | None) -> Effect | None:
    """What another number on the way to a target does; none where it is the same."""
    if before == after:
        return None
    sign = direction.sign if direction else 0
    if not sign:
        return Effect.NEUTRAL
    return Effect.TIGHTER if (after > before) is (sign > 0) else Effect.LOOSER


def aim_text(commitment: Commitment, unit: str) -> str:
    """What a commitment asks for: `50 client`, `at least 95 %`, `45..55`, `complete`."""
    if commitment.direction is Direction.COMPLETE:
        return "complete"
    if commitment.target is None:
        low, high = (shown(end) if end is not None else "" for end in _ends(commitment))
        return f"{low}..{high} {unit}".rstrip()
    words = (_STRICT_WORDS if commitment.strict else _WORDS).get(commitment.direction, "")
    return f"{words} {number_with(commitment.target, unit)}".lstrip()


def number_with(value: Decimal, unit: str) -> str:
    """A number with its unit, if it has one."""
    return f"{shown(value)} {unit}".rstrip()


def _ends(commitment: Commitment) -> tuple[Decimal | None, Decimal | None]:
    if commitment.direction is Direction.COMPLETE:
        return commitment.low, None  # more than all of it is all of it
    return commitment.low, commitment.high


def _is_within(inner: Commitment, outer: Commitment) -> bool:
    """Whether every value that meets the one meets the other."""
    (low, high), (least, most) = _ends(inner), _ends(outer)
    strict = outer.strict and not inner.strict
    return _is_inside(low, least, 1, strict) and _is_inside(high, most, -1, strict)


def _is_inside(end: Decimal | None, outer: Decimal | None, sign: int, strict: bool) -> bool:  # noqa: FBT001 - of two commitments
    """Whether an end lies inside of another, seen from outside: +1 of low ends, -1 of high."""
    if outer is None:
        return True
    if end is None:
        return False
    way = (end - outer) * sign
    return way > 0 if strict else way >= 0
