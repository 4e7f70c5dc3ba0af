"""T102 expired-goal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Fix, Safety, SetValue, Severity
from kpicli.models.choices import Lifecycle
from kpicli.rules.rule import GoalRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.workspace import AnyGoal, Definition, Workspace


class ExpiredGoal(GoalRule):
    """
    ## What it does
    Reports active goals whose period is over. The last day still belongs to the period.

    ## Why it matters
    Somebody has to say how it ended. As long as nobody does, the goal stays in every list as if
    it were still to be reached, and nobody learns from it.

    ## Bad
    ```yaml title="goals.yaml"
    kpis:
      - id: leads
        title: Raise qualified leads from 800 to 1,000
        period: 2026-Q1  # error: [expired-goal]
        baseline: 800
        target: 1000
    ```

    ## Good
    ```yaml title="goals.yaml"
    kpis:
      - id: leads
        title: Raise qualified leads from 800 to 1,000
        period: 2026-Q1
        status: closed
        baseline: 800
        target: 1000
      - id: clients
        title: Win 50 clients
        period: 2026-Q4
        target: 50
    ```

    ## Fix
    Unsafe: sets `status: closed`. It may have been dropped, or it may go on.
    """

    code = "T102"
    name = "expired-goal"
    severity = Severity.WARNING
    certainty = Certainty.PROVED

    def candidates(self, workspace: Workspace) -> Iterator[Definition[AnyGoal]]:
        """The goals of the periods that are over."""
        for period, goals in workspace.groups.by_period.items():
            if period and period.dates(workspace.calendar).end < workspace.as_of:
                yield from goals

    def check_goal(self, goal: Definition[AnyGoal], workspace: Workspace) -> Iterator[Finding]:
        """The goal, if its period ended before the as-of date."""
        period = workspace.period(goal)
        if period is None or goal.model.status is not Lifecycle.ACTIVE:
            return
        late = (workspace.as_of - period.end).days
        if late > 0:
            days = "1 day" if late == 1 else f"{late} days"
            yield self.finding(
                f"the period of `{goal.id}` ended on {period.end}, {days} before "
                f"{workspace.as_of}, and it is still active",
                goal.at("period"),
                goals=(goal.id,),
                field="period",
                help="set `status: closed` or `status: dropped`, or give it a new period",
                fix=_closed(goal),
            )


def _closed(goal: Definition[AnyGoal]) -> Fix:
    edit = SetValue(goal.path, goal.route.child("status"), Lifecycle.CLOSED, after="period")
    return Fix(f"Close `{goal.id}`", (edit,), Safety.UNSAFE)
