"""The goals that say something about others: above them, below them, guarding them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.models.goal import Kpi

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kpicli.workspace import AnyGoal, Definition, Workspace

    Step = Callable[[str], Iterable[str]]

MOST = 600
"""More goals than this are not looked at between two whole checks."""


def neighbours(
    goals: Iterable[str], workspace: Workspace, before: Workspace, most: int = MOST
) -> frozenset[str] | None:
    """The goals with all that they serve, all that serves them, and what their numbers need.

    The links from other files are those of `before`. None where these are more than `most`.
    """
    start = [key for key in goals if key in workspace.goals]
    above = _spread(start, lambda key: _parents(workspace.goals[key], workspace), most)
    guards = [
        guard
        for key in start
        for guard in workspace.goals[key].model.guardrails
        if guard in workspace.goals
    ]
    needed = [*start, *guards, *_by_formula(start, workspace)]
    own: dict[str, list[str]] = {}
    for key in start:
        for parent in _parents(workspace.goals[key], workspace):
            own.setdefault(parent, []).append(key)
    below = _spread(
        needed, lambda key: (*own.get(key, ()), *_children(key, workspace, before)), most
    )
    if above is None or below is None or len(above | below) > most:
        return None
    return frozenset(above | below)


def _spread(start: Iterable[str], step: Step, most: int) -> set[str] | None:
    seen = set(start)
    ahead = list(seen)
    while ahead:
        for key in step(ahead.pop()):
            if key not in seen:
                seen.add(key)
                ahead.append(key)
        if len(seen) > most:
            return None
    return seen


def _parents(goal: Definition[AnyGoal], workspace: Workspace) -> Iterator[str]:
    links = (part.goal for part in goal.model.contributes_to)
    above = (*links, *([goal.nested_in] if goal.nested_in else ()))
    return (key for key in above if key in workspace.goals)


def _children(key: str, workspace: Workspace, before: Workspace) -> Iterator[str]:
    if key in before.goals:
        links = before.cascade.contributors(key)
        yield from (link.child for link in links if link.child in workspace.goals)


def _by_formula(start: Iterable[str], workspace: Workspace) -> Iterator[str]:
    """The KPIs of the metrics from which those of the goals are computed."""
    kpis = (workspace.goals[key].model for key in start)
    ahead = [model.metric or model.id for model in kpis if isinstance(model, Kpi)]
    seen = set(ahead)
    wanted: set[str] = set()
    while ahead:
        metric = workspace.metrics.get(ahead.pop())
        formula = metric.model.formula if metric else None
        names = set(formula.names) - seen if formula else set()
        seen |= names
        wanted |= names
        ahead += names
    if wanted:
        yield from (kpi.id for kpi in workspace.kpis if (kpi.model.metric or kpi.id) in wanted)
