"""Growth by compound rates, as the indicator sets of the sustainable development goals use it."""

from __future__ import annotations

from calendar import isleap
from decimal import Decimal, Overflow
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.progress.precision import fixed_precision

if TYPE_CHECKING:
    from datetime import date

_ALMOST_ZERO = Decimal("0.001")
_MOST = Decimal("1e15")


class Path(Struct, frozen=True):
    """A value on its way from a baseline, `years` after it, and where it is to be.

    `sign` is +1 where more is better and -1 where less is. `target` is none where only the
    direction counts, and is due `target_years` after the baseline. `limit` is the best value
    that is possible, none where there is no such bound.
    """

    sign: int
    baseline: Decimal
    value: Decimal
    years: Decimal
    target: Decimal | None = None
    target_years: Decimal = Decimal(0)
    limit: Decimal | None = None

    @property
    def is_met(self) -> bool:
        """Whether the value is at the target or beyond."""
        return self.target is not None and self.sign * (self.value - self.target) >= 0


@fixed_precision()
def years_between(start: date, end: date) -> Decimal:
    """The years from the end of one day to the end of another: whole ones between new years."""
    return _years(end) - _years(start)


@fixed_precision()
def growth_rate(baseline: Decimal, value: Decimal, years: Decimal) -> Decimal | None:
    """The compound annual rate from a baseline to a value, positive where the value rises.

    A baseline of 0 counts as 0.001, as Open SDG has it. None where the sign changes, where no
    time has passed, and where so little has that the growth is beyond 10^15 a year.
    """
    factor = growth_factor(baseline, value, Decimal(1), years)
    if factor is None:
        return None
    return 1 - factor if baseline < 0 else factor - 1


@fixed_precision()
def growth_factor(
    baseline: Decimal, value: Decimal, ahead: Decimal, years: Decimal
) -> Decimal | None:
    """By what a value is multiplied in the years ahead, at its growth since the baseline.

    None where the growth is not known, and where it is beyond 10^15.
    """
    change = value / nonzero(baseline)
    if change < 0 or years <= 0:
        return None
    if not ahead:
        return Decimal(1)
    try:
        factor = abs(change) ** (ahead / years)
    except Overflow:
        return None
    return factor if factor < _MOST else None


def nonzero(number: Decimal) -> Decimal:
    """The number, or 0.001 for 0, which no rate starts from or leads to."""
    return number or _ALMOST_ZERO


def _years(day: date) -> Decimal:
    return day.year + Decimal(day.timetuple().tm_yday) / (366 if isleap(day.year) else 365)
