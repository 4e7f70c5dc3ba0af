"""R105 closed-parent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Severity
from kpicli.rules.rule import GoalRule
from kpicli.workspace.links import link_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.workspace import AnyGoal, Definition, Workspace


class ClosedParent(GoalRule):
    """
    ## What it does
    Reports active goals that contribute to a closed or dropped goal.

    ## Why it matters
    The work goes on and serves nothing: no report above it counts it any more.

    ## Bad
    ```yaml title="goals.yaml"
    objectives:
      - {id: growth, title: Win the mid-market, status: dropped}
    kpis:
      - id: leads
        title: Raise qualified leads from 800 to 1,000
        contributes_to: growth  # error: [closed-parent]
    ```

    ## Good
    ```yaml title="goals.yaml"
    objectives:
      - {id: growth, title: Win the mid-market, status: dropped}
      - {id: loyalty, title: Keep the clients that we have}
    kpis:
      - id: leads
        title: Raise qualified leads from 800 to 1,000
        contributes_to: growth
        status: dropped
      - id: renewals
        title: Raise renewed contracts from 85% to 90%
        contributes_to: loyalty
    ```
    """

    code = "R105"
    name = "closed-parent"
    severity = Severity.WARNING
    certainty = Certainty.PROVED

    def candidates(self, workspace: Workspace) -> Iterable[Definition[AnyGoal]]:
        """The goals that contribute to one that is over."""
        links = [link for above in workspace.ended_goals for link in workspace.contributors(above)]
        below = {goal.id: goal for goal, _ in links}
        return [goal for goal in below.values() if not goal.model.is_over]

    def check_goal(self, goal: Definition[AnyGoal], workspace: Workspace) -> Iterator[Finding]:
        """A finding for each goal above that is over."""
        for parent, link in workspace.parents(goal):
            status = parent.model.status
            if parent.model.is_over:
                yield self.finding(
                    f"`{goal.id}` is {goal.model.status} and contributes to `{parent.id}`, "
                    f"which is {status}",
                    link_label(goal, link),
                    goals=(goal.id, parent.id),
                    field="contributes_to",
                    related=(parent.at("status", message=f"{status} here"),),
                    help="let it contribute to a goal that still stands, or close it too",
                )
