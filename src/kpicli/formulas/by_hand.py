"""Bare numbers that convert units by hand: `spend / 1000` in kEUR, `hours / 8` in days.

Formulas compute on quantities, which convert by themselves, so that such a number counts twice.
Whether its author knew that cannot be told, nor whether a day is one of work.
"""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import permutations
from typing import TYPE_CHECKING

from kpicli.formulas.parse_unit import parse_unit
from kpicli.formulas.tree import Number, postorder
from kpicli.formulas.units import TIME_SYMBOLS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpicli.formulas.tree import Formula
    from kpicli.formulas.units import Unit

_WORD = re.compile(r"[^\W\d_]+")
_SECONDS = (("s", 1),)
_DAY = 86_400
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


def may_be_working_time(units: Iterable[Unit | None]) -> bool:
    """Whether times up to hours stand beside days or weeks: of work, a day has 8 hours, not 24."""
    named = (parse_unit(word) for unit in units if unit for word in _WORD.findall(unit.text))
    lengths = {word.scale for word in named if word.symbols == _SECONDS}
    return bool(lengths) and min(lengths) < _DAY <= max(lengths)


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
