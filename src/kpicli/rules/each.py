"""Rules that look at one goal at a time, on some goals only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.models.goal import Kpi, Objective
from kpicli.rules.rule import GoalRule, KpiRule, ObjectiveRule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from kpicli.findings import Finding
    from kpicli.rules.rule import Rule
    from kpicli.workspace import AnyGoal, Definition, Workspace

_ONE_BY_ONE = (GoalRule.check, KpiRule.check, ObjectiveRule.check)


def is_about_each(rule: Rule) -> bool:
    """Whether a rule looks at one goal at a time, and asks nothing of all of them before."""
    return type(rule).check in _ONE_BY_ONE


def check_some(rule: Rule, workspace: Workspace, goals: AbstractSet[str]) -> Iterator[Finding]:
    """The findings of a rule about some goals; those about all where it is about no single goal."""
    if not is_about_each(rule):
        yield from rule.check(workspace)
        return
    for key in goals & workspace.goals.keys():
        goal = workspace.goals[key]
        if not goal.model.is_over:
            yield from _check_one(rule, goal, workspace)


def _check_one(rule: Rule, goal: Definition[AnyGoal], workspace: Workspace) -> Iterator[Finding]:
    match rule, goal.model:
        case GoalRule(), _:
            return rule.check_goal(goal, workspace)
        case KpiRule(), Kpi():
            return rule.check_kpi(goal, workspace)  # type: ignore[arg-type]  # its model is a KPI
        case ObjectiveRule(), Objective():
            return rule.check_objective(goal, workspace)  # type: ignore[arg-type]  # the same
        case _:
            return iter(())
