"""Which of the people and teams of the goals are meant by names from elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kpicli.workspace.namespaces import TEAM_PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpicli.history.authors import Author
    from kpicli.workspace import AnyGoal, Definition, Workspace

_BETWEEN = re.compile(r"[\s._-]+")


def plain(name: str) -> str:
    """A name as it is compared: small letters, and `-` for what stands between words."""
    return _BETWEEN.sub("-", name.strip().casefold())


def author_named(owner: str, workspace: Workspace, authors: Iterable[Author]) -> Author | None:
    """The author who is an owner: the last commit under any of the owner's names."""
    person = workspace.people.get(owner)
    names = {plain(owner)} if person is None else set()
    emails: set[str] = set()
    if person is not None:
        names |= {plain(person.model.name)} if person.model.name else set()
        emails |= {person.model.email.strip().casefold()} if person.model.email else set()
    found = [
        author
        for author in authors
        if author.email in emails
        or plain(author.name) in names
        or (person is None and plain(author.email.partition("@")[0]) in names)
    ]
    return max(found, key=lambda author: author.last, default=None)


def meant_by(code_owner: str, workspace: Workspace) -> frozenset[str]:
    """The ids of people, and of teams as `team:<id>`, that an entry of CODEOWNERS may mean.

    `dana@acme.example` is the address of a person; `@dana-ito` a person by id, name or address;
    `@acme/sales` a team by id, the last part of its id, or title. Empty where none is meant.
    """
    if not code_owner.startswith("@"):
        return frozenset(_people_at(code_owner, workspace))
    organisation, slash, team = code_owner.removeprefix("@").rpartition("/")
    if slash and organisation:
        return frozenset(_teams_called(plain(team), workspace))
    return frozenset(_people_called(plain(team), workspace))


def _people_at(email: str, workspace: Workspace) -> Iterable[str]:
    wanted = email.casefold()
    for person in workspace.people.values():
        if person.model.email and person.model.email.strip().casefold() == wanted:
            yield person.id


def _people_called(name: str, workspace: Workspace) -> Iterable[str]:
    for person in workspace.people.values():
        email = (person.model.email or "").partition("@")[0]
        if name in {plain(person.id), plain(person.model.name or ""), plain(email)} - {""}:
            yield person.id


def _teams_called(name: str, workspace: Workspace) -> Iterable[str]:
    for team in workspace.teams.values():
        last = team.id.rpartition(".")[2]
        if name in {plain(team.id), plain(last), plain(team.model.title or "")} - {""}:
            yield f"{TEAM_PREFIX}{team.id}"


def answering_for(goal: Definition[AnyGoal], workspace: Workspace) -> frozenset[str]:
    """Who answers for a goal: its owner, its team with those above it, and all of their people."""
    owner, team = goal.model.owner, goal.model.team
    teams = set(workspace.line_of_teams(team or ""))
    found = {owner} if owner else set()
    if owner and owner.startswith(TEAM_PREFIX):
        teams |= set(workspace.line_of_teams(owner.removeprefix(TEAM_PREFIX)))
    person = workspace.people.get(owner or "")
    if person is not None and person.model.team:
        teams |= set(workspace.line_of_teams(person.model.team))
    found |= {f"{TEAM_PREFIX}{key}" for key in teams}
    found |= {lead for key in teams if (lead := workspace.teams[key].model.lead)}
    found |= {person.id for person in workspace.people.values() if person.model.team in teams}
    return frozenset(found)
