"""Which metrics, teams and people a workspace refers to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from kpicli.workspace import AnyGoal, Definition, Workspace

_TEAM = "team:"


class Used(Struct, frozen=True):
    """The names that something refers to; a name may stand for a person and a team."""

    metrics: frozenset[str]
    teams: frozenset[str]
    people: frozenset[str]


def is_wholly_read(workspace: Workspace) -> bool:
    """Whether all definitions of all files could be understood."""
    kinds = (workspace.goals, workspace.metrics, workspace.teams, workspace.people)
    read = {definition.path for kind in kinds for definition in kind.values()}
    read.update(tension.path for tension in workspace.tensions)
    return not workspace.broken and read.issuperset(workspace.paths)


def used_names(workspace: Workspace) -> Used:
    """All names that something other than their own definition refers to."""
    parties = {name for goal in workspace.goals.values() for name in _parties(goal)}
    parties |= {name for t in workspace.tensions if (name := t.model.decided_by)}
    used = _used(workspace, parties)
    if workspace.teams.keys() <= used.teams and workspace.people.keys() <= used.people:
        return used
    # Actuals name people as well, but there are many of them, and seldom is it up to them.
    return _used(workspace, parties | set(_reporters(workspace)))


def _used(workspace: Workspace, parties: AbstractSet[str]) -> Used:
    teams, people = workspace.teams.values(), workspace.people.values()
    named_teams = {team.model.parent for team in teams} | {one.model.team for one in people}
    named_teams |= {goal.model.team for goal in workspace.goals.values()}
    bare = {name.removeprefix(_TEAM) for name in parties}
    return Used(
        frozenset(_metrics(workspace)),
        frozenset(bare | {team for team in named_teams if team}),
        frozenset(parties | {team.model.lead for team in teams if team.model.lead}),
    )


def _parties(goal: Definition[AnyGoal]) -> Iterator[str]:
    model = goal.model
    if model.owner:
        yield model.owner
    yield from model.stakeholders
    yield from model.agreed_by
    yield from (change.approved_by for change in model.target_changes if change.approved_by)


def _reporters(workspace: Workspace) -> Iterator[str]:
    for kpi in workspace.kpis:
        yield from (actual.by for actual in kpi.model.inline_actuals if actual.by)


def _metrics(workspace: Workspace) -> Iterator[str]:
    yield from (kpi.model.metric for kpi in workspace.kpis if kpi.model.metric)
    yield from (t.model.lever for t in workspace.tensions if t.model.lever)
    for key, metric in workspace.metrics.items():
        formula = metric.model.formula
        if formula or metric.model.drivers:
            names = {*(formula.names if formula else ()), *(d.metric for d in metric.model.drivers)}
            yield from names - {key}
