"""Goals that are behind and count for less in a goal above, though they still count."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from msgspec import Struct
from msgspec.structs import replace

from kpicli.constraints.interval import shown
from kpicli.fields.value import with_parts
from kpicli.models.choices import Rollup
from kpicli.models.goal import Kpi
from kpicli.progress.attainment import score
from kpicli.progress.goals import progress_of
from kpicli.rules.history.escapes import is_escape, place_of_weight
from kpicli.rules.history.occasion import Occasion, is_kept, is_recorded, place_of
from kpicli.rules.history.standing import with_contents

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from kpicli.findings import Label
    from kpicli.history.judged import Judged, Past
    from kpicli.workspace import AnyGoal, Definition, Workspace

_VALUES = ", its `from`, `to`"


class Lighter(Struct, frozen=True):
    """What counts for less, in words, where that stands, and the goals that it is about.

    `values` says which values belong to the record of the change.
    """

    message: str
    place: Label
    goals: tuple[str, ...]
    values: str = ""


def lighter_links(judged: Judged, past: Past) -> Iterator[Lighter]:
    """The weights of a goal that was behind which are lower than they were."""
    for change in judged.changes("weight"):
        if not change.is_looser or not is_kept(judged) or is_recorded(judged, change):
            continue
        occasion = Occasion(judged, past, change)
        if is_escape(occasion):
            words = f"{change.words}, {occasion.words}{occasion.state}"
            goals = (judged.goal, *filter(None, (change.key.strip("`"),)))
            message = f"`{judged.goal}` counts for less: {words}"
            yield Lighter(message, place_of_weight(judged, change), goals, _VALUES)


def kinder_rollups(judged: Judged, past: Past) -> Iterator[Lighter]:
    """Another roll-up of a goal that was behind, by which the same parts look better."""
    change = next(iter(judged.changes("rollup")), None)
    if change is None or not is_kept(judged) or is_recorded(judged, change):
        return
    stands = _standing_by_both(judged)
    if stands is None or stands[1] <= stands[0]:
        return
    occasion = Occasion(judged, past, change)
    if is_escape(occasion):
        was, now = (f"{shown(round(part * 100, 1))} %" for part in stands)
        words = f"{change.words}, {occasion.words}{occasion.state}"
        message = f"the parts of `{judged.goal}` that are behind count for less: {words}"
        place = place_of(judged, "rollup", message=f"it was {change.before}")
        yield Lighter(
            f"{message}; by now it is {now} of the way, and not {was}", place, (judged.goal,)
        )


def _standing_by_both(judged: Judged) -> tuple[Decimal, Decimal] | None:
    """How much of a goal is attained today, by its earlier roll-up and by its present one."""
    before, after = judged.difference.before, judged.difference.after
    if before is None or after is None or type(before.model) is not type(after.model):
        return None
    if not _is_made_of_parts(before, judged.old) or not _is_made_of_parts(after, judged.new):
        return None
    as_before = replace(after, model=with_parts(after.model, {"rollup": before.model.rollup}))
    earlier = with_contents(judged.new, {"goals": {**judged.new.goals, judged.goal: as_before}})
    was, now = (progress_of(judged.goal, side).attainment for side in (earlier, judged.new))
    return None if was is None or now is None else (score(was), score(now))


def _is_made_of_parts(goal: Definition[AnyGoal], workspace: Workspace) -> bool:
    """Whether a goal stands by what serves it, and not by values of its own."""
    if goal.model.rollup is Rollup.NONE or goal.model.is_over or goal.model.is_draft:
        return False
    if not isinstance(goal.model, Kpi):
        return True
    return not workspace.series_in_period(cast("Definition[Kpi]", goal))
