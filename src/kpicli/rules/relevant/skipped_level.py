"""R108 skipped-level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Severity
from kpicli.rules.rule import Rule
from kpicli.workspace.links import link_label
from kpicli.workspace.skipped import SkippedLevel as Skipped
from kpicli.workspace.skipped import skipped_levels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.workspace import Workspace


class SkippedLevel(Rule):
    """
    ## What it does
    Reports contributions that jump over a level: a team's goal contributes to one of the
    organisation, while the team's own department has goals.

    A goal that reaches the level between on another way is left alone, and so are links with
    `rollup: false`.

    ## Why it matters
    The department answers for a part of the organisation's goal and does not see who works for
    it. Often the goal between was forgotten, or does not say what it should.

    ## Bad
    ```yaml title="goals.yaml"
    teams:
      - {id: acme, level: organization}
      - {id: sales, parent: acme, level: department}
      - {id: sales.emea, parent: sales, level: team}
    kpis:
      - {id: revenue, title: Raise revenue, team: acme}
      - {id: clients, title: Raise new clients, team: sales, contributes_to: revenue}
      - id: visits
        title: Raise client visits
        team: sales.emea
        contributes_to: revenue  # error: [skipped-level]
    ```

    ## Good
    ```yaml title="goals.yaml"
    teams:
      - {id: acme, level: organization}
      - {id: sales, parent: acme, level: department}
      - {id: sales.emea, parent: sales, level: team}
    kpis:
      - {id: revenue, title: Raise revenue, team: acme}
      - {id: clients, title: Raise new clients, team: sales, contributes_to: revenue}
      - id: visits
        title: Raise client visits
        team: sales.emea
        contributes_to: clients
    ```
    """

    code = "R108"
    name = "skipped-level"
    severity = Severity.INFO
    certainty = Certainty.PROVED
    for_want_of = frozenset({"level", "parent", "team"})

    def check(self, workspace: Workspace) -> Iterator[Finding]:
        """One finding for each contribution that jumps."""
        for jump in skipped_levels(workspace):
            yield self._finding(jump)

    def _finding(self, jump: Skipped) -> Finding:
        goal, parent, between = jump.goal, jump.parent, jump.between
        return self.finding(
            f"`{goal.id}` contributes to `{parent.id}` past `{jump.team}`, "
            f"whose goals stand between at level {jump.level}",
            link_label(goal, jump.link),
            goals=(goal.id, parent.id),
            field="contributes_to",
            related=(between.at("id", message=f"a goal of `{jump.team}`"),),
            help=f"let it contribute to a goal of `{jump.team}`, such as `{between.id}`",
        )
