"""T103 deadline-after-parent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Severity
from kpicli.rules.rule import GoalRule
from kpicli.rules.timebound.neighbours import goals_beside_others

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.workspace import AnyGoal, Definition, Workspace


class DeadlineAfterParent(GoalRule):
    """
    ## What it does
    Reports goals whose period ends after that of a goal they contribute to. Links with
    `rollup: false` add nothing and are not judged, nor are links to closed and dropped goals.
    A goal that begins only after the other's end is reported by `period-outside-parent`.

    ## Why it matters
    What is reached after the end of the goal above comes too late to count there.

    ## Bad
    ```yaml title="goals.yaml"
    objectives:
      - {id: growth, title: Win the mid-market, period: 2026-H1}
    kpis:
      - id: leads
        title: Raise qualified leads from 800 to 1,000
        contributes_to: growth
        period: 2026  # error: [deadline-after-parent]
        baseline: 800
        target: 1000
    ```

    ## Good
    ```yaml title="goals.yaml"
    objectives:
      - {id: growth, title: Win the mid-market, period: 2026-H1}
    kpis:
      - id: leads
        title: Raise qualified leads from 800 to 1,000
        contributes_to: growth
        period: 2026-Q2
        baseline: 800
        target: 1000
    ```
    """

    code = "T103"
    name = "deadline-after-parent"
    severity = Severity.ERROR
    certainty = Certainty.PROVED

    def candidates(self, workspace: Workspace) -> Iterable[Definition[AnyGoal]]:
        """The goals that may serve one of another period."""
        return workspace.remembered(goals_beside_others)

    def check_goal(self, goal: Definition[AnyGoal], workspace: Workspace) -> Iterator[Finding]:
        """A finding for each goal above that ends sooner."""
        own = workspace.period(goal)
        for parent, link in workspace.parents(goal):
            is_other = workspace.period(parent) is not own  # most goals share the year
            if is_other and link.counts and not parent.model.is_over:
                yield from self._check_pair(goal, parent, workspace)

    def _check_pair(
        self, goal: Definition[AnyGoal], parent: Definition[AnyGoal], workspace: Workspace
    ) -> Iterator[Finding]:
        own, above = workspace.period(goal), workspace.period(parent)
        if own is None or above is None or own.end <= above.end or own.start > above.end:
            return
        late = (own.end - above.end).days
        days = "1 day" if late == 1 else f"{late} days"
        yield self.finding(
            f"`{goal.id}` contributes to `{parent.id}` and ends on {own.end}, "
            f"{days} after it: {above.end}",
            goal.at("period", message=f"ends on {own.end}"),
            goals=(goal.id, parent.id),
            field="period",
            related=(parent.at("period", message=f"`{parent.id}` ends on {above.end}"),),
            help="end it sooner, or write the link with `rollup: false` if it is not to count",
        )
