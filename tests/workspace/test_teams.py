from __future__ import annotations

import pytest

from kpicli.models.choices import Level
from repository import load, workspace

TEAMS = """
    teams:
      - {id: acme}
      - {id: sales, parent: acme, lead: dana}
      - {id: emea, parent: sales}
      - {id: iberia, parent: emea}
      - {id: lab, level: department}
      - {id: bench, parent: lab}
      - {id: guild, parent: acme, level: team}
      - {id: alone, parent: bench, level: organization}
      - {id: below, parent: alone}
    kpis:
      - {id: a, title: A, team: iberia, owner: dana}
      - {id: b, title: B, team: emea, level: individual}
      - {id: c, title: C, team: sales}
      - {id: d, title: D, team: emea}
      - {id: e, title: E, owner: team:sales}
      - {id: f, title: F, owner: team:emea}
      - {id: g, title: G}
"""


@pytest.mark.parametrize(
    ("team", "level"),
    [
        ("acme", Level.ORGANIZATION),
        ("sales", Level.DEPARTMENT),
        ("emea", Level.TEAM),
        ("iberia", Level.TEAM),
        ("lab", Level.DEPARTMENT),
        ("bench", Level.TEAM),
        ("guild", Level.TEAM),
        ("below", Level.DEPARTMENT),
        ("nowhere", None),
    ],
)
def test_levels_follow_from_the_depth_below_the_nearest_that_is_written(
    team: str, level: Level | None
) -> None:
    assert workspace(TEAMS).team_level(team) is level


@pytest.mark.parametrize(
    ("team", "line"),
    [("iberia", ["iberia", "emea", "sales", "acme"]), ("acme", ["acme"]), ("nowhere", [])],
)
def test_the_line_of_teams_goes_up(team: str, line: list[str]) -> None:
    assert list(workspace(TEAMS).line_of_teams(team)) == line


@pytest.mark.parametrize(
    ("goal", "level", "department", "owner"),
    [
        ("a", Level.TEAM, "sales", "dana"),
        ("b", Level.INDIVIDUAL, "sales", None),
        ("c", Level.DEPARTMENT, "sales", "dana"),
        ("d", Level.TEAM, "sales", None),
        ("e", None, None, "dana"),
        ("f", None, None, "team:emea"),
        ("g", None, None, None),
    ],
)
def test_a_goal_in_the_organisation(
    goal: str, level: Level | None, department: str | None, owner: str | None
) -> None:
    loaded = workspace(TEAMS)
    definition = loaded.goals[goal]
    found = loaded.level(definition), loaded.department(definition), loaded.owner(definition)
    assert found == (level, department, owner)


def test_there_is_no_department_above_departments() -> None:
    loaded = workspace("teams: [{id: acme}]\nkpis: [{id: a, title: A, team: acme}]")
    assert loaded.department(loaded.goals["a"]) is None


def test_circles_of_teams_are_named_once() -> None:
    loaded, findings = load("""
        teams:
          - {id: z, parent: y}
          - {id: y, parent: x}
          - {id: x, parent: z}
          - {id: below, parent: y}
          - {id: own, parent: own}
          - {id: fine}
        kpis: [{id: a, title: A, team: below}]
    """)
    assert [(finding.rule.code, finding.message) for finding in findings] == [
        ("D002", "teams are each other's parents: `x` → `z` → `y` → `x`"),
        ("D002", "teams are each other's parents: `own` → `own`"),
    ]
    assert loaded.level(loaded.goals["a"]) is Level.TEAM


def test_a_long_line_of_teams_is_no_circle() -> None:
    chain = "\n".join(f"  - {{id: t{number}, parent: t{number + 1}}}" for number in range(3000))
    loaded = workspace(f"teams:\n{chain}\n  - {{id: t3000}}\n")
    assert loaded.team_level("t0") is Level.TEAM
    assert loaded.team_level("t3000") is Level.ORGANIZATION
