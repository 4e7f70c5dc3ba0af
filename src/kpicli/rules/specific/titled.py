"""Goals by what their titles say: a title is asked once, however many goals have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kpicli.models.goal import Kpi, Objective
    from kpicli.workspace import AnyGoal, Definition, Workspace


def goals_titled(
    workspace: Workspace, says: Callable[[str], object]
) -> Iterator[Definition[AnyGoal]]:
    """The live goals whose title says something."""
    yield from objectives_titled(workspace, says)
    yield from kpis_titled(workspace, says)


def objectives_titled(
    workspace: Workspace, says: Callable[[str], object]
) -> Iterator[Definition[Objective]]:
    """The live objectives whose title says something."""
    for title, objectives in workspace.groups.objectives_by_title.items():
        if says(title):
            yield from objectives


def kpis_titled(workspace: Workspace, says: Callable[[str], object]) -> Iterator[Definition[Kpi]]:
    """The live KPIs whose title says something."""
    for title, kpis in workspace.groups.kpis_by_title.items():
        if says(title):
            yield from kpis
