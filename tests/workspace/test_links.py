from __future__ import annotations

from kpicli.workspace.links import link_label
from repository import workspace


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
