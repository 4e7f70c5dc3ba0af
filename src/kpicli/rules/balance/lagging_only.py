"""B103 lagging-only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Severity
from kpicli.models.choices import Indicator
from kpicli.models.goal import Kpi
from kpicli.rules.rule import ObjectiveRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.models.goal import Objective
    from kpicli.workspace import AnyGoal, Definition, Workspace

_FEW = 3


class LaggingOnly(ObjectiveRule):
    """
    ## What it does
    Reports objectives of which all KPIs are lagging indicators, those further down included. It
    says nothing if one of them does not say what it is, or if something broken contributes.

    ## Why it matters
    Lagging indicators tell how it ended: revenue, churn. Without one that runs ahead of them
    (offers sent, first replies in time) nobody sees trouble while there is time to act.

    ## Bad
    ```yaml title="goals.yaml"
    objectives:
      - id: loyalty  # error: [lagging-only]
        title: Clients stay because they want to
        kpis:
          - {id: churn, title: Lower churn, indicator: lagging}
          - {id: lost_revenue, title: Lower lost revenue, indicator: lagging}
    ```

    ## Good
    ```yaml title="goals.yaml"
    objectives:
      - id: loyalty
        title: Clients stay because they want to
        kpis:
          - {id: churn, title: Lower churn, indicator: lagging}
          - {id: first_reply, title: Shorten the first reply, indicator: leading}
    ```
    """

    code = "B103"
    name = "lagging-only"
    severity = Severity.INFO
    certainty = Certainty.PROVED

    def candidates(self, workspace: Workspace) -> Iterator[Definition[Objective]]:
        """The objectives right above lagging KPIs and no others."""
        cascade = workspace.cascade
        lagging = {kpi.id for kpi in workspace.groups.lagging_kpis}
        ended = (goal.id for goal in workspace.ended_goals)
        others = workspace.kpi_ids.difference(lagging, ended)
        above = {link.parent for kpi in lagging for link in cascade.parents(kpi)}
        for key in sorted(above.difference(workspace.kpi_ids)):
            if others.isdisjoint([link.child for link in cascade.contributors(key)]):
                yield workspace.goals[key]  # type: ignore[misc]  # an objective, as it is no KPI

    def check_objective(
        self, objective: Definition[Objective], workspace: Workspace
    ) -> Iterator[Finding]:
        """The objective, if nothing below it runs ahead."""
        own: list[Definition[AnyGoal]] = []
        for child, _ in workspace.contributors(objective):
            if _is_kpi(child):
                own.append(child)
                if child.model.indicator is not Indicator.LAGGING:
                    return
        if not own:
            return
        below = [objective.id, *workspace.cascade.descendants(objective.id)]
        if workspace.goals_with_broken_contributors.intersection(below):
            return
        kpis = [goal for key in sorted(below) if _is_kpi(goal := workspace.goals[key])]
        if all(kpi.model.indicator is Indicator.LAGGING for kpi in kpis):
            count = f"the {len(kpis)} KPIs" if len(kpis) > 1 else "the only KPI"
            yield self.finding(
                f"{count} of `{objective.id}` {'are' if len(kpis) > 1 else 'is'} lagging",
                objective.at("id"),
                goals=(objective.id,),
                related=tuple(kpi.at("indicator") for kpi in own[:_FEW]),
                help="add a KPI that moves before they do, with `indicator: leading`",
            )


def _is_kpi(goal: Definition[AnyGoal]) -> bool:
    return isinstance(goal.model, Kpi) and not goal.model.is_over
