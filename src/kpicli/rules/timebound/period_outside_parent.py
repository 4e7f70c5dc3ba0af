"""T104 period-outside-parent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Severity
from kpicli.rules.rule import GoalRule
from kpicli.rules.timebound.neighbours import goals_beside_others

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.workspace import AnyGoal, Definition, Workspace


class PeriodOutsideParent(GoalRule):
    """
    ## What it does
    Reports goals whose period has no day in common with that of a goal they contribute to. Links
    with `rollup: false` add nothing and are not judged, nor are links to closed and dropped goals.

    ## Why it matters
    While one of the two is worked on, the other is over or has not begun. Most often one period
    is last year's, copied along with the goal.

    ## Bad
    ```yaml title="goals.yaml"
    objectives:
      - {id: growth, title: Win the mid-market, period: 2026}
    kpis:
      - id: leads
        title: Raise qualified leads from 800 to 1,000
        contributes_to: growth
        period: 2025  # error: [period-outside-parent]
        baseline: 800
        target: 1000
    ```

    ## Good
    ```yaml title="goals.yaml"
    objectives:
      - {id: growth, title: Win the mid-market, period: 2026}
    kpis:
      - id: leads
        title: Raise qualified leads from 800 to 1,000
        contributes_to: growth
        period: 2026-H1
        baseline: 800
        target: 1000
    ```
    """

    code = "T104"
    name = "period-outside-parent"
    severity = Severity.ERROR
    certainty = Certainty.PROVED

    def candidates(self, workspace: Workspace) -> Iterable[Definition[AnyGoal]]:
        """The goals that may serve one of another period."""
        return workspace.remembered(goals_beside_others)

    def check_goal(self, goal: Definition[AnyGoal], workspace: Workspace) -> Iterator[Finding]:
        """A finding for each goal above at another time."""
        own = workspace.period(goal)
        for parent, link in workspace.parents(goal):
            is_other = workspace.period(parent) is not own  # most goals share the year
            if is_other and link.counts and not parent.model.is_over:
                yield from self._check_pair(goal, parent, workspace)

    def _check_pair(
        self, goal: Definition[AnyGoal], parent: Definition[AnyGoal], workspace: Workspace
    ) -> Iterator[Finding]:
        own, above = workspace.period(goal), workspace.period(parent)
        if own is None or above is None or (own.start <= above.end and above.start <= own.end):
            return
        how = (
            f"begins on {own.start}, after the end of `{parent.id}` on {above.end}"
            if own.start > above.end
            else f"ends on {own.end}, before `{parent.id}` begins on {above.start}"
        )
        yield self.finding(
            f"`{goal.id}` contributes to `{parent.id}` at another time: it {how}",
            goal.at("period", message=f"{own.start} to {own.end}"),
            goals=(goal.id, parent.id),
            field="period",
            related=(parent.at("period", message=f"`{parent.id}`: {above.start} to {above.end}"),),
            help="correct one of the two periods, or write the link with `rollup: false` "
            "if it is not to count",
        )
