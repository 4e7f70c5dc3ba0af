"""Changes of when a goal is due and of where it started."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.history.aims import effect_of_number, number_with
from kpicli.history.field_change import Effect, FieldChange

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from kpicli.history.sides import KpiSide, KpiSides, Sides
    from kpicli.models.period import DateRange
    from kpicli.workspace import AnyGoal, Definition


def period_changes(sides: Sides) -> Iterator[FieldChange]:
    """Another period by its dates: `2026` and `FY2026` may be the same."""
    before, after = sides.old.period(sides.before), sides.new.period(sides.after)
    if before != after:
        yield FieldChange(
            "period",
            _period_text(sides.before, before),
            _period_text(sides.after, after),
            _effect_on_period(before, after),
        )


def _effect_on_period(before: DateRange | None, after: DateRange | None) -> Effect:
    if before is None:
        return Effect.TIGHTER
    if after is None:
        return Effect.LOOSER
    if before.end == after.end:
        return Effect.REDEFINED
    return Effect.LOOSER if after.end > before.end else Effect.TIGHTER


def _period_text(goal: Definition[AnyGoal], dates: DateRange | None) -> str:
    written = goal.model.period
    if written is None or dates is None:
        return ""
    return f"{written.text.replace('/', ' to ')}{'' if '/' in written.text else _until(dates)}"


def _until(dates: DateRange) -> str:
    return f" (until {dates.end.isoformat()})"


def baseline_changes(sides: KpiSides) -> Iterator[FieldChange]:
    """Another start. A first one tells what was not known; it moves nothing."""
    before, after = _number(sides.before), _number(sides.after)
    texts = _text(sides.before), _text(sides.after)
    if texts[0] and texts[1] and before is not None and before == after:
        return
    if texts[0] == texts[1]:
        return
    effect = Effect.MOVED if texts[0] else Effect.NEUTRAL
    commitment = sides.after.commitment
    if before is not None and after is not None and sides.is_comparable and commitment:
        # A start nearer to the target leaves more of the way to go for the same value.
        found = effect_of_number(before, after, commitment.direction) or Effect.MOVED
        effect = found if commitment.direction.sign else Effect.MOVED
    yield FieldChange("baseline", *texts, effect)


def _number(side: KpiSide) -> Decimal | None:
    baseline = side.kpi.model.baseline
    return side.number(baseline.quantity) if baseline else None


def _text(side: KpiSide) -> str:
    baseline = side.kpi.model.baseline
    if baseline is None:
        return ""
    number = side.workspace.scale(side.kpi).number(baseline.quantity)
    if number is None:
        return baseline.quantity.text.strip()
    return number_with(number, side.own_unit)
