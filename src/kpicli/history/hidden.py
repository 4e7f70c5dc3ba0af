"""What only seems to be missing on a side, since a file of it could not be understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.models.actual import CsvActuals
from kpicli.models.goal import Kpi

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.workspace import AnyGoal, Definition, Workspace

_DEFINED_IN = {"metrics": {"metrics", "kpis"}, "goals": {"objectives", "kpis"}}


def is_hidden(kind: str, key: str, workspace: Workspace) -> bool:
    """Whether a definition of a kind, such as `people`, may be in what is not understood."""
    sections = _DEFINED_IN.get(kind, {kind})
    return workspace.may_be_unread(key) or any(
        part.id == key and part.section in sections for part in workspace.broken
    )


def are_hidden(goals: Iterable[str], workspace: Workspace) -> bool:
    """Whether any of these goals, such as those of a tension, may be."""
    return any(is_hidden("goals", key, workspace) for key in goals)


def may_hide(goals: Iterable[str], workspace: Workspace) -> bool:
    """Whether what is found about some goals may be hidden, with anything that it takes."""
    return bool(workspace.unread) or are_hidden(goals, workspace)


def values_unread_before(before: Workspace, after: Workspace) -> Iterator[str]:
    """The goals with values of which the earlier ones are in such a file; none that were drafts."""
    for kpi in before.measured.in_csv:
        now = None if kpi.model.is_draft else after.goals.get(kpi.id)
        if now is not None and lacks_values(kpi, before) and not lacks_values(now, after):
            yield kpi.id


def lacks_values(goal: Definition[AnyGoal], workspace: Workspace) -> bool:
    """Whether a KPI's values are in a CSV file that is not there, or could not be read."""
    if not isinstance(goal.model, Kpi) or not isinstance(goal.model.actuals, CsvActuals):
        return False
    return goal.id not in workspace.csv_actuals
