"""What moves the metrics of KPIs, and how much of it is followed."""

from __future__ import annotations

import pytest

from kpicli.constraints.levers import Reach
from kpicli.workspace.demands import PullsOn, pullers
from repository import workspace

_MANY = 60


def driven(others: int) -> str:
    """A KPI on a metric with many drivers, and others alone on metrics of their own."""
    names = [f"d{number:02}" for number in range(_MANY)]
    drivers = ", ".join(f"{{metric: {name}, effect: raises, strength: strong}}" for name in names)
    metrics = "".join(f"  - {{id: {name}}}\n" for name in names)
    kpis = "".join(f"  - {{id: k{number}, title: K, target: '>= 1'}}\n" for number in range(others))
    return (
        f"defaults: {{period: 2026}}\nmetrics:\n  - {{id: m, drivers: [{drivers}]}}\n{metrics}"
        f"kpis:\n  - {{id: a, title: A, metric: m, target: '>= 1'}}\n{kpis}"
    )


def test_those_alone_on_a_metric_that_nothing_moves_pull_nothing() -> None:
    assert list(pullers(workspace(driven(3)))) == ["a"]


@pytest.mark.parametrize("most", [_MANY + 1, 1_200])
def test_all_ways_are_followed_where_there_is_room(most: int) -> None:
    pulls = workspace(driven(0)).remembered(PullsOn(Reach(most=most)))["m"]
    assert len(pulls.by_source) == _MANY + 1
    assert not pulls.is_bounded


def test_where_many_kpis_pull_fewer_ways_of_each_are_followed() -> None:
    pulls = workspace(driven(4_999)).remembered(PullsOn(Reach()))["m"]
    assert len(pulls.by_source) == 240_000 // 5_000 + 1
    assert pulls.is_bounded
