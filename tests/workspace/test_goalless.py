from __future__ import annotations

from kpicli.workspace.goalless import goalless_teams
from repository import load, workspace

TEAMS = """\
teams:
  - {id: acme}
  - {id: sales, parent: acme}
  - {id: emea, parent: sales}
  - {id: asia, parent: sales}
  - {id: finance, parent: acme}
"""


def goalless(content: str) -> dict[str, int]:
    return {team.id: below for team, below in goalless_teams(load(content)[0])}


def test_the_topmost_with_how_many_are_below() -> None:
    assert goalless(TEAMS) == {"acme": 4}
    assert goalless(TEAMS + "kpis: [{id: a, title: A, team: finance}]") == {"sales": 2}


def test_a_goal_speaks_of_all_teams_above() -> None:
    assert goalless(TEAMS + "kpis: [{id: a, title: A, team: emea}]") == {"asia": 0, "finance": 0}


def test_a_team_whose_parent_is_unknown_is_topmost() -> None:
    assert goalless("teams: [{id: sales, parent: acme}]") == {"sales": 0}


def test_a_circle_of_teams_does_no_harm() -> None:
    assert goalless("teams: [{id: a, parent: b}, {id: b, parent: a}]") == {}


def test_no_answer_where_a_goal_is_broken() -> None:
    assert goalless(TEAMS + "kpis: [{id: a, title: A, weight: heavy}]") == {}


def test_owners_speak_of_their_teams() -> None:
    people = "people: [{id: kim, team: finance}, {id: robin}]\n"
    goals = "kpis: [{id: a, title: A, owner: kim}, {id: b, title: B, owner: 'team:sales'}, "
    goals += "{id: c, title: C, owner: robin}, {id: d, title: D, owner: kim, team: finance}]"
    assert [team.id for team, _ in goalless_teams(workspace(TEAMS + people + goals))] == [
        "emea",
        "asia",
    ]
