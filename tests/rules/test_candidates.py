"""What a rule does not look at, it would say nothing about: in every example and case of all."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kpicli.rules.page import page_of, repository_of, sections_of
from kpicli.rules.registry import RULES
from kpicli.rules.rule import GoalRule, KpiRule, ObjectiveRule
from repository import load

if TYPE_CHECKING:
    from kpicli.workspace import Workspace

CHOOSING = [
    rule
    for rule in RULES
    if (issubclass(rule, KpiRule) and rule.candidates is not KpiRule.candidates)
    or (issubclass(rule, GoalRule) and rule.candidates is not GoalRule.candidates)
    or (issubclass(rule, ObjectiveRule) and rule.candidates is not ObjectiveRule.candidates)
]


@cache
def _workspaces() -> tuple[Workspace, ...]:
    """Those of all pages and cases."""
    pages = [page_of(rule) for rule in RULES]
    repositories = [repository for page in pages for repository in (page.bad, page.good)]
    for path in sorted(Path(__file__).parent.glob("*/*.md")):
        repositories += [repository_of(case.text) for case in sections_of(path.read_text("utf-8"))]
    return tuple(load(repository.files)[0] for repository in repositories)


@pytest.mark.parametrize("rule", CHOOSING, ids=[rule.name for rule in CHOOSING])
def test_nothing_is_found_about_what_is_left_out(
    rule: type[GoalRule | KpiRule | ObjectiveRule],
) -> None:
    chosen = rule()
    for workspace in _workspaces():
        looked_at = {goal.id for goal in chosen.candidates(workspace)}
        if isinstance(chosen, KpiRule):
            rest = [kpi for kpi in workspace.live_kpis if kpi.id not in looked_at]
            found = [finding for kpi in rest for finding in chosen.check_kpi(kpi, workspace)]
        elif isinstance(chosen, ObjectiveRule):
            live = [part for part in workspace.objectives if not part.model.is_over]
            others = [part for part in live if part.id not in looked_at]
            found = [part for goal in others for part in chosen.check_objective(goal, workspace)]
        else:
            left = [goal for goal in workspace.live_goals if goal.id not in looked_at]
            found = [finding for goal in left for finding in chosen.check_goal(goal, workspace)]
        assert found == []
