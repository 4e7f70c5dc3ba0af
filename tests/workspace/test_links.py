from __future__ import annotations

from kpicli.workspace.links import link_label
from repository import load, workspace


def test_where_a_link_is_written_or_nesting_makes_it() -> None:
    loaded = workspace(
        "objectives: [{id: o, title: O, kpis: [{id: a, title: A, contributes_to: b}]}]\n"
        "kpis: [{id: b, title: B}]"
    )
    goal = loaded.goals["a"]
    places = {
        link.parent: link_label(goal, link, "here").place for link in loaded.cascade.parents("a")
    }
    assert places["b"] == goal.route.child("contributes_to", 0, "goal")
    assert places["o"] == goal.route.child("id")


def test_goals_that_give_a_link_a_weight_ended_ones_too() -> None:
    loaded, _ = load("""
        kpis:
          - {id: a, title: A, contributes_to: [{goal: c, weight: 2}]}
          - {id: b, title: B, contributes_to: [{goal: gone, weight: 0}]}
          - {id: c, title: C, weight: 3, contributes_to: d}
          - {id: d, title: D, status: closed, contributes_to: [{goal: c, weight: 1}]}
    """)
    assert loaded.goals_with_weighted_links == {"a", "b", "d"}


def test_what_is_written_counts_before_what_is_nested() -> None:
    loaded = workspace("""
        objectives:
          - {id: o, title: O, kpis: [{id: a, title: A, contributes_to: [{goal: o, weight: 2}]}]}
    """)
    (link,) = loaded.cascade.parents("a")
    assert link.weight == 2


def test_a_kpi_nested_in_what_cannot_be_understood_serves_something_unknown() -> None:
    loaded, _ = load("objectives: [{id: o, title: O, status: odd, kpis: [{id: a, title: A}]}]")
    assert loaded.goals_with_unknown_parents == {"a"}
    assert loaded.cascade.parents("a") == ()
