"""Which goals may serve one of another period."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpicli.workspace import AnyGoal, Definition, Workspace


def goals_beside_others(workspace: Workspace) -> Iterable[Definition[AnyGoal]]:
    """The live goals that may serve a goal of another period.

    Where two periods differ, one of the two is not the most common one. So these are the goals of
    all other periods, and those that contribute to one of them.
    """
    groups = sorted(workspace.groups.by_period.values(), key=len)
    found: dict[str, Definition[AnyGoal]] = {}
    for goal in (goal for group in groups[:-1] for goal in group):
        found[goal.id] = goal
        for child, _ in workspace.contributors(goal):
            if not child.model.is_over:
                found[child.id] = child
    return found.values()
