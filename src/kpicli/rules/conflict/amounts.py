"""Numbers of a proof as people read them."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from typing import TYPE_CHECKING

from kpicli.constraints.interval import shown

if TYPE_CHECKING:
    from kpicli.workspace.feasibility import Reasoning

_DIGITS, _MOST_DIGITS = 4, 28


def amount(value: Decimal, variable: str, book: Reasoning) -> str:
    """A value of a quantity, or of a part of a formula, in the unit that it is told in."""
    unit, scale = book.units.get(variable, ("", Decimal(1)))
    return f"{number(value / scale)} {unit}".rstrip()


def is_huge(value: Decimal) -> bool:
    """Whether a number has so many digits that it most likely grew while bounds were narrowed."""
    return value.adjusted() >= _MOST_DIGITS


def number(value: Decimal, rounding: str = ROUND_HALF_EVEN) -> str:
    """A number for people: whole, or with four digits that count, of a huge one those alone."""
    if is_huge(value):
        return f"{value:.{_DIGITS - 1}e}"
    if value == value.to_integral_value():
        return shown(value.quantize(Decimal(1)))
    with localcontext(prec=max(_DIGITS, value.adjusted() + 3), rounding=rounding):
        return shown(+value)
