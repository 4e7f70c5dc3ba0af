"""Goals that no longer count in a goal above them at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from msgspec import Struct

from kpicli.history.difference import GoalDifference, Turn
from kpicli.history.judged import Judged, Past
from kpicli.history.link_changes import parts_in
from kpicli.models.choices import Rollup
from kpicli.models.goal import Kpi
from kpicli.rules.history.occasion import Occasion, is_kept, is_recorded, place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.findings import Label
    from kpicli.history.field_change import FieldChange
    from kpicli.workspace import AnyGoal, Definition, Workspace


class Escape(Struct, frozen=True, eq=False):
    """A goal, the one above that it no longer counts in, by what change and where that stands.

    `how` is a clause: `the link to it is gone`. `occasion` is that of the goal at the change.
    """

    goal: str
    above: str
    how: str
    occasion: Occasion
    place: Label


def escapes_by_link(judged: Judged, past: Past) -> Iterator[Escape]:
    """The goals above that a goal counted in until its link went, or was made to add nothing."""
    before, after = judged.difference.before, judged.difference.after
    if before is None or after is None or not is_kept(judged) or _is_given_up(after):
        return
    was, now = parts_in(before), parts_in(after)
    for change in judged.changes("contributes_to"):
        above = change.key.strip("`")
        if above not in was or not was[above].counts or not _rolls_up(above, judged):
            continue
        if _reaches(judged.goal, above, judged.new) or is_recorded(judged, change):
            continue
        how = "the link to it adds nothing now" if above in now else "the link to it is gone"
        occasion = Occasion(judged, past, change)
        yield Escape(judged.goal, above, how, occasion, _place(judged, above, change))


def escapes_by_rollup(judged: Judged, past: Past) -> Iterator[Escape]:
    """The goals that served a KPI when it was rolled up no more."""
    change = next(iter(judged.changes("rollup")), None)
    if change is None or not _is_rolled_up_no_more(judged) or is_recorded(judged, change):
        return
    moment = Occasion(judged, past, change).moment
    then = Past((), lambda *_: moment)
    place = place_of(judged, "rollup", message=f"it was {change.before}")
    how = f"its rollup changed from {change.before} to {change.after}"
    for link in judged.new.cascade.contributors(judged.goal):
        if link.counts and not judged.new.goals[link.child].model.is_over:
            occasion = Occasion(_unchanged(link.child, judged), then, None)
            yield Escape(link.child, judged.goal, how, occasion, place)


def is_escape(occasion: Occasion) -> bool:
    """Whether the goal was behind, in a period that was running."""
    return occasion.has_begun and occasion.was_behind and not occasion.begins_anew


def place_of_weight(judged: Judged, change: FieldChange) -> Label:
    """The link that has the weight, else the weight of the goal itself."""
    goal = judged.difference.after
    links = goal.model.contributes_to if goal else ()
    for index, link in enumerate(links):
        if goal is not None and f"`{link.goal}`" == change.key and link.weight is not None:
            return goal.at("contributes_to", index, message=f"it was {change.before}")
    return place_of(judged, "weight", message=f"it was {change.before}")


def _is_given_up(goal: Definition[AnyGoal]) -> bool:
    return goal.model.is_over or goal.model.is_draft


def _rolls_up(above: str, judged: Judged) -> bool:
    """Whether a goal above is still there, and made of its parts before and now."""
    now = judged.new.goals.get(above)
    was = judged.old.goals.get(above, now)
    if now is None or was is None or _is_given_up(now):
        return False
    return all(goal.model.rollup is not Rollup.NONE for goal in (was, now))


def _reaches(goal: str, above: str, workspace: Workspace) -> bool:
    """Whether a goal still counts in another, be it by way of others."""
    found, waiting = {goal}, [goal]
    while waiting:
        links = workspace.cascade.parents(waiting.pop())
        new = {link.parent for link in links if link.counts} - found
        found |= new
        waiting.extend(new)
    return above in found


def _is_rolled_up_no_more(judged: Judged) -> bool:
    before, after = judged.difference.before, judged.difference.after
    if before is None or after is None or not is_kept(judged) or _is_given_up(after):
        return False
    if not isinstance(before.model, Kpi) or not isinstance(after.model, Kpi):
        return False
    if before.model.rollup is Rollup.NONE or after.model.rollup is not Rollup.NONE:
        return False
    # A KPI with values of its own was never made of its parts.
    return not judged.old.series_in_period(cast("Definition[Kpi]", before))


def _unchanged(goal: str, judged: Judged) -> Judged:
    """A goal that served the one that was changed, by the promise that it had."""
    now = judged.new.goals[goal]
    old = judged.old if goal in judged.old.goals else judged.new
    part = GoalDifference(goal, Turn.CHANGED, old.goals[goal], now)
    return Judged(part, old, judged.new, judged.against)


def _place(judged: Judged, above: str, change: FieldChange) -> Label:
    """The link as it is now, else where the goal's links stand."""
    goal = judged.difference.after
    words = f"it was {change.before}"
    for index, link in enumerate(goal.model.contributes_to if goal else ()):
        if goal is not None and link.goal == above:
            return goal.at("contributes_to", index, message=words)
    return place_of(judged, "contributes_to", message=words)
