"""Periods that begin later than they did, so that less is due on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.history.pace_changes import is_due_later
from kpicli.history.sides import Sides, kpi_sides

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.history.field_change import FieldChange
    from kpicli.history.judged import Judged

LESS_IS_DUE = "less is due on the way, since the period begins later"


def later_starts(judged: Judged) -> Iterator[FieldChange]:
    """The change of the period of a KPI of which less is due on any day for a later start."""
    before, after = judged.difference.before, judged.difference.after
    changes = [change for change in judged.changes("period") if not change.is_looser]
    if before is None or after is None or not changes:
        return
    sides = kpi_sides(Sides(judged.old, before, judged.new, after))
    if sides is not None and is_due_later(sides):
        yield from changes
