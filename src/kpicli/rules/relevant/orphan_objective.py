"""R102 orphan-objective."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Severity
from kpicli.models.goal import Objective
from kpicli.rules.rule import Rule
from kpicli.workspace.orphans import orphan_remedy, orphan_words, orphans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.workspace import Workspace


class OrphanObjective(Rule):
    """
    ## What it does
    Reports objectives from which no chain of contributions reaches a goal at the level of the
    organisation. Links with `rollup: false` and links through closed goals count.

    Where no goal at all is at that level, only the end of each chain is reported. In a repository
    without `teams`, an objective is reported if it contributes to nothing and nothing contributes
    to it.

    It says nothing about an objective whose chain leads to something broken or unknown, or whose
    team is unknown: what it serves cannot be told then.

    ## Why it matters
    A team pursues something that nobody above it asked for. All that contributes to it is an
    orphan too.

    ## Bad
    ```yaml title="goals.yaml"
    teams:
      - {id: acme, level: organization}
      - {id: sales, parent: acme, level: department}
    objectives:
      - {id: growth, title: Grow faster than our market, team: acme}
      - id: tenders  # error: [orphan-objective]
        title: Win larger tenders
        team: sales
    ```

    ## Good
    ```yaml title="goals.yaml"
    teams:
      - {id: acme, level: organization}
      - {id: sales, parent: acme, level: department}
    objectives:
      - {id: growth, title: Grow faster than our market, team: acme}
      - id: tenders
        title: Win larger tenders
        team: sales
        contributes_to: growth
    ```
    """

    code = "R102"
    name = "orphan-objective"
    severity = Severity.ERROR
    certainty = Certainty.PROVED
    for_want_of = frozenset({"team"})

    def check(self, workspace: Workspace) -> Iterator[Finding]:
        """The orphans among the objectives."""
        for orphan in orphans(workspace):
            if isinstance(orphan.goal.model, Objective) and not orphan.goal.model.is_over:
                yield self.finding(
                    orphan_words(workspace, orphan),
                    orphan.goal.at("contributes_to"),
                    goals=orphan.goals,
                    field="contributes_to",
                    related=orphan.related,
                    help=orphan_remedy(workspace, orphan),
                )
