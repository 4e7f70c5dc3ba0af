"""T101 missing-period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Severity
from kpicli.rules.rule import GoalRule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.workspace import AnyGoal, Definition, Workspace


class MissingPeriod(GoalRule):
    """
    ## What it does
    Reports goals without a period of their own or in the file's `defaults`. An objective does
    not pass its period on to the KPIs nested in it.

    ## Why it matters
    Without an end nothing is ever late. Nobody can say how far the goal should be by now, and it
    cannot be compared with other goals on the same quantity.

    ## Bad
    ```yaml title="goals.yaml"
    kpis:
      - id: leads  # error: [missing-period]
        title: Raise qualified leads from 800 to 1,000
        baseline: 800
        target: 1000
    ```

    ## Good
    ```yaml title="goals.yaml"
    defaults: {period: FY2026}
    kpis:
      - id: leads
        title: Raise qualified leads from 800 to 1,000
        baseline: 800
        target: 1000
      - id: launch
        title: Launch the partner portal
        target: complete
        period: 2026-Q3
    ```
    """

    code = "T101"
    name = "missing-period"
    severity = Severity.ERROR
    certainty = Certainty.PROVED

    def candidates(self, workspace: Workspace) -> Iterable[Definition[AnyGoal]]:
        """The goals without a period."""
        return workspace.groups.by_period.get(None, ())

    def check_goal(self, goal: Definition[AnyGoal], workspace: Workspace) -> Iterator[Finding]:
        """The goal, if nothing says when it is to be reached."""
        if workspace.period(goal) is None:
            yield self.finding(
                f"`{goal.id}` has no period",
                goal.at("period"),
                goals=(goal.id,),
                field="period",
                help="set `period`, here or in the file's `defaults`, such as 2026, FY2026-Q3 "
                "or 2026-01-15/2026-06-30",
            )
