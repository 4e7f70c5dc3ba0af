"""Numbers of a proof as people read them."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal, localcontext
from typing import TYPE_CHECKING

from kpicli.constraints.interval import shown
from kpicli.constraints.system import Side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpicli.constraints.conflict import Bound
    from kpicli.workspace.feasibility import Reasoning

_DIGITS, _MOST_DIGITS = 4, 28
_WRITTEN, _SURE = 12, 11
"""How many digits are shown of what somebody wrote, and are sure of what was derived."""
_OUTWARD = {Side.LOW: ROUND_FLOOR, Side.HIGH: ROUND_CEILING}


def amount(value: Decimal, variable: str, book: Reasoning, rounding: str = ROUND_HALF_EVEN) -> str:
    """A value of a quantity, or of a part of a formula, in the unit that it is told in."""
    unit, scale = book.units.get(variable, ("", Decimal(1)))
    sure = _rounded(value / scale, _SURE, ROUND_HALF_EVEN)
    return f"{number(sure, rounding)} {unit}".rstrip()


def bound_words(bound: Bound, book: Reasoning, digits: int = _DIGITS) -> str:
    """The amount of a bound: as it is written where it is stated, else rounded to what is true."""
    unit, scale = book.units.get(bound.variable, ("", Decimal(1)))
    return f"{_text(_end(bound, scale, digits))} {unit}".rstrip()


def digits_apart(opposed: Sequence[Bound], book: Reasoning) -> int:
    """How many digits show of bounds that exclude each other that they do."""
    known = [bound for bound in opposed if bound.value is not None]
    scales = [book.units.get(bound.variable, ("", Decimal(1)))[1] for bound in known]
    for digits in range(_DIGITS, _WRITTEN):
        ends = [_end(each, scale, digits) for each, scale in zip(known, scales, strict=True)]
        lows = [end for each, end in zip(known, ends, strict=True) if each.side is Side.LOW]
        highs = [end for each, end in zip(known, ends, strict=True) if each.side is Side.HIGH]
        if not lows or not highs or min(lows) > max(highs):
            return digits
    return _WRITTEN


def written(value: Decimal) -> str:
    """A number that stands in a file."""
    return number(value, digits=_WRITTEN)


def is_huge(value: Decimal) -> bool:
    """Whether a number has so many digits that it most likely grew while bounds were narrowed."""
    return value.adjusted() >= _MOST_DIGITS


def number(value: Decimal, rounding: str = ROUND_HALF_EVEN, digits: int = _DIGITS) -> str:
    """A number for people: whole, or with four digits that count, of a huge one those alone."""
    return _text(_rounded(value, digits, rounding))


def _text(value: Decimal) -> str:
    return f"{value:.{_DIGITS - 1}e}" if is_huge(value) else shown(value)


def _end(bound: Bound, scale: Decimal, digits: int) -> Decimal:
    """A bound as it is shown; of one that was derived the last digits are noise."""
    assert bound.value is not None, "it has a value"
    value = bound.value / scale
    if bound.fact is not None:
        return _rounded(value, _WRITTEN, ROUND_HALF_EVEN)
    return _rounded(_rounded(value, _SURE, ROUND_HALF_EVEN), digits, _OUTWARD[bound.side])


def _rounded(value: Decimal, digits: int, rounding: str) -> Decimal:
    """To digits that count, of a large number to two decimals, of a whole one to itself."""
    if is_huge(value):
        precision = digits
    elif value == value.to_integral_value():
        return value.quantize(Decimal(1))
    else:
        precision = max(digits, value.adjusted() + 3)
    with localcontext(prec=precision, rounding=rounding):
        return +value
