from __future__ import annotations

import pytest

from kpicli.models.choices import Level
from kpicli.workspace.levels import goals_above_others, goals_by_level
from repository import workspace

TEAMS = """\
teams:
  - {id: acme, level: organization}
  - {id: sales, parent: acme}
  - {id: sales.emea, parent: sales}
"""
GOALS = """\
kpis:
  - {id: top, title: T, team: acme}
  - {id: middle, title: M, team: sales}
  - {id: lifted, title: L, team: sales.emea, level: department}
  - {id: low, title: L, team: sales.emea}
  - {id: ended, title: E, team: sales.emea, status: dropped}
  - {id: lost, title: L}
"""


def test_live_goals_by_their_own_level_or_else_by_that_of_their_team() -> None:
    found = goals_by_level(workspace(TEAMS + GOALS))
    assert {level: [goal.id for goal in goals] for level, goals in found.items()} == {
        Level.ORGANIZATION: ["top"],
        Level.DEPARTMENT: ["middle", "lifted"],
        Level.TEAM: ["low"],
        None: ["lost"],
    }


def test_each_goal_is_at_the_level_that_it_is_said_to_be_at() -> None:
    loaded = workspace(TEAMS + GOALS)
    found = [goal for goals in goals_by_level(loaded).values() for goal in goals]
    assert sorted(goal.id for goal in found) == sorted(goal.id for goal in loaded.live_goals)
    for level, goals in goals_by_level(loaded).items():
        assert all(loaded.level(goal) is level for goal in goals)


@pytest.mark.parametrize(
    ("distance", "goals"), [(1, ["top", "middle", "lifted"]), (2, ["top"]), (3, [])]
)
def test_goals_with_others_so_far_below_them(distance: int, goals: list[str]) -> None:
    found = goals_above_others(workspace(TEAMS + GOALS), distance)
    assert [goal.id for goal in found] == goals


def test_no_goal_is_above_others_where_no_level_is_known() -> None:
    assert goals_above_others(workspace("kpis: [{id: a, title: A}]"), 1) == []
