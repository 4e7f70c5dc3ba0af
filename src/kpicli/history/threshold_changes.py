"""Changes of from when on a goal counts as on track or at risk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.constraints.interval import shown
from kpicli.history.field_change import Effect, FieldChange

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.history.sides import Sides
    from kpicli.models.thresholds import OwnThresholds, Thresholds


def threshold_changes(sides: Sides) -> Iterator[FieldChange]:
    """Other thresholds, those of the settings where a goal has none of its own.

    Lower ones are looser. Where those of goals do not count, they change nothing but words.
    """
    before = sides.old.context_of(sides.before).thresholds
    after = sides.new.context_of(sides.after).thresholds
    if before != after:
        yield FieldChange("thresholds", _text(before), _text(after), _effect(before, after))
    elif not sides.new.context.own_thresholds_count:
        old, new = sides.before.model.thresholds, sides.after.model.thresholds
        if old != new:
            yield FieldChange("thresholds", _text(old), _text(new))


def _effect(before: Thresholds, after: Thresholds) -> Effect:
    is_lower = after.on_track < before.on_track or after.at_risk < before.at_risk
    return Effect.LOOSER if is_lower else Effect.TIGHTER


def _text(thresholds: Thresholds | OwnThresholds | None) -> str:
    if thresholds is None:
        return ""
    named = {"on_track": thresholds.on_track, "at_risk": thresholds.at_risk}
    return ", ".join(f"{name} {shown(n)}" for name, n in named.items() if n is not None)
