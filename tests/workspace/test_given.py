from __future__ import annotations

from kpicli.workspace.given import Given, given_fields
from repository import workspace

LOADED = workspace("""
    defaults: {period: 2026}
    objectives: [{id: o, title: O, status: closed, tags: [x]}]
    kpis:
      - {id: a, title: A, status: draft, unit: EUR}
      - {id: b, title: B, status: dropped, tags: [x]}
      - {id: c, title: C, status: active, tags: [x]}
      - {id: d, title: D}
""")
GIVEN = given_fields(LOADED.goals.values())


def test_ended_goals_stand_apart() -> None:
    assert [goal.id for goal in GIVEN.live] == ["a", "c", "d"]
    assert [goal.id for goal in GIVEN.ended] == ["o", "b"]
    assert (LOADED.live_goals, LOADED.ended_goals) == (GIVEN.live, GIVEN.ended)


def test_goals_that_are_given_a_field_by_their_file_too() -> None:
    assert [goal.id for goal in GIVEN.live_with["tags"]] == ["c"]
    assert [goal.id for goal in LOADED.ended_goals_with("tags")] == ["o", "b"]
    assert LOADED.goals_with("period") == GIVEN.live
    assert LOADED.ended_goals_with("period") == GIVEN.ended
    assert "unit" not in GIVEN.ended_with
    assert LOADED.ended_goals_with("unit") == ()


def test_a_field_that_all_goals_are_given_needs_no_list_of_its_own() -> None:
    assert GIVEN.live_with["period"] is GIVEN.live_with["title"] is GIVEN.live
    assert GIVEN.ended_with["id"] is GIVEN.ended


def test_no_goals_at_all() -> None:
    assert given_fields(()) == Given((), (), {}, {})
