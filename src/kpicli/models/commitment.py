"""What a KPI commits to, as plain numbers in its own unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from decimal import Decimal

    from kpicli.models.choices import Direction


class Commitment(Struct, frozen=True, gc=False):
    """A KPI's aim in numbers.

    `target` is *the* number (the middle one of three levels; 1 for `complete`) and none for a
    range. `low` and `high` bound the values that meet the target, none where there is no bound;
    with `strict` the bound itself does not meet it. `baseline` and `tolerance` are none where the
    file gives none. `commit` and `stretch` are the outer levels.
    """

    direction: Direction
    target: Decimal | None
    low: Decimal | None
    high: Decimal | None
    baseline: Decimal | None = None
    tolerance: Decimal | None = None
    strict: bool = False
    commit: Decimal | None = None
    stretch: Decimal | None = None

    def is_met_by(self, value: Decimal) -> bool:
        """Whether a value meets the target; values on the bound do, unless it is strict."""
        if self.strict and value in {self.low, self.high}:
            return False
        above = self.low is None or value >= self.low
        return above and (self.high is None or value <= self.high)
