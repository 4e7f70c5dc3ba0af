"""R104 unmeasured-objective."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Severity
from kpicli.models.choices import Lifecycle
from kpicli.models.goal import Kpi, Objective
from kpicli.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.workspace import AnyGoal, Definition, Workspace


class UnmeasuredObjective(Rule):
    """
    ## What it does
    Reports objectives without any KPI at or below them: none is nested in them, and none reaches
    them through contributions. A dropped KPI measures nothing; a draft counts.

    It says nothing about an objective that something broken contributes to.

    ## Why it matters
    An objective says where to go. Without a number below it, everybody can say at the end that it
    was reached, and nobody can say before how far it is.

    ## Bad
    ```yaml title="goals.yaml"
    objectives:
      - {id: growth, title: Win the mid-market}  # error: [unmeasured-objective]
    ```

    ## Good
    ```yaml title="goals.yaml"
    objectives:
      - {id: growth, title: Win the mid-market}
    kpis:
      - id: leads
        title: Raise qualified leads from 800 to 1,000
        contributes_to: growth
        baseline: 800
        target: 1000
    ```
    """

    code = "R104"
    name = "unmeasured-objective"
    severity = Severity.WARNING
    certainty = Certainty.PROVED

    def check(self, workspace: Workspace) -> Iterator[Finding]:
        """The objectives that nothing measures."""
        # A KPI is nested in nearly all: of the others it is asked what contributes to them.
        nesting = {kpi.nested_in for kpi in workspace.live_kpis}
        others = (part for part in workspace.objectives if part.id not in nesting)
        left = [part for part in others if not _has_kpi(part, workspace)]
        measured = _measured(workspace) if left else frozenset()
        for objective in left:
            if objective.model.is_over or objective.id in measured:
                continue
            yield self.finding(
                f"`{objective.id}` has no KPI at or below it",
                objective.at("id"),
                goals=(objective.id,),
                help="nest a KPI in it under `kpis:`, or add "
                f"`contributes_to: {objective.id}` to one that shows whether it is reached",
            )


def _has_kpi(objective: Definition[Objective], workspace: Workspace) -> bool:
    """Whether a KPI contributes to it directly."""
    links = workspace.cascade.contributors(objective.id)
    return any(_measures(workspace.goals[link.child]) for link in links)


def _measured(workspace: Workspace) -> frozenset[str]:
    """All goals with a KPI at or below them, and those of which it is not known."""
    measuring = [kpi.id for kpi in workspace.kpis if _measures(kpi)]
    unknown = workspace.goals_with_broken_contributors & workspace.goals.keys()
    return workspace.cascade.served_by((*measuring, *unknown))


def _measures(goal: Definition[AnyGoal]) -> bool:
    return isinstance(goal.model, Kpi) and goal.model.status is not Lifecycle.DROPPED
