"""The two figures of earned value that compare what is done with what was planned by now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.progress.precision import fixed_precision

if TYPE_CHECKING:
    from decimal import Decimal


@fixed_precision()
def schedule_performance(earned: Decimal, planned: Decimal) -> Decimal | None:
    """SPI: what is earned over what was planned by now, none while nothing is planned."""
    return earned / planned if planned > 0 else None


@fixed_precision()
def schedule_variance(earned: Decimal, planned: Decimal) -> Decimal:
    """SV: what is earned beyond the plan, in its unit; negative for what is behind."""
    return earned - planned
