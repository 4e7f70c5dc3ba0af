"""P103 overdue-review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.fields.field import Field
from kpicli.findings import Certainty, Finding, Severity
from kpicli.models.choices import Lifecycle
from kpicli.models.goal import Kpi, Objective
from kpicli.rules.rule import GoalRule, RuleOptions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.workspace import AnyGoal, Definition, Workspace


class OverdueReviewOptions(RuleOptions):
    """The options of `overdue-review`."""

    interval: int = Field(100, ge=1, description="the most days between two reviews")


class OverdueReview(GoalRule):
    """
    ## What it does
    Reports active goals that were not reviewed for longer than the interval. Where a goal was
    never reviewed, the days count from the start of its period.

    Objectives are only judged where some objective says when it was `reviewed`, KPIs where some
    KPI does: who reviews objectives alone need not write it at every KPI.

    ## Why it matters
    A goal that nobody talks about is a goal that nobody works on, or one that the year has
    overtaken. A look at it once a quarter finds out which.

    ## Bad
    ```yaml title="goals.yaml"
    objectives:
      - id: growth
        title: Win the mid-market
        period: 2026
        reviewed: 2026-04-14  # error: [overdue-review] "140 days"
    ```

    ## Good
    ```yaml title="goals.yaml"
    objectives:
      - id: growth
        title: Win the mid-market
        period: 2026
        reviewed: 2026-07-14
      - id: loyalty
        title: Clients stay because they want to
        period: 2026-H2
    ```
    """

    code = "P103"
    name = "overdue-review"
    severity = Severity.INFO
    certainty = Certainty.PROVED
    Options = OverdueReviewOptions
    _options: OverdueReviewOptions

    def check(self, workspace: Workspace) -> Iterator[Finding]:
        """The findings about objectives and about KPIs, each where reviews of them are noted."""
        noted = (*workspace.goals_with("reviewed"), *workspace.ended_goals_with("reviewed"))
        judged = {type(goal.model) for goal in noted if goal.model.reviewed}
        for goals, kind in ((workspace.objectives, Objective), (workspace.kpis, Kpi)):
            if kind in judged:
                for goal in goals:
                    yield from self.check_goal(goal, workspace)

    def check_goal(self, goal: Definition[AnyGoal], workspace: Workspace) -> Iterator[Finding]:
        """The goal, if its review is overdue."""
        reviewed, period = goal.model.reviewed, workspace.period(goal)
        since = reviewed or (period.start if period else None)
        if since is None or goal.model.status is not Lifecycle.ACTIVE:
            return
        days = (workspace.as_of - since).days
        if days <= self._options.interval:
            return
        last = f"was last reviewed on {since}" if reviewed else "was never reviewed"
        began = "" if reviewed else f" since its period began on {since}"
        yield self.finding(
            f"`{goal.id}` {last}{began}: {days} days before {workspace.as_of}, and a review is due "
            f"after {self._options.interval}",
            goal.at("reviewed" if reviewed else "period"),
            goals=(goal.id,),
            field="reviewed",
            help="review it and set `reviewed` to the day, or close it",
        )
