"""R109 goalless-team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Severity
from kpicli.rules.rule import Rule
from kpicli.workspace.goalless import goalless_teams

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.workspace import Workspace


class GoallessTeam(Rule):
    """
    ## What it does
    Reports teams without any goal: none is theirs, none is owned by the team or by its people,
    and no team below them has one either. Of several such teams under each other only the topmost
    is named. Closed and dropped goals are none.

    It says nothing where a goal could not be understood: it may be the team's.

    ## Why it matters
    Either the team's work serves goals that nobody wrote down, or the organisation changed and
    the list of teams did not.

    ## Bad
    ```yaml title="goals.yaml"
    teams:
      - {id: sales, title: Sales}
      - {id: finance, title: Finance}  # error: [goalless-team]
    kpis:
      - {id: visits, title: Raise client visits, team: sales}
    ```

    ## Good
    ```yaml title="goals.yaml"
    teams:
      - {id: sales, title: Sales}
      - {id: finance, title: Finance}
    kpis:
      - {id: visits, title: Raise client visits, team: sales}
      - {id: receivable_days, title: Get paid sooner, team: finance}
    ```
    """

    code = "R109"
    name = "goalless-team"
    severity = Severity.INFO
    certainty = Certainty.PROVED

    def check(self, workspace: Workspace) -> Iterator[Finding]:
        """The teams without goals."""
        for team, below in goalless_teams(workspace):
            also = f", nor have the {below} teams below it" if below > 1 else ""
            also = ", nor has the team below it" if below == 1 else also
            yield self.finding(
                f"the team `{team.id}` has no goal{also}",
                team.at("id"),
                goals=(team.id,),
                help=f"write its goals with `team: {team.id}`, or remove the team",
            )
