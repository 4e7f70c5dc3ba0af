"""Values from one unit into another."""

from __future__ import annotations

from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal
from typing import TYPE_CHECKING

from kpicli.formulas.units import Compatibility, compare_units

if TYPE_CHECKING:
    from fractions import Fraction

    from kpicli.formulas.units import Unit

_EXACT = Context(prec=60, Emax=MAX_EMAX, Emin=MIN_EMIN)
_RESULT = Context(prec=28, Emax=MAX_EMAX, Emin=MIN_EMIN)


def convert(value: Decimal, unit: Unit, into: Unit) -> Decimal:
    """A value in another unit, at 28 digits; units of equal scale leave it as it is.

    Raises:
        ValueError: The units clash hard; compare them first.
    """
    if compare_units(unit, into) is Compatibility.CLASH_HARD:
        raise ValueError(f"{unit.text!r} does not convert into {into.text!r}")
    return scaled(value, unit.scale / into.scale)


def scaled(value: Decimal, factor: Fraction) -> Decimal:
    """A value times a positive fraction, at 28 digits."""
    if factor == 1:
        return value
    above = _EXACT.multiply(value, Decimal(factor.numerator))
    return _RESULT.divide(above, Decimal(factor.denominator))
