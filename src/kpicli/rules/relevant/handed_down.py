"""Goals whose work was handed down beside them, so that nothing need contribute to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.models.choices import Level
from kpicli.models.goal import Kpi, Objective
from kpicli.models.target import Form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.workspace import AnyGoal, Definition, Workspace


def excuse(goal: Definition[AnyGoal], workspace: Workspace) -> str:
    """Why a KPI may well have been handed down, or need not be, in words after its finding."""
    if not isinstance(goal.model, Kpi):
        return ""
    if goal.model.target and goal.model.target.form is Form.COMPLETE:
        return "; as a deliverable it may be done where it stands"
    served = next((top for top in _served(goal, workspace) if _is_handed_down(top, workspace)), "")
    if served:
        return f"; `{served}`, which it measures, is handed down"
    if workspace.level(goal) is not Level.DEPARTMENT:
        return ""
    if goal.model.team in workspace.remembered(handing_down):
        return f"; other goals of `{goal.model.team}` are handed down"
    return ""


def handing_down(workspace: Workspace) -> frozenset[str | None]:
    """The teams with a goal that another team serves."""
    goals = workspace.goals.values()
    return frozenset(goal.model.team for goal in goals if _is_handed_down(goal.id, workspace))


def _served(goal: Definition[AnyGoal], workspace: Workspace) -> Iterator[str]:
    """The objectives of its own team that a KPI contributes to."""
    for link in workspace.cascade.parents(goal.id):
        parent = workspace.goals[link.parent].model
        if isinstance(parent, Objective) and parent.team == goal.model.team:
            yield link.parent


def _is_handed_down(goal: str, workspace: Workspace) -> bool:
    """Whether a goal of another team says that it serves this one; a nested KPI measures it."""
    team = workspace.goals[goal].model.team
    links = (link for link in workspace.cascade.contributors(goal) if link.keys)
    return any(workspace.goals[link.child].model.team != team for link in links)
