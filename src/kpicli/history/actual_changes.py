"""Changes of what was measured: values added, rewritten and removed, by their days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.history.aims import number_with
from kpicli.history.field_change import Effect, FieldChange
from kpicli.history.hidden import lacks_values
from kpicli.models.actual import remarks_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from kpicli.history.sides import KpiSide, KpiSides
    from kpicli.measurements import Measurement, Series


def actual_changes(sides: KpiSides) -> Iterator[FieldChange]:
    """What changed among the actuals; one change for all that were added, one for each other day.

    The same value on the same day is no change, wherever and in whichever unit it is written.
    Nothing is known to have changed where a side's CSV file cannot be read.
    """
    if any(lacks_values(side.kpi, side.workspace) for side in (sides.before, sides.after)):
        return
    old, new = _series(sides.before), _series(sides.after)
    if sides.before.own_unit == sides.after.own_unit and goes_on(old, new):
        yield from _added(sides, new.days[len(old) :], new.values[-1:])
        return
    before, after = _by_day(old), _by_day(new)
    for day in sorted(before):
        yield from _of_day(sides, day, before[day], after.get(day))
    added = sorted(after.keys() - before.keys())
    yield from _added(sides, added, [after[day].value for day in added])


def _series(side: KpiSide) -> Series:
    return side.workspace.series(side.kpi)


def goes_on(old: Series, new: Series) -> bool:
    """Whether all that was measured is still there, and what is new came later."""
    until = len(old)
    return (
        new.days[:until] == old.days
        and new.values[:until] == old.values
        and remarks_in(new.actuals.remarks[:until]) == old.actuals.remarks
    )


def _by_day(series: Series) -> Mapping[date, Measurement]:
    return {part.day: part for part in series}


def _added(
    sides: KpiSides, days: Sequence[date], values: Sequence[Decimal]
) -> Iterator[FieldChange]:
    if not days:
        return
    last = number_with(values[-1], sides.after.own_unit)
    many = "1 measurement" if len(days) == 1 else f"{len(days)} measurements"
    where = "on" if len(days) == 1 else "the last on"
    yield FieldChange("actuals", "", f"{many}, {where} {days[-1].isoformat()}: {last}")


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
