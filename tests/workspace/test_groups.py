from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from kpicli.models.period import parse_period
from kpicli.models.target import Form
from repository import workspace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kpicli.models.goal import Kpi, Objective
    from kpicli.workspace import AnyGoal, Definition

KeyT = TypeVar("KeyT")

GOALS = """
objectives:
  - {id: growth, title: Grow, owner: dana, period: 2026, tags: [a]}
kpis:
  - {id: leads, title: Grow, owner: dana, period: 2026, unit: lead, target: 5, tags: [a, b]}
  - {id: visits, title: Visits, team: web, period: FY2026, target: as agreed}
  - {id: draft, title: Visits, status: draft}
  - {id: over, title: Grow, owner: dana, period: 2026, target: 5, status: closed}
"""


def test_goals_stand_together_by_what_they_say() -> None:
    groups = workspace(GOALS).groups
    assert _ids(groups.by_owner) == {"dana": ["growth", "leads"], None: ["visits", "draft"]}
    assert _ids(groups.by_team) == {None: ["growth", "leads", "draft"], "web": ["visits"]}
    assert _ids(groups.by_tag) == {"a": ["growth", "leads"], "b": ["leads"]}
    assert _ids(groups.by_period) == {
        parse_period("2026"): ["growth", "leads"],
        parse_period("FY2026"): ["visits"],
        None: ["draft"],
    }


def test_titles_of_objectives_and_of_kpis_are_kept_apart() -> None:
    groups = workspace(GOALS).groups
    assert _ids(groups.objectives_by_title) == {"Grow": ["growth"]}
    assert _ids(groups.kpis_by_title) == {"Grow": ["leads"], "Visits": ["visits", "draft"]}


def test_units_and_targets_are_those_of_kpis() -> None:
    groups = workspace(GOALS).groups
    assert _ids(groups.kpis_by_unit) == {"lead": ["leads"], None: ["visits", "draft"]}
    assert _ids(groups.kpis_by_form) == {
        Form.VALUE: ["leads"],
        Form.PROSE: ["visits"],
        None: ["draft"],
    }


def test_teams_stand_beside_the_kpis_of_a_title() -> None:
    groups = workspace(GOALS).groups
    assert groups.teams_by_title == {"Grow": (None,), "Visits": ("web", None)}


def test_lagging_kpis_are_those_that_say_so() -> None:
    said = ("lagging", "leading", "null", "lagging, status: dropped")
    kpis = ", ".join(f"{{id: k{n}, title: A, indicator: {text}}}" for n, text in enumerate(said))
    groups = workspace(f"kpis: [{kpis}]").groups
    assert [kpi.id for kpi in groups.lagging_kpis] == ["k0"]


def test_one_level_is_none() -> None:
    targets = ("5", "{commit: 4, target: 5}", "{target: 5, stretch: 6}", "many")
    kpis = ", ".join(f"{{id: k{n}, title: A, target: {text}}}" for n, text in enumerate(targets))
    groups = workspace(f"kpis: [{kpis}, {{id: none, title: A}}]").groups
    assert [kpi.id for kpi in groups.kpis_with_levels] == ["k1", "k2"]


def test_what_is_over_stands_apart() -> None:
    loaded = workspace(GOALS)
    assert [goal.id for goal in loaded.ended_goals] == ["over"]
    assert workspace("kpis: [{id: a, title: A}]").ended_goals == ()


def _ids(
    groups: Mapping[
        KeyT,
        Sequence[Definition[AnyGoal]] | Sequence[Definition[Kpi]] | Sequence[Definition[Objective]],
    ],
) -> dict[KeyT, list[str]]:
    return {key: [goal.id for goal in goals] for key, goals in groups.items()}
