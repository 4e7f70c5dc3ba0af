from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kpicli.workspace.ownership import kpis_by_source, kpis_with_equal_actuals, rival_owners
from repository import workspace

if TYPE_CHECKING:
    from kpicli.workspace import Workspace

HEAD = """\
defaults: {period: FY2026}
metrics:
  - {id: nps, unit: point}
  - {id: one, source: {connection: db, sql: a.sql, date: day, value: v}}
  - {id: two, source: {connection: db, sql: a.sql, date: day, value: v}}
kpis:
"""


def rivals(content: str) -> list[list[str]]:
    loaded = workspace(HEAD + content)
    found = (rival_owners(loaded, kpis) for kpis in loaded.kpis_by_quantity.values())
    return [[kpi.id for kpi in kpis] for kpis in found if kpis]


def test_rivals_are_of_different_teams() -> None:
    goals = """\
  - {id: a, title: A, team: sales, metric: nps}
  - {id: b, title: B, team: service, metric: nps}
  - {id: c, title: C, team: service, metric: nps}
  - {id: d, title: D, metric: nps}
"""
    assert rivals(goals) == [["a", "b", "c"]]


@pytest.mark.parametrize("link", ["b", "c", "[c, b]", "{goal: b, rollup: false}"])
def test_who_serves_a_goal_on_the_same_quantity_is_no_rival(link: str) -> None:
    goals = f"""\
  - {{id: a, title: A, team: sales, metric: nps, contributes_to: {link}}}
  - {{id: b, title: B, team: service, metric: nps}}
  - {{id: c, title: C, team: service, contributes_to: b}}
"""
    assert rivals(goals) == []


def test_a_circle_has_no_rivals() -> None:
    goals = """\
  - {id: a, title: A, team: sales, metric: nps, contributes_to: b}
  - {id: b, title: B, team: service, metric: nps, contributes_to: a}
"""
    assert rivals(goals) == []


def by_source(loaded: Workspace) -> list[list[str]]:
    return [[kpi.id for kpi in kpis] for kpis in kpis_by_source(loaded)]


def test_metrics_with_one_source_are_found_where_two_of_them_are_named() -> None:
    goals = """\
  - {id: a, title: A, metric: one}
  - {id: b, title: B, metric: two}
  - {id: c, title: C, metric: two, segment: emea}
"""
    assert by_source(workspace(HEAD + goals)) == [["a", "b"]]
    assert by_source(workspace(HEAD + goals.replace("metric: two", "metric: one"))) == []


@pytest.mark.parametrize(
    "other",
    [
        "status: draft",
        "status: dropped",
        "segment: emea",
        "period: 2025",
        "target: complete",
        "metric: a",
    ],
)
def test_series_are_compared_within_a_segment_and_a_period(other: str) -> None:
    values = "actuals: {2026-01: 0, 2026-02: 1, 2026-03: 1}"
    goals = f"""\
  - {{id: a, title: A, {values}}}
  - {{id: b, title: B, {values}, {other}}}
"""
    assert list(kpis_with_equal_actuals(workspace(HEAD + goals), 3)) == []
    found = kpis_with_equal_actuals(workspace(HEAD + goals.replace(f", {other}", "")), 3)
    assert [[kpi.id for kpi in kpis] for kpis in found] == [["a", "b"]]


def test_a_unit_that_is_missing_does_not_tell_series_apart() -> None:
    values = "actuals: {2026-01: 1, 2026-02: 2, 2026-03: 3}"
    goals = f"""\
  - {{id: a, title: A, {values}}}
  - {{id: b, title: B, unit: EUR, {values}}}
  - {{id: c, title: C, unit: days, {values}}}
"""
    found = kpis_with_equal_actuals(workspace(HEAD + goals), 3)
    assert [[kpi.id for kpi in kpis] for kpis in found] == [["a", "b"]]
