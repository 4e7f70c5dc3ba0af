"""Shapes of expected progress: the share of the way due after a share of the time."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from kpicli.models.choices import PaceShape
from kpicli.progress.precision import fixed_precision

if TYPE_CHECKING:
    from collections.abc import Sequence

Pace = PaceShape | tuple[Decimal, ...]
"""A shape with a name, or the shares of equal slices of the period (seasonal)."""


@fixed_precision()
def geometric_share(time: Decimal, baseline: Decimal | None, target: Decimal | None) -> Decimal:
    """The share due at the same growth every day; linear unless both ends have one sign."""
    if baseline is None or target is None or baseline == target:
        return time
    if not baseline or not target or baseline.is_signed() != target.is_signed():
        return time
    growth = target / baseline
    if growth == 1:  # to the last digit computed
        return time
    return (growth**time - 1) / (growth - 1)


@fixed_precision()
def seasonal_share(time: Decimal, shares: Sequence[Decimal]) -> Decimal:
    """The full slices so far and the elapsed part of the current one, over all slices."""
    whole = sum(shares, Decimal(0))
    if not whole:
        return time
    full, part = divmod(time * len(shares), 1)
    done = sum(shares[: int(full)], Decimal(0))
    current = shares[int(full)] * part if part else Decimal(0)
    return (done + current) / whole
