"""What changed files can affect: the goals whose own findings may not be what they were."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.models.actual import CsvActuals
from kpicli.models.goal import Kpi
from kpicli.workspace.namespaces import TEAM_PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from kpicli.findings import Finding
    from kpicli.workspace.contents import AnyGoal
    from kpicli.workspace.definition import Definition
    from kpicli.workspace.workspace import Workspace


class Affected(Struct, frozen=True):
    """The part of a goal repository that changes can affect.

    `paths` are the files that changed, goal files and CSV files. `names` are the ids of what they
    define, then or now, and of the goals that a rule could judge otherwise because of it.
    """

    paths: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()

    def touches(self, finding: Finding) -> bool:
        """Whether a finding is about the affected part, or has a place in a changed file."""
        if not self.names.isdisjoint(finding.goals):
            return True
        return any(label.path in self.paths for label in (finding.primary, *finding.related))


def affected(before: Workspace, after: Workspace, paths: frozenset[str]) -> Affected:
    """The part that the files at `paths` affect, of which one side may lack some.

    It begins with the goals that stand in these files or mean something else by them: by their
    actuals, metrics, teams or tensions. To it belong all goals that these serve, since progress
    rolls up; the goals beside and right below them; and those that any of these guards. What rules
    about the repository as a whole find further on is not among it.
    """
    sides = (before, after)
    touched = frozenset().union(*(_touched(side, paths) for side in sides))
    reached = (_reached(side, touched & side.goals.keys()) for side in sides)
    named = (_named(side, paths) for side in sides)
    return Affected(paths, touched.union(*reached, *named))


def everything(before: Workspace, after: Workspace) -> Affected:
    """The part that changed settings affect: all."""
    sides = (before, after)
    paths = (path for side in sides for path in (*side.paths, *_tables(side)))
    names = (name for side in sides for names in _namespaces(side) for name in names)
    return Affected(frozenset(paths), frozenset(names))


def naming(workspace: Workspace, names: AbstractSet[str]) -> frozenset[str]:
    """The goals among the names, and those that findings may be about which name one of them.

    That is what they serve, what serves them, and what they guard.
    """
    cascade, goals = workspace.cascade, names & workspace.goals.keys()
    found = {link.parent for goal in goals for link in cascade.parents(goal)}
    found |= {link.child for goal in goals for link in cascade.contributors(goal)}
    return frozenset((*goals, *found, *_guarded_by(workspace, names)))


def table_of(kpi: Definition[Kpi]) -> str | None:
    """The path of the CSV file with a KPI's actuals from the root; none where it names none."""
    return _table(kpi.path, kpi.model.actuals) or None


def _table(path: str, actuals: object) -> str:
    if not isinstance(actuals, CsvActuals):
        return ""
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), actuals.csv))


def _tables(workspace: Workspace) -> Iterator[str]:
    return (path for kpi in workspace.kpis if (path := table_of(kpi)))


def _namespaces(workspace: Workspace) -> tuple[Iterable[str], ...]:
    return (workspace.goals, workspace.metrics, workspace.teams, workspace.people)


def _named(workspace: Workspace, paths: AbstractSet[str]) -> Iterator[str]:
    """The ids of all that the files define, or would if it could be understood."""
    definitions = (workspace.goals, workspace.metrics, workspace.teams, workspace.people)
    for known in definitions:
        yield from (key for key, definition in known.items() if definition.path in paths)
    yield from (part.id for part in workspace.broken if part.id and part.path in paths)


def _touched(workspace: Workspace, paths: AbstractSet[str]) -> Iterator[str]:
    """The goals that stand in the files, or that mean something else by what stands there."""
    names = frozenset(_named(workspace, paths))
    teams = _teams_below(workspace, names)
    for goal in workspace.goals.values():
        if goal.path in paths or _rests_on(goal, names, teams, paths):
            yield goal.id
    for tension in workspace.tensions:
        if tension.path in paths:
            yield from tension.model.between
    for part in workspace.broken:
        if part.path in paths:
            yield from (part.id, *part.contributes_to)


def _rests_on(
    goal: Definition[AnyGoal],
    names: AbstractSet[str],
    teams: AbstractSet[str],
    paths: AbstractSet[str],
) -> bool:
    model, owner = goal.model, goal.model.owner or ""
    if model.team in teams or (
        owner.startswith(TEAM_PREFIX) and owner.removeprefix(TEAM_PREFIX) in teams
    ):
        return True
    if not isinstance(model, Kpi):
        return False
    return model.metric in names or _table(goal.path, model.actuals) in paths


def _teams_below(workspace: Workspace, names: AbstractSet[str]) -> frozenset[str]:
    """The teams among the names, those below them, and names of teams that are not known."""
    below = (
        team for team in workspace.teams if not names.isdisjoint(workspace.line_of_teams(team))
    )
    return frozenset((*names, *below))


def _reached(workspace: Workspace, touched: AbstractSet[str]) -> Iterator[str]:
    """The goals whose findings depend on one of those that are touched."""
    cascade = workspace.cascade
    served = cascade.served_by(touched)
    yield from served
    for key in touched:
        for above in (key, *(link.parent for link in cascade.parents(key))):
            yield from (link.child for link in cascade.contributors(above))
    yield from _guarded_by(workspace, served)


def _guarded_by(workspace: Workspace, guards: AbstractSet[str]) -> Iterator[str]:
    for goal in workspace.goals.values():
        if not guards.isdisjoint(goal.model.guardrails):
            yield goal.id
