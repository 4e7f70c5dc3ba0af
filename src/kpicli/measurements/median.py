"""The median. Importing `statistics` for it, with random numbers and all, takes longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal


def median(values: Iterable[Decimal]) -> Decimal:
    """The middle one of one or more values, or the mean of the two in the middle."""
    ordered = sorted(values)
    middle, is_odd = divmod(len(ordered), 2)
    return ordered[middle] if is_odd else (ordered[middle - 1] + ordered[middle]) / 2
