"""B105 too-many-objectives."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kpicli.fields.field import Field
from kpicli.findings import Certainty, Finding, Severity
from kpicli.models.choices import Level, Lifecycle
from kpicli.rules.rule import Rule, RuleOptions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.models.goal import Objective
    from kpicli.workspace import Definition, Workspace


class TooManyObjectivesOptions(RuleOptions):
    """What `[check.options.too-many-objectives]` may set."""

    max_per_team: int = Field(
        5, ge=1, description="how many active objectives a team may have in one period"
    )


class TooManyObjectives(Rule):
    """
    ## What it does
    Reports teams with more than 5 active objectives in one period. Objectives of one person
    (`level: individual`) are not the team's, and those without a period are in none.

    ## Why it matters
    Objectives are what matters most now. Of seven things that matter most, none does.

    ## Bad
    ```yaml title="goals.yaml"
    defaults: {team: sales, period: 2026-Q3}
    objectives:
      - {id: a, title: Win the mid-market}  # error: [too-many-objectives]
      - {id: b, title: Sell through partners}
      - {id: c, title: Enter the Nordics}
      - {id: d, title: Renew the offering}
      - {id: e, title: Know our clients}
      - {id: f, title: Sell with fewer discounts}
    ```

    ## Good
    ```yaml title="goals.yaml"
    defaults: {team: sales, period: 2026-Q3}
    objectives:
      - {id: a, title: Win the mid-market}
      - {id: b, title: Sell through partners}
      - {id: c, title: Enter the Nordics}
      - {id: d, title: Renew the offering, period: 2026-Q4}
      - {id: e, title: Know our clients}
      - {id: f, title: Sell with fewer discounts}
    ```
    """

    code = "B105"
    name = "too-many-objectives"
    severity = Severity.INFO
    certainty = Certainty.PROVED
    for_want_of = frozenset({"period", "team"})
    Options = TooManyObjectivesOptions
    _options: TooManyObjectivesOptions

    def check(self, workspace: Workspace) -> Iterator[Finding]:
        """One finding for each team and period, at the first of the objectives."""
        groups: dict[object, list[Definition[Objective]]] = {}
        most = self._options.max_per_team
        for objective in _of_teams_with_more(workspace, most):
            model, period = objective.model, workspace.period(objective)
            if model.status is not Lifecycle.ACTIVE or model.level is Level.INDIVIDUAL:
                continue
            if period is not None:
                groups.setdefault((model.team, period), []).append(objective)
        for found in groups.values():
            if len(found) > most:
                yield self._finding(found, most)

    def _finding(self, found: list[Definition[Objective]], most: int) -> Finding:
        model = found[0].model
        return self.finding(
            f"`{model.team}` has {len(found)} active objectives in "
            f"{model.period.text if model.period else ''}, more than {most}",
            found[0].at("id", message="the first of them"),
            goals=tuple(objective.id for objective in found),
            related=tuple(objective.at("id") for objective in found[1:most]),
            help="keep what matters most now, and make the rest KPIs below it or drop it",
        )


def _of_teams_with_more(workspace: Workspace, most: int) -> Iterator[Definition[Objective]]:
    """The objectives of all teams that have more than that, whatever their periods."""
    teams = [objective.model.team for objective in workspace.objectives]
    sizes = Counter(teams)
    for objective, team in zip(workspace.objectives, teams, strict=True):
        if team is not None and sizes[team] > most:
            yield objective
