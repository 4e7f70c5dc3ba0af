"""How goals and what guards them have moved since their start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.constraints.interval import shown
from kpicli.models.goal import Kpi
from kpicli.progress.against_baseline import (
    AgainstBaseline,
    Verdict,
    against_baseline,
    may_be_worse,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.workspace import AnyGoal, Definition, Workspace


def failing(
    goal: Definition[AnyGoal], workspace: Workspace
) -> Iterator[tuple[int, Definition[Kpi], AgainstBaseline]]:
    """The guardrails of a goal that are worse than at their start and not met, by their place."""
    for index, name in enumerate(goal.model.guardrails):
        guard = _kpi(workspace.goals.get(name))
        if guard is None or not may_be_worse(guard, workspace):
            continue
        worse = against_baseline(guard, workspace)
        if worse and worse.verdict is Verdict.WORSE and not worse.is_met:
            yield index, guard, worse


def improvements(goal: Definition[AnyGoal], workspace: Workspace) -> Iterator[str]:
    """How the goal improves, in words: by its own numbers, or by those of what serves it."""
    own = _kpi(goal)
    if own is not None:
        better = against_baseline(own, workspace)
        if better and better.verdict is Verdict.BETTER:
            yield f" {way_words(own, better, workspace)}"
        return
    for child, link in workspace.contributors(goal):
        kpi = _kpi(child)
        better = against_baseline(kpi, workspace) if kpi and link.counts else None
        if kpi and better and better.verdict is Verdict.BETTER:
            yield f", `{kpi.id}` {way_words(kpi, better, workspace)},"


def way_words(kpi: Definition[Kpi], way: AgainstBaseline, workspace: Workspace) -> str:
    """From what to what a KPI has come, in its unit."""
    unit = workspace.unit(kpi)
    first, last = (f"{shown(value)} {unit}".rstrip() for value in (way.baseline, way.value))
    return f"from {first} to {last}"


def _kpi(goal: Definition[AnyGoal] | None) -> Definition[Kpi] | None:
    return goal if goal and isinstance(goal.model, Kpi) else None  # type: ignore[return-value]
