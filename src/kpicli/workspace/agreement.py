"""Which departments have a part in a goal, and which agreed to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.workspace.links import link_label
from kpicli.workspace.namespaces import TEAM_PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kpicli.findings import Label
    from kpicli.workspace.definition import Definition
    from kpicli.workspace.workspace import AnyGoal, Workspace


def is_agreement_recorded(workspace: Workspace) -> bool:
    """Whether any goal says who agreed to it."""
    goals = (*workspace.goals_with("agreed_by"), *workspace.ended_goals)
    return any(goal.model.agreed_by for goal in goals)


def missing_agreements(workspace: Workspace, goal: Definition[AnyGoal]) -> Mapping[str, Label]:
    """The other departments with a part in a goal that did not agree to it, each with its part.

    The team, a team below it, its people and its leads agree for a department. None where
    somebody agreed whose department is not known.
    """
    agreed: set[str] = set()
    for party in goal.model.agreed_by:
        found = departments_of(workspace, party)
        if not found and party.removeprefix(TEAM_PREFIX) not in workspace.teams:
            return {}
        agreed |= found
    missing: dict[str, Label] = {}
    for department, label in _parts(workspace, goal):
        if department != workspace.department(goal) and department not in agreed:
            missing.setdefault(department, label)
    return missing


def departments_of(workspace: Workspace, party: str) -> frozenset[str]:
    """The departments that a team or a person speaks for; a person also for the teams led."""
    bare = party.removeprefix(TEAM_PREFIX)
    teams = {bare} if bare in workspace.teams else set(_teams_of_person(workspace, party))
    found = map(workspace.department_of_team, teams)
    return frozenset(department for department in found if department is not None)


def _teams_of_person(workspace: Workspace, person: str) -> Iterator[str]:
    known = workspace.people.get(person)
    if known is not None and known.model.team is not None:
        yield known.model.team
    yield from (team.id for team in workspace.teams.values() if team.model.lead == person)


def _parts(workspace: Workspace, goal: Definition[AnyGoal]) -> Iterator[tuple[str, Label]]:
    """The departments that contribute or are stakeholders, with the place that says so."""
    for child, link in workspace.contributors(goal):
        department = workspace.department(child)
        if department is not None and not child.model.is_over:
            yield department, link_label(child, link, f"a goal of `{department}` contributes")
    for index, party in enumerate(goal.model.stakeholders):
        for department in sorted(departments_of(workspace, party)):
            yield department, goal.at("stakeholders", index, message="a stakeholder")
