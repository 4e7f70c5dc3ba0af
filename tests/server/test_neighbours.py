"""The goals that say something about others."""

from __future__ import annotations

import pytest

from kpicli.server.neighbours import neighbours
from repository import workspace

GOALS = """\
    objectives:
      - {id: top, title: a}
      - {id: middle, title: a, contributes_to: top, kpis: [{id: low, title: a, guardrails: guard}]}
      - {id: beside, title: a, contributes_to: top}
    kpis:
      - {id: guard, title: a}
      - {id: below_guard, title: a, contributes_to: guard}
      - {id: ratio, title: a, formula: part / 2}
      - {id: part, title: a, formula: whole + 1}
      - {id: whole, title: a}
      - {id: sum, title: a, metric: whole, contributes_to: ratio}
    """


@pytest.mark.parametrize(
    ("goal", "expected"),
    [
        ("top", "beside low middle top"),
        ("middle", "low middle top"),
        ("low", "below_guard guard low middle top"),
        ("beside", "beside top"),
        ("ratio", "part ratio sum whole"),
        ("none", ""),
    ],
)
def test_neighbours_are_above_and_below(goal: str, expected: str) -> None:
    loaded = workspace(GOALS)
    found = neighbours([goal], loaded, loaded)
    assert found is not None
    assert " ".join(sorted(found)) == expected


def test_more_than_a_person_waits_for_are_none() -> None:
    loaded = workspace(GOALS)
    assert neighbours(["top"], loaded, loaded, 3) is None
    assert neighbours(["top"], loaded, loaded, 4) is not None
