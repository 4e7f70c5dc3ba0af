"""Which differences between a plan and a target the numbers are too coarse to tell."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from kpicli.formulas import parse_unit
from kpicli.formulas.units import TIME_SYMBOLS
from kpicli.models.choices import Rollup
from kpicli.progress.precision import fixed_precision

if TYPE_CHECKING:
    from kpicli.progress.plan import Plan

_HUNDRED = Decimal(100)
_COARSE = Decimal("0.02")
_WHOLE = {Rollup.SUM, Rollup.MIN, Rollup.MAX}


@fixed_precision()
def rounding_room(plan: Plan, percent: Decimal) -> Decimal:
    """How far a plan may miss its target without saying anything.

    That percentage of the target, or one step of the last digit in use (three times 33 % is 99 %),
    the latter up to 2 % of the target.
    """
    size = abs(plan.bound)
    return max(size * percent / _HUNDRED, min(_step(plan), size * _COARSE))


def may_be_rounding(plan: Plan) -> bool:
    """Whether a plan misses its target by less than one step of the last digit in use."""
    return plan.miss < _step(plan)


def _step(plan: Plan) -> Decimal:
    """One step of the finest last digit among the targets; 0 for things counted one by one."""
    if plan.rollup in _WHOLE and _is_count(plan.unit):
        return Decimal(0)
    numbers = (plan.bound, *(part.planned for part in plan.parts if plan.formula is None))
    return min(Decimal(1).scaleb(int(number.as_tuple().exponent)) for number in numbers)


def _is_count(unit: str) -> bool:
    parsed = parse_unit(unit)
    symbols = {symbol for symbol, _ in parsed.symbols}
    is_noun = not any(symbol in TIME_SYMBOLS or symbol.isupper() for symbol in symbols)
    return bool(symbols) and is_noun and parsed.scale == 1
