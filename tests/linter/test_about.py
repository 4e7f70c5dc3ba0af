"""What is found about one goal is what a check of everything finds that names it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from kpicli.linter.about import findings_about
from properties.goal_repositories import mutated, repositories
from two_states import all_rules, loaded, whole

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kpicli.linter import LocatedFinding

GOALS = """
objectives:
  - {id: growth, title: Win a larger share, owner: ada, period: 2026}
kpis:
  - id: leads  # kpi: ignore[missing-owner] not yet agreed
    title: Raise leads
    contributes_to: growth
    target: soon
  - {id: calls, title: Raise calls, contributes_to: growth, target: soon, cadance: monthly}
"""

IDS = ("growth", "leads", "calls")


def _about(goal: str, files: Mapping[str, str]) -> tuple[LocatedFinding, ...]:
    now = loaded(files)
    return findings_about(goal, now.workspace, now.findings, all_rules(), {}, now.read)


def _naming(goal: str, files: Mapping[str, str]) -> tuple[LocatedFinding, ...]:
    return tuple(part for part in whole(files).findings if goal in part.finding.goals)


@st.composite
def _repositories(draw: st.DrawFn) -> dict[str, str]:
    files = draw(repositories())
    path = draw(st.sampled_from(sorted(files)))
    return {**files, path: draw(mutated(files[path]))}


@given(_repositories(), st.data())
def test_it_is_what_a_full_check_says_of_the_goal(
    files: dict[str, str], data: st.DataObject
) -> None:
    goals = sorted(loaded(files).workspace.goals)
    goal = data.draw(st.sampled_from(goals or ["gone"]))
    assert _about(goal, files) == _naming(goal, files)


def test_neighbours_failures_and_suppressions_count() -> None:
    files = {"goals.yaml": GOALS}
    rules = {goal: {part.finding.rule.name for part in _about(goal, files)} for goal in IDS}
    assert "prose-target" in rules["leads"]
    assert "missing-owner" in rules["calls"] - rules["leads"]
    assert "unknown-field" in rules["calls"]
    for goal in IDS:
        assert _about(goal, files) == _naming(goal, files)
