"""How a goal stood on a day by the promise that it had then."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from msgspec.structs import replace

from kpicli.fields.value import with_parts
from kpicli.history.hidden import lacks_values
from kpicli.history.sides import Sides, kpi_sides
from kpicli.models.choices import Lifecycle, Rollup
from kpicli.models.goal import Kpi
from kpicli.progress.goals import progress_by_actuals, progress_of_goals
from kpicli.progress.status import ProgressStatus
from kpicli.workspace import Workspace
from kpicli.workspace.contents import Contents

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kpicli.history.judged import Judged, Moment
    from kpicli.progress.goals import GoalProgress
    from kpicli.workspace import AnyGoal, Definition


def standing_at(judged: Judged, moment: Moment) -> GoalProgress | None:
    """The old promise on the day of a change, under what is known to have been measured by then.

    What was recorded since the older revision counts, so that a goal can be behind in it; of a
    goal that is gone, or measured in a unit that does not convert, what its last state has. A KPI
    that is stale stands by its last value: who stops to measure does not stand better.
    """
    before = judged.difference.before
    if before is None:
        return None
    if not isinstance(before.model, Kpi):
        return _standing_of_objective(judged, before, moment)
    kpi = cast("Definition[Kpi]", before)
    then = _with_actuals(judged, kpi, moment).on(moment.day)
    promised = cast("Definition[Kpi]", then.goals[kpi.id])
    if promised.model.rollup is not Rollup.NONE and not then.series_in_period(promised):
        return progress_of_goals(then).get(kpi.id)
    found = progress_by_actuals(promised, then)
    if found.status is not ProgressStatus.STALE:
        return found
    ageless = replace(promised, model=with_parts(promised.model, {"cadence": None}))
    return progress_by_actuals(ageless, then)


def with_contents(workspace: Workspace, changes: Mapping[str, object]) -> Workspace:
    """A workspace with other contents; what it remembers was true of the old ones."""
    contents = {name: getattr(workspace, name) for name in Contents.__struct_fields__}
    return Workspace(**{**contents, **changes})


def _standing_of_objective(
    judged: Judged, before: Definition[AnyGoal], moment: Moment
) -> GoalProgress | None:
    """By the goals that serve it now, as if it had not been changed."""
    key = judged.goal
    active = replace(before, model=with_parts(before.model, {"status": Lifecycle.ACTIVE}))
    then = with_contents(judged.new, {"goals": {**judged.new.goals, key: active}})
    return progress_of_goals(then.on(moment.day)).get(key)


def _with_actuals(judged: Judged, kpi: Definition[Kpi], moment: Moment) -> Workspace:
    """The older revision with what was measured since then of one KPI."""
    update: dict[str, object] = {"status": Lifecycle.ACTIVE}
    csv = dict(judged.old.csv_actuals)
    after, later = next(_later(judged, kpi, moment), (None, judged.old))
    if after is not None:
        update["actuals"] = after.model.actuals
        csv.pop(kpi.id, None)
        if after.id in later.csv_actuals:
            csv[kpi.id] = later.csv_actuals[after.id]
    changed = replace(kpi, model=with_parts(kpi.model, update))
    metrics = dict(judged.old.metrics)
    if metrics.get(kpi.id) is kpi:
        metrics[kpi.id] = changed
    goals = {**judged.old.goals, kpi.id: changed}
    return with_contents(judged.old, {"goals": goals, "metrics": metrics, "csv_actuals": csv})


def _later(
    judged: Judged, kpi: Definition[Kpi], moment: Moment
) -> Iterator[tuple[Definition[Kpi], Workspace]]:
    """The KPI as it is now, or was right before the change, where its numbers mean the same."""
    last = moment.last
    states = (
        (judged.difference.after, judged.new),
        (last.goals.get(kpi.id) if last else None, last),
    )
    for goal, workspace in states:
        if goal is not None and workspace is not None and isinstance(goal.model, Kpi):
            found = cast("Definition[Kpi]", goal)
            if lacks_values(found, workspace):
                continue
            sides = kpi_sides(Sides(judged.old, kpi, workspace, found))
            if sides is not None and sides.is_comparable:
                yield found, workspace
