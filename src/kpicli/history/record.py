"""Whether a goal's `target_changes` answer for a change: the field, the values and a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.history.recorded_values import Reading, value_now, value_read
from kpicli.history.sides import Sides, kpi_sides
from kpicli.models.choices import ChangedField

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.history.field_change import FieldChange
    from kpicli.history.judged import Judged
    from kpicli.models.parts import TargetChange

_TARGET = frozenset({ChangedField.TARGET})
_MEASURED = frozenset(
    {
        ChangedField.FORMULA,
        ChangedField.UNIT,
        ChangedField.SOURCE,
        ChangedField.AGGREGATION,
    }
)
_ANSWERS = {
    **dict.fromkeys(("commit", "stretch", "tolerance", "interim_targets", "direction"), _TARGET),
    **dict.fromkeys(("thresholds", "pace"), _TARGET),
    **dict.fromkeys(("metric", "segment", "kind"), _MEASURED),
    **dict.fromkeys(("contributes_to", "rollup"), frozenset({ChangedField.WEIGHT})),
}


def is_recorded(judged: Judged, change: FieldChange) -> bool:
    """Whether the goal as it is now says why this field came from one value to the other.

    Several entries may lead from the one to the other, step by step. An entry without a value
    leaves it open, and then answers only for what changed since it was written. Where a change
    follows that of another field, the entry for that one answers.
    """
    followed = (part for part in judged.difference.changes if part.field == change.follows)
    if any(is_recorded(judged, part) for part in followed):
        return True
    entries = sorted(_entries(judged, change), key=lambda entry: entry.entry.date)
    before, after = judged.difference.before, judged.difference.after
    if not entries or before is None or after is None:
        return False
    kpi = kpi_sides(Sides(judged.old, before, judged.new, after))
    reading = Reading(judged, change, kpi)
    start, goal = value_now(reading, "before"), value_now(reading, "after")
    if goal is None:
        return any(entry.is_new for entry in entries)
    reached, steps = start, 0
    for part in entries:
        first = value_read(reading, "before", part.entry.before)
        last = value_read(reading, "after", part.entry.after)
        if first == reached or (part.entry.before is None and part.is_new):
            if last is None and not (part.entry.after is None and part.is_new):
                continue
            reached, steps = goal if last is None else last, steps + 1
    return bool(steps) and reached == goal


def misfits(judged: Judged, change: FieldChange) -> Iterator[tuple[int, TargetChange]]:
    """The new entries about a field, by their places: of a change that is not recorded, why not."""
    before, after = judged.difference.before, judged.difference.after
    known = before.model.target_changes if before else ()
    for index, entry in enumerate(after.model.target_changes if after else ()):
        if entry.field in _fields(change) and entry not in known:
            yield index, entry


class _Entry(Struct, frozen=True):
    """An entry with a reason, and whether it was not there before the change."""

    entry: TargetChange
    is_new: bool


def _entries(judged: Judged, change: FieldChange) -> Iterator[_Entry]:
    """The entries that may answer for a field."""
    before, after = judged.difference.before, judged.difference.after
    known = before.model.target_changes if before else ()
    for entry in after.model.target_changes if after else ():
        if entry.reason and entry.field in _fields(change):
            yield _Entry(entry, entry not in known)


def _fields(change: FieldChange) -> frozenset[str]:
    """What an entry may name as its field."""
    return frozenset({change.field}) | _ANSWERS.get(change.field, frozenset())
