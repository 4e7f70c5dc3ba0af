"""Changes of what was measured: values added, rewritten and removed, by their days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.history.aims import number_with
from kpicli.history.field_change import Effect, FieldChange

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from kpicli.history.sides import KpiSide, KpiSides
    from kpicli.measurements import Measurement


def actual_changes(sides: KpiSides) -> Iterator[FieldChange]:
    """What changed among the actuals; one change for all that were added, one for each other day.

    The same value on the same day is no change, wherever and in whichever unit it is written.
    """
    before, after = _by_day(sides.before), _by_day(sides.after)
    for day in sorted(before):
        yield from _of_day(sides, day, before[day], after.get(day))
    added = sorted(after.keys() - before.keys())
    if added:
        last = number_with(after[added[-1]].value, sides.after.own_unit)
        many = "1 measurement" if len(added) == 1 else f"{len(added)} measurements"
        where = "on" if len(added) == 1 else "the last on"
        yield FieldChange("actuals", "", f"{many}, {where} {added[-1].isoformat()}: {last}")


def _by_day(side: KpiSide) -> Mapping[date, Measurement]:
    return {part.day: part for part in side.workspace.series(side.kpi)}


def _of_day(
    sides: KpiSides, day: date, old: Measurement, new: Measurement | None
) -> Iterator[FieldChange]:
    was = number_with(old.value, sides.before.own_unit)
    key = day.isoformat()
    if new is None:
        yield FieldChange("actuals", was, "", Effect.MOVED, key=key)
        return
    if sides.before.value(old.value) != sides.after.value(new.value):
        now = number_with(new.value, sides.after.own_unit)
        yield FieldChange("actuals", was, now, Effect.MOVED, key=key)
    texts = _beside(old), _beside(new)
    if texts[0] != texts[1]:
        yield FieldChange("actuals", *texts, key=f"{key}, what is said beside it")


def _beside(part: Measurement) -> str:
    """What is said beside a value."""
    actual = part.actual
    said = (
        f"confidence {actual.confidence.normalize():f}" if actual.confidence is not None else "",
        f"status {actual.status}" if actual.status else "",
        f"`{actual.note}`" if actual.note else "",
        f"by {actual.by}" if actual.by else "",
    )
    return ", ".join(text for text in said if text)
