from __future__ import annotations

from repository import load, workspace

GOALS = """\
metrics:
  - {id: m, range: 0..10}
  - {id: n}
objectives: [{id: o, title: O, tags: [x]}]
kpis:
  - {id: a, title: A, range: 0..5, tags: [x]}
  - {id: b, title: B, range: 0..5, status: dropped, tags: [x]}
  - {id: c, title: C, metric: m}
"""


def test_goals_and_kpis_that_are_given_a_field() -> None:
    loaded = workspace(GOALS)
    assert [goal.id for goal in loaded.goals_with("tags")] == ["o", "a"]
    assert [kpi.id for kpi in loaded.kpis_with("tags")] == ["a"]
    assert loaded.kpis_with("period") == loaded.goals_with("period") == ()


def test_metrics_that_are_given_a_field_those_of_ended_kpis_too() -> None:
    assert [metric.id for metric in workspace(GOALS).metrics_with("range")] == ["a", "b", "m"]


def test_goals_that_contribute_to_something_unknown() -> None:
    loaded, _ = load("""
        kpis:
          - {id: a, title: A, contributes_to: [b]}
          - {id: b, title: B, contributes_to: [gone, a]}
          - {id: c, title: C}
    """)
    assert loaded.goals_with_unknown_parents == {"b"}
    assert [link.parent for link in loaded.cascade.parents("b")] == ["a"]
