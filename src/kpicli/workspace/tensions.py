"""Which trade-offs a tension accepts."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

from kpicli.models.goal import Objective

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from kpicli.models.organisation import Tension
    from kpicli.workspace.definition import Definition
    from kpicli.workspace.workspace import Workspace

    Tensions = tuple[Definition[Tension], ...]


def tensions_between(
    workspace: Workspace, one: str, other: str, levers: Collection[str]
) -> Tensions:
    """The tensions that accept that two KPIs pull against each other on one of the levers.

    A tension names the KPIs, or objectives that they serve; one without a lever accepts any.
    """
    return tuple(
        tension
        for tension in workspace.tensions
        if (tension.model.lever is None or tension.model.lever in levers)
        and _covers(workspace, tension.model.between, one, other)
    )


def may_be_accepted(workspace: Workspace, one: str, other: str) -> bool:
    """Whether a tension that could not be understood names two KPIs, or what they serve."""
    tensions = (part for part in workspace.broken if part.section == "tensions")
    return any(_covers(workspace, tension.names, one, other) for tension in tensions)


def _covers(workspace: Workspace, between: Collection[str], one: str, other: str) -> bool:
    lines = (frozenset(_line(workspace, one)), frozenset(_line(workspace, other)))
    named = [goal for goal in between if goal in lines[0] or goal in lines[1]]
    return any(x in lines[0] and y in lines[1] for x, y in permutations(named, 2))


def _line(workspace: Workspace, kpi: str) -> Iterator[str]:
    """The KPI and the objectives that it serves, directly or through others."""
    yield kpi
    for goal in workspace.cascade.ancestors(kpi):
        if isinstance(workspace.goals[goal].model, Objective):
            yield goal
