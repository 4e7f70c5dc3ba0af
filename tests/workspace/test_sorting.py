from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.workspace.given import given_fields
from kpicli.workspace.groups import groups_of
from kpicli.workspace.measured import measured_on
from repository import load

if TYPE_CHECKING:
    from kpicli.workspace import Workspace

FILES = {
    "a.yaml": """
        objectives: [{id: o, title: O, tags: [x], kpis: [{id: a, title: A, team: web}]}]
        kpis: [{id: b, title: A, status: dropped, unit: EUR}]
    """,
    "b.yaml": """
        defaults: {owner: dana, period: 2026}
        metrics: [{id: m, title: M}]
        kpis:
          - {id: a, title: Another one, indicator: lagging}
          - {id: c, title: A, indicator: lagging, metric: m, target: 5}
          - {id: d, title: 7, target: []}
          - {id: f, title: F, actuals: {2026-01: 1, 2026-02: 2}}
    """,
    "c.yaml": "kpis: [{id: e, title: E, target: {commit: 4, target: 5}}]",
}


def test_goals_are_sorted_as_they_would_be_afterwards() -> None:
    loaded = _loaded()
    assert loaded.groups == groups_of(loaded.live_goals)
    assert loaded.measured == measured_on(loaded.kpis)
    given = given_fields(loaded.goals.values())
    assert (loaded.live_goals, loaded.ended_goals) == (given.live, given.ended)
    for field in ("unit", "indicator", "title", "target"):
        assert loaded.goals_with(field) == given.live_with.get(field, ())
        assert loaded.ended_goals_with(field) == given.ended_with.get(field, ())


def test_of_an_id_that_is_defined_again_the_first_counts() -> None:
    loaded = _loaded()
    assert [kpi.id for kpi in loaded.kpis] == ["a", "b", "c", "f", "e"]
    assert loaded.kpis[0].model.title == "A"
    assert "Another one" not in loaded.groups.kpis_by_title
    assert [kpi.id for kpi in loaded.groups.lagging_kpis] == ["c"]


def _loaded() -> Workspace:
    return load(FILES)[0]
