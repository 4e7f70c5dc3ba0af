"""What was redefined about what goals measure, and where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from kpicli.history.field_change import Effect
from kpicli.history.metric_changes import REDEFINING
from kpicli.models.actual import NO_ACTUALS, CsvActuals
from kpicli.models.goal import Kpi
from kpicli.rules.history.occasion import is_kept, place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.findings import Label
    from kpicli.history.field_change import FieldChange
    from kpicli.history.judged import Judged
    from kpicli.rules.history.occasion import Occasion
    from kpicli.workspace import Definition

_OWN = frozenset({"metric", "segment", "kind", "target"})


def redefinitions(judged: Judged) -> Iterator[FieldChange]:
    """The fields of a promise that still stands by which something else is measured."""
    before = judged.difference.before
    if before is not None and is_kept(judged) and not before.model.is_draft:
        for change in judged.difference.changes:
            if change.effect is Effect.REDEFINED and _is_told(change, judged):
                yield change


def _is_told(change: FieldChange, judged: Judged) -> bool:
    """Whether it is no consequence of another unit, which is told itself."""
    if change.field == "target":
        return not any(part.effect is Effect.REDEFINED for part in judged.changes("unit"))
    return change.field in {*REDEFINING, "kind"}


def is_redefinition(occasion: Occasion) -> bool:
    """Whether it was done to a promise that was running, and gives it another meaning."""
    if not occasion.has_begun or occasion.begins_anew:
        return False
    return not _is_first_segment(occasion)


def _is_first_segment(occasion: Occasion) -> bool:
    """Whether a KPI says at last which part it means, before anything was measured of the whole."""
    change, before = occasion.change, occasion.judged.difference.before
    if change is None or change.field != "segment" or change.before or before is None:
        return False
    state = occasion.moment.last or occasion.judged.old
    goal = state.goals.get(before.id, before)
    if not isinstance(goal.model, Kpi):
        return False
    if isinstance(goal.model.actuals, CsvActuals):
        # An older state may have been read without the files that goals take their actuals from.
        return state.csv_actuals.get(goal.id) == NO_ACTUALS
    return not goal.model.actuals


def place_of_redefinition(judged: Judged, change: FieldChange) -> tuple[str, Label]:
    """What was redefined, the metric or the KPI, and where it stands."""
    goal = judged.difference.after
    words = f"it was {change.before}" if change.before else ""
    if goal is not None and isinstance(goal.model, Kpi) and change.field not in _OWN:
        metric = judged.new.metric(cast("Definition[Kpi]", goal))
        if metric is not None:
            return metric.id, metric.at(change.field, message=words)
    return judged.goal, place_of(judged, change.field, message=words)


def recorded_as(field: str) -> str:
    """The `field` by which `target_changes` answer for it."""
    return "formula" if field in _OWN - {"target"} else field
