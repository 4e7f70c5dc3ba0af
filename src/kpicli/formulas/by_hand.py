"""Bare numbers that convert units by hand: `spend / 1000` in kEUR, `hours / 8` in days.

Formulas compute on quantities, which convert by themselves, so that such a number counts twice.
Whether its author knew that cannot be told.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations
from typing import TYPE_CHECKING

from kpicli.formulas.tree import Number, postorder
from kpicli.formulas.units import TIME_SYMBOLS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpicli.formulas.tree import Formula
    from kpicli.formulas.units import Unit

_LEAST_FACTOR = 5
"""From here on a number beside different units of time may be working hours, days or weeks."""


def may_convert_by_hand(formula: Formula, units: Iterable[Unit | None]) -> bool:
    """Whether a number may stand for what the units of a metric and of its formula's names do.

    That is 100 beside a per cent, what one of the units is of another (or its root, as in
    `/ 60 / 60`), and where units of time differ, any number that makes five times as much or more.
    """
    known = {unit for unit in units if unit is not None}
    ratios = _ratios(known)
    if not ratios:
        return False
    numbers = {abs(node.value) for node in postorder(formula.root) if isinstance(node, Number)}
    factors = {Fraction(number) for number in numbers if number}
    if not ratios.isdisjoint({*factors, *(factor**2 for factor in factors)}):
        return True
    return _times_differ(known) and any(
        max(factor, 1 / factor) >= _LEAST_FACTOR for factor in factors
    )


def _ratios(units: Iterable[Unit]) -> set[Fraction]:
    """How many of one unit another one is: each of their bases, and amounts of each other."""
    scales = {unit.scale for unit in units if not unit.is_dimensionless} | {Fraction(1)}
    shares = {unit.scale for unit in units if unit.is_dimensionless} - {1}
    found = {above / below for above, below in permutations(scales, 2)}
    return found | shares | {1 / share for share in shares}


def _times_differ(units: Iterable[Unit]) -> bool:
    scales = {
        unit.scale if power > 0 else 1 / unit.scale
        for unit in units
        for symbol, power in unit.symbols
        if symbol in TIME_SYMBOLS
    }
    return len(scales) > 1
