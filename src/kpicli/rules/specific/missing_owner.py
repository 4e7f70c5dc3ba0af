"""S101 missing-owner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Severity
from kpicli.rules.rule import GoalRule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.models.organisation import Team
    from kpicli.workspace import AnyGoal, Definition, Workspace


class MissingOwner(GoalRule):
    """
    ## What it does
    Reports goals that nobody owns: there is no `owner` of the goal's own or in the file's
    `defaults`, and its team has no lead.

    ## Why it matters
    A goal that everybody is responsible for is one that nobody answers for. When it falls
    behind, there is no one to ask.

    ## Bad
    ```yaml title="goals.yaml"
    kpis:
      - id: leads  # error: [missing-owner]
        title: Raise qualified leads from 800 to 1,000
        baseline: 800
        target: 1000
    ```

    ## Good
    Each of these has an owner: its own, the file's, or the lead of its team.

    ```yaml title="teams.yaml"
    teams:
      - {id: sales, title: Sales, lead: dana}
    kpis:
      - {id: clients, title: Win 50 clients, target: 50, team: sales}
    ```
    ```yaml title="marketing.yaml"
    defaults: {owner: kim}
    kpis:
      - {id: leads, title: Reach 1000 leads, target: 1000}
      - {id: visits, title: Reach 9000 visits, target: 9000, owner: robin}
    ```
    """

    code = "S101"
    name = "missing-owner"
    severity = Severity.WARNING
    certainty = Certainty.PROVED
    for_want_of = frozenset({"team"})

    def candidates(self, workspace: Workspace) -> Iterable[Definition[AnyGoal]]:
        """The goals that name no owner."""
        return workspace.groups.by_owner.get(None, ())

    def check_goal(self, goal: Definition[AnyGoal], workspace: Workspace) -> Iterator[Finding]:
        """The goal, if nobody answers for it."""
        team = goal.model.team
        known = workspace.teams.get(team or "")
        if workspace.owner(goal) is not None or _is_unclear(team, known, workspace):
            return
        lead = f", or `lead` in team `{known.id}`" if known else ""
        yield self.finding(
            f"`{goal.id}` has no owner",
            goal.at("owner"),
            goals=(goal.id,),
            field="owner",
            related=(known.at("lead", message="its team has no lead"),) if known else (),
            help=f"set `owner`, here or in the file's `defaults`{lead}",
        )


def _is_unclear(name: str | None, team: Definition[Team] | None, workspace: Workspace) -> bool:
    """Whether the team or its lead could not be understood; it may well have one."""
    if team is not None:
        return team.means("lead")
    return workspace.may_be_unread(name or "") or any(
        part.section == "teams" and part.id == name for part in workspace.broken
    )
