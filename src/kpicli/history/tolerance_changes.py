"""Changes of how far a target may be missed before nothing of it is attained."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kpicli.history.aims import number_with
from kpicli.history.field_change import Effect, FieldChange
from kpicli.models.choices import Direction
from kpicli.progress.attainment import attainment, score

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.history.sides import KpiSide, KpiSides
    from kpicli.models.commitment import Commitment
    from kpicli.models.quantity import Quantity

_ZERO = Decimal(0)
_LITTLE = Decimal("0.000001")


def tolerance_changes(sides: KpiSides) -> Iterator[FieldChange]:
    """Another tolerance: looser where the same miss attains more than it did.

    Where none is written, others decide: the baseline, the target, the width of a range.
    """
    old, new = sides.before.kpi.model.tolerance, sides.after.kpi.model.tolerance
    before, after = sides.before.number(old), sides.after.number(new)
    if before == after and (old is None) is (new is None):
        return
    texts = _text(sides.before, old), _text(sides.after, new)
    yield FieldChange("tolerance", *texts, _effect(sides, before, after))


def _effect(sides: KpiSides, before: Decimal | None, after: Decimal | None) -> Effect:
    if _is_kept_value(sides):
        return Effect.LOOSER if (after or _ZERO) > (before or _ZERO) else Effect.TIGHTER
    later = sides.after.shared
    if later is None:
        return Effect.NEUTRAL
    miss = (max(before or _ZERO, after or _ZERO) or _LITTLE) / 2
    was, now = (
        _attained(sides.after, replace(later, tolerance=side), miss) for side in (before, after)
    )
    if was == now:
        return Effect.NEUTRAL
    return Effect.LOOSER if now > was else Effect.TIGHTER


def _attained(side: KpiSide, commitment: Commitment, miss: Decimal) -> list[Decimal]:
    """What values that miss a bound by as much attain, below the lower and above the upper one."""
    low, high = commitment.low, commitment.high
    values = [*([] if low is None else [low - miss]), *([] if high is None else [high + miss])]
    aggregation = side.workspace.aggregation(side.kpi)
    found = (attainment(commitment, value, aggregation) for value in values)
    return [score(_ZERO if part is None else part) for part in found]


def _is_kept_value(sides: KpiSides) -> bool:
    """Whether the tolerance is what makes a single number a range, on both sides."""
    before, after = sides.before.shared, sides.after.shared
    if before is None or after is None:
        return False
    is_within = before.direction is after.direction is Direction.WITHIN
    return is_within and before.target is not None and after.target is not None


def _text(side: KpiSide, quantity: Quantity | None) -> str:
    number = side.workspace.scale(side.kpi).number(quantity) if quantity else None
    if quantity is None or number is None:
        return quantity.text.strip() if quantity else ""
    return number_with(number, side.own_unit)
