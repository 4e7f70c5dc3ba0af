"""Which metrics, teams and people a workspace refers to."""

from __future__ import annotations

from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.models.goal import Kpi

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from kpicli.workspace import Workspace

_TEAM = "team:"


class Used(Struct, frozen=True):
    """The names that something refers to; a name may stand for a person and a team."""

    metrics: frozenset[str]
    teams: frozenset[str]
    people: frozenset[str]


def is_wholly_read(workspace: Workspace) -> bool:
    """Whether all definitions of all files could be understood."""
    if workspace.broken:
        return False
    kinds = (workspace.goals, workspace.teams, workspace.people)
    named = chain.from_iterable(kind.values() for kind in kinds)
    definitions = chain(named, workspace.metrics_apart, workspace.tensions)
    return set(map(attrgetter("path"), definitions)).issuperset(workspace.paths)


def used_names(workspace: Workspace) -> Used:
    """All names that something other than their own definition refers to, or may refer to."""
    parties = {*_parties(workspace), *_meant(workspace)}
    parties |= {name for t in workspace.tensions if (name := t.model.decided_by)}
    used = _used(workspace, parties)
    if workspace.teams.keys() <= used.teams and workspace.people.keys() <= used.people:
        return used
    # Actuals name people as well, but there are many of them, and seldom is it up to them.
    return _used(workspace, parties | set(_reporters(workspace)))


def _used(workspace: Workspace, parties: AbstractSet[str]) -> Used:
    teams, people = workspace.teams.values(), workspace.people.values()
    named_teams = {team.model.parent for team in teams} | {one.model.team for one in people}
    named_teams |= workspace.groups.by_team.keys()
    named_teams |= {goal.model.team for goal in workspace.ended_goals}
    bare = {name.removeprefix(_TEAM) for name in parties}
    return Used(
        frozenset(_metrics(workspace)),
        frozenset(bare | {team for team in named_teams if team}),
        frozenset(parties | {team.model.lead for team in teams if team.model.lead}),
    )


def _meant(workspace: Workspace) -> Iterator[str]:
    """What stands under misspelled keys."""
    return chain.from_iterable(part.names_meant for part in workspace.misspelled)


def _parties(workspace: Workspace) -> Iterator[str]:
    """The people and teams that goals name."""
    ended = workspace.ended_goals
    yield from filter(None, workspace.groups.by_owner)
    yield from (goal.model.owner for goal in ended if goal.model.owner)
    for goal in (*workspace.goals_with("stakeholders"), *ended):
        yield from goal.model.stakeholders
    for goal in (*workspace.goals_with("agreed_by"), *ended):
        yield from goal.model.agreed_by
    for goal in (*workspace.goals_with("target_changes"), *ended):
        yield from (part.approved_by for part in goal.model.target_changes if part.approved_by)


def _reporters(workspace: Workspace) -> Iterator[str]:
    for kpi in workspace.kpis:
        yield from (actual.by for actual in kpi.model.inline_actuals if actual.by)


def _metrics(workspace: Workspace) -> Iterator[str]:
    yield from _meant(workspace)
    for goal in (*workspace.kpis_with("metric"), *workspace.ended_goals):
        if isinstance(goal.model, Kpi) and goal.model.metric:
            yield goal.model.metric
    yield from (t.model.lever for t in workspace.tensions if t.model.lever)
    for metric in (*workspace.metrics_with("formula"), *workspace.metrics_with("drivers")):
        formula = metric.model.formula
        if formula or metric.model.drivers:
            names = {*(formula.names if formula else ()), *(d.metric for d in metric.model.drivers)}
            yield from names - {metric.id}
