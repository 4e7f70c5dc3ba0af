"""How many goals run at the same time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpicli.workspace.definition import Definition
    from kpicli.workspace.workspace import AnyGoal, Workspace


def busiest_day(
    workspace: Workspace, goals: Sequence[Definition[AnyGoal]]
) -> tuple[date, tuple[Definition[AnyGoal], ...]]:
    """The first day from the as-of date on with the most goals at once, and those goals.

    A goal without a period always runs. The goals are in the order given.
    """
    periods = [(goal, workspace.period(goal)) for goal in goals]
    changes: dict[date, int] = {}
    for _, period in periods:
        if period is not None and period.end >= workspace.as_of:
            start, after = max(period.start, workspace.as_of), period.end + timedelta(1)
            changes[start] = changes.get(start, 0) + 1
            changes[after] = changes.get(after, 0) - 1
    busiest, most, running = workspace.as_of, 0, 0
    for day in sorted(changes):
        running += changes[day]
        if running > most:
            busiest, most = day, running
    there = (
        goal for goal, period in periods if period is None or period.start <= busiest <= period.end
    )
    return busiest, tuple(there)
