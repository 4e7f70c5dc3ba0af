"""Progress as the Progress Chart 2023 of the United Nations measures it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.progress.growth import growth_factor, nonzero
from kpicli.progress.precision import fixed_precision

if TYPE_CHECKING:
    from decimal import Decimal

    from kpicli.progress.growth import Path


@fixed_precision()
def value_ahead(path: Path) -> Decimal | None:
    """The value when the target is due, if it goes on growing at its rate since the baseline."""
    ahead = path.target_years - path.years
    factor = growth_factor(path.baseline, path.value, ahead, path.years)
    return None if factor is None else path.value * factor


@fixed_precision()
def share_ahead(path: Path) -> Decimal | None:
    """The share of the way to the target that the value ahead will have come.

    None without a target, where the target is the baseline, and where the sign changes on the
    way, since no rate of growth leads through 0.
    """
    ahead = value_ahead(path)
    if ahead is None or path.target is None:
        return None
    start, target = nonzero(path.baseline), nonzero(path.target)
    if start == target or start.is_signed() != target.is_signed():
        return None
    return (ahead - start) / (target - start)
