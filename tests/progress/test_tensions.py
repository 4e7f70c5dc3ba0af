from __future__ import annotations

from datetime import date

import pytest

from kpicli.progress.tensions import accepting_opposition, lapse_of, used_tensions
from kpicli.workspace.contests import Contests
from repository import load, workspace

GOALS = """
    defaults: {period: 2026}
    metrics:
      - {id: leads}
    kpis:
      - {id: a, title: A, metric: leads, baseline: 30, target: 40}
      - {id: b, title: B, metric: leads, baseline: 70, target: 60}
      - {id: g, title: G, cadence: quarterly, target: ">= 40", actuals: {2026-Q1: 41}}
    tensions:
      - {between: [a, b], reason: First, guardrail: g, until: 2026-12-31}
      - {between: [a, b], reason: Second}
      - {between: [a, g], reason: Third}
"""


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 9, 30), None),
        (date(2026, 10, 1), "its guardrail `g` was last measured on 2026-03-31, 184 days ago"),
        (date(2027, 1, 1), "it ended on 2026-12-31"),
    ],
)
def test_a_tension_holds_until_it_ends_or_its_guardrail_is_stale(
    day: date, words: str | None
) -> None:
    loaded = workspace(GOALS, day)
    lapse = lapse_of(loaded.tensions[0], loaded)
    assert (lapse.words if lapse else None) == words


def test_a_guardrail_that_does_not_exist_guards_nothing() -> None:
    loaded, _ = load(GOALS.replace("guardrail: g", "guardrail: gone"))
    lapse = lapse_of(loaded.tensions[0], loaded)
    assert lapse
    assert (lapse.field, lapse.words) == ("guardrail", "its guardrail `gone` does not exist")


def test_the_first_tension_that_holds_accepts() -> None:
    for day, reason in ((date(2026, 9, 1), "First"), (date(2027, 1, 1), "Second")):
        loaded = workspace(GOALS, day)
        tension = accepting_opposition(loaded, "b", "a", "leads")
        assert tension
        assert tension.model.reason == reason


def test_used_are_those_with_something_to_accept() -> None:
    loaded = workspace(GOALS)
    used = used_tensions(loaded, Contests())
    assert [tension.model.reason for tension in used] == ["First", "Second"]
    assert used_tensions(workspace("kpis: []"), Contests()) == {}
