"""R110 unagreed-goal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Severity
from kpicli.rules.rule import GoalRule
from kpicli.workspace.agreement import is_agreement_recorded, missing_agreements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.workspace import AnyGoal, Definition, Workspace


class UnagreedGoal(GoalRule):
    """
    ## What it does
    Reports goals that another department contributes to, or is a stakeholder of, and that it did
    not agree to: `agreed_by` names neither the department nor one of its teams, people or leads.

    It says nothing in a repository where `agreed_by` is used nowhere, nor of a goal to which
    somebody agreed whose department is not known.

    ## Why it matters
    Goals that two departments share fail where they meet: each thinks that the other one agreed.
    A date beside a name ends that.

    ## Bad
    ```yaml title="goals.yaml"
    teams:
      - {id: acme, level: organization}
      - {id: sales, parent: acme, level: department}
      - {id: finance, parent: acme, level: department}
    kpis:
      - {id: revenue, title: Raise revenue, team: acme, agreed_by: {sales: 2026-01-14}}
      - {id: clients, title: Raise new clients, team: sales, contributes_to: revenue}
      - id: cash  # error: [unagreed-goal]
        title: Raise cash flow
        team: finance
      - {id: deposits, title: Raise paid deposits, team: sales, contributes_to: cash}
    ```

    ## Good
    ```yaml title="goals.yaml"
    teams:
      - {id: acme, level: organization}
      - {id: sales, parent: acme, level: department}
      - {id: finance, parent: acme, level: department}
    kpis:
      - {id: cash, title: Raise cash flow, team: finance, agreed_by: [sales]}
      - {id: deposits, title: Raise paid deposits, team: sales, contributes_to: cash}
    ```
    """

    code = "R110"
    name = "unagreed-goal"
    severity = Severity.INFO
    certainty = Certainty.PROVED
    for_want_of = frozenset({"team"})

    def check(self, workspace: Workspace) -> Iterator[Finding]:
        """The goals without agreement, where agreement is recorded at all."""
        if is_agreement_recorded(workspace):
            yield from super().check(workspace)

    def check_goal(self, goal: Definition[AnyGoal], workspace: Workspace) -> Iterator[Finding]:
        """The goal, with all departments that have a part in it and did not agree."""
        missing = missing_agreements(workspace, goal)
        if not missing:
            return
        names = ", ".join(f"`{department}`" for department in missing)
        yield self.finding(
            f"`{goal.id}` needs the agreement of {names}, which is not on record",
            goal.at("agreed_by"),
            goals=(goal.id,),
            field="agreed_by",
            related=tuple(missing.values()),
            help=f"agree on it and add {names} to `agreed_by`, with the date",
        )
