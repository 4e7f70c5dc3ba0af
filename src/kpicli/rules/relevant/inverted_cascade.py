"""R107 inverted-cascade."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Severity
from kpicli.rules.rule import GoalRule
from kpicli.workspace.levels import goals_above_others
from kpicli.workspace.links import link_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.workspace import AnyGoal, Definition, Workspace


class InvertedCascade(GoalRule):
    """
    ## What it does
    Reports goals that contribute to a goal of a lower level, such as a goal of the organisation
    to one of a team. A link with `rollup: false` adds nothing and is left alone, as is a goal
    whose level is not known.

    ## Why it matters
    Goals serve those above them. A link downward is most often written on the wrong one of the
    two goals, and the real contribution is then missing from every report.

    ## Bad
    ```yaml title="goals.yaml"
    teams:
      - {id: acme, level: organization}
      - {id: sales, parent: acme, level: department}
    kpis:
      - id: revenue
        title: Raise revenue from €20M to €24M
        team: acme
        contributes_to: visits  # error: [inverted-cascade]
      - {id: visits, title: Raise client visits from 80 to 100, team: sales}
    ```

    ## Good
    ```yaml title="goals.yaml"
    teams:
      - {id: acme, level: organization}
      - {id: sales, parent: acme, level: department}
    kpis:
      - {id: revenue, title: Raise revenue from €20M to €24M, team: acme}
      - id: visits
        title: Raise client visits from 80 to 100
        team: sales
        contributes_to: revenue
    ```
    """

    code = "R107"
    name = "inverted-cascade"
    severity = Severity.WARNING
    certainty = Certainty.PROVED
    for_want_of = frozenset({"level", "parent", "team"})

    def candidates(self, workspace: Workspace) -> Iterable[Definition[AnyGoal]]:
        """The goals at levels that have goals further down."""
        return goals_above_others(workspace, 1)

    def check_goal(self, goal: Definition[AnyGoal], workspace: Workspace) -> Iterator[Finding]:
        """A finding for each goal of a lower level that it contributes to."""
        own = workspace.level(goal)
        if own is None:
            return
        for parent, link in workspace.parents(goal):
            above = workspace.level(parent)
            if above is None or own.rank >= above.rank:
                continue
            if link.counts and not parent.model.is_over:
                yield self.finding(
                    f"`{goal.id}` is at level {own} and contributes to `{parent.id}`, "
                    f"which is below it at level {above}",
                    link_label(goal, link),
                    goals=(goal.id, parent.id),
                    field="contributes_to",
                    related=(parent.at("team", message=f"level {above}"),),
                    help="turn the link round, or correct the team or level of one of the two",
                )
