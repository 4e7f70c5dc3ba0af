"""What only seems to be missing on a side, since a file of it could not be understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.models.actual import CsvActuals
from kpicli.models.goal import Kpi

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpicli.workspace import AnyGoal, Definition, Workspace

_DEFINED_IN = {"metrics": {"metrics", "kpis"}, "goals": {"objectives", "kpis"}}


def is_hidden(kind: str, key: str, workspace: Workspace) -> bool:
    """Whether a definition of a kind, such as `people`, may be in what is not understood."""
    sections = _DEFINED_IN.get(kind, {kind})
    return key in workspace.unread or any(
        part.id == key and part.section in sections for part in workspace.broken
    )


def are_hidden(goals: Iterable[str], workspace: Workspace) -> bool:
    """Whether any of these goals, such as those of a tension, may be."""
    return any(is_hidden("goals", key, workspace) for key in goals)


def may_hide(goals: Iterable[str], workspace: Workspace) -> bool:
    """Whether what is found about some goals may be hidden, with anything that it takes."""
    return bool(workspace.unread) or are_hidden(goals, workspace)


def lacks_values(goal: Definition[AnyGoal], workspace: Workspace) -> bool:
    """Whether a KPI's values are in a CSV file that is not there, or could not be read."""
    if not isinstance(goal.model, Kpi) or not isinstance(goal.model.actuals, CsvActuals):
        return False
    return goal.id not in workspace.csv_actuals
