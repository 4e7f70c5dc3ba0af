"""What references may name."""

from __future__ import annotations

from kpicli.workspace.namespaces import Namespace, namespaces_of
from repository import load, workspace

GOALS = """
objectives:
  - {id: growth, title: Grow}
metrics:
  - {id: visits, unit: visit}
kpis:
  - {id: leads, title: Leads}
"""
PARTIES = """
teams:
  - {id: sales, level: team}
people:
  - {id: ada}
"""


def test_goals_kpis_and_metrics_have_namespaces_of_their_own() -> None:
    found = namespaces_of(workspace(GOALS))
    assert set(found.goals.ids) == {"growth", "leads"}
    assert set(found.kpis.ids) == {"leads"}
    assert set(found.metrics.ids) == {"visits", "leads"}


def test_without_teams_and_people_a_party_is_just_a_name() -> None:
    found = namespaces_of(workspace(GOALS))
    assert (found.teams, found.people, found.parties) == (None, None, None)
    assert found.of_party("team:sales") is None
    assert found.of_either("ada") is None


def test_a_party_is_a_person_or_a_team_by_its_prefix() -> None:
    found = namespaces_of(workspace(GOALS + PARTIES))
    assert found.of_party("team:sales") is found.teams
    assert found.of_party("ada") is found.people
    assert found.of_either("sales") is found.parties
    assert found.parties
    assert set(found.parties.ids) == {"sales", "ada"}


def test_where_there_are_only_teams_a_person_is_just_a_name() -> None:
    found = namespaces_of(workspace(GOALS + "teams: [{id: sales, level: team}]"))
    assert found.of_either("team:sales") is found.teams
    assert found.of_either("ada") is None


def test_what_could_not_be_understood_can_be_named() -> None:
    broken = GOALS + "  - {id: calls, title: Calls, target: [1]}\n"
    loaded, findings = load({"goals.yaml": broken, "more.yaml": "kpis: [{id: lost"})
    assert findings
    found = namespaces_of(loaded)
    assert {"calls", "lost"} <= set(found.goals.ids)
    assert {"calls", "lost"} <= set(found.metrics.ids)
    assert set(found.goals.ids) == {"growth", "leads", "calls", "lost"}


def test_the_nearest_id_is_looked_for_once_and_not_for_ever() -> None:
    space = Namespace("goal", {"growth", "leads"})
    assert [space.nearest("growht"), space.nearest("xyzzy")] == ["growth", None]
    for number in range(300):
        space.nearest(f"unknown{number}")
    assert space.nearest("leeds") is None
    assert space.nearest("growht") == "growth"
