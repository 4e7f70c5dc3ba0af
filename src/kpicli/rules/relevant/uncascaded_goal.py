"""R103 uncascaded-goal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from kpicli.findings import Certainty, Finding, Severity
from kpicli.models.choices import Level
from kpicli.rules.relevant.handed_down import excuse
from kpicli.rules.rule import Rule
from kpicli.workspace.levels import goals_by_level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.workspace import AnyGoal, Definition, Workspace

_NAMES = {Level.ORGANIZATION: "an organisation goal", Level.DEPARTMENT: "a department goal"}


class UncascadedGoal(Rule):
    """
    ## What it does
    Reports goals of the organisation and of departments that nothing contributes to, objectives
    and KPIs alike, where the goal's team has teams below it that could contribute.

    A KPI is an info where the work was handed down beside it: where goals of other teams serve the
    objective that it measures, or those of a department's teams serve other goals of the
    department. So is a deliverable.

    A goal that a broken definition contributes to is left alone. A contribution counts whatever
    its own level, status or `rollup`.

    ## Why it matters
    The goal was announced and never handed down: the teams whose work would move it have other
    goals, and it will be looked at when it was missed.

    ## Bad
    ```yaml title="goals.yaml"
    teams:
      - {id: acme, level: organization}
      - {id: finance, parent: acme, level: department}
    kpis:
      - id: cash_flow  # error: [uncascaded-goal]
        title: Raise cash flow
        team: acme
    ```

    ## Good
    ```yaml title="goals.yaml"
    teams:
      - {id: acme, level: organization}
      - {id: finance, parent: acme, level: department}
    kpis:
      - id: cash_flow
        title: Raise cash flow
        team: acme
      - id: receivable_days
        title: Get paid sooner
        team: finance
        contributes_to: cash_flow
    ```
    """

    code = "R103"
    name = "uncascaded-goal"
    severity = Severity.WARNING
    certainty = Certainty.PROVED
    for_want_of = frozenset({"level", "team"})

    def check(self, workspace: Workspace) -> Iterator[Finding]:
        """The goals that nothing contributes to."""
        below: dict[str, list[str]] = {}
        for team in workspace.teams.values():
            below.setdefault(team.model.parent or "", []).append(team.id)
        for level, name in _NAMES.items():
            for goal in goals_by_level(workspace).get(level, ()):
                teams = below.get(goal.model.team or "", [])
                if teams and _is_childless(goal, workspace):
                    yield self._finding(goal, name, teams, excuse(goal, workspace))

    def _finding(
        self, goal: Definition[AnyGoal], level: str, teams: list[str], words: str
    ) -> Finding:
        finding = self.finding(
            f"`{goal.id}` is {level}, and nothing contributes to it{words}",
            goal.at("id"),
            goals=(goal.id,),
            help=f"add `contributes_to: {goal.id}` to the goals that move it, "
            f"such as those of {_listed(teams)}",
        )
        return replace(finding, severity=Severity.INFO) if words else finding


def _is_childless(goal: Definition[AnyGoal], workspace: Workspace) -> bool:
    return not (
        workspace.cascade.contributors(goal.id)
        or goal.id in workspace.goals_with_broken_contributors
    )


def _listed(teams: list[str]) -> str:
    return ", ".join(f"`{team}`" for team in sorted(teams)[:3])
