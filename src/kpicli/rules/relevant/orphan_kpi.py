"""R101 orphan-kpi."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Severity
from kpicli.models.goal import Kpi
from kpicli.rules.rule import Rule
from kpicli.workspace.orphans import orphan_remedy, orphan_words, orphans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.workspace import Workspace


class OrphanKpi(Rule):
    """
    ## What it does
    Reports KPIs from which no chain of contributions reaches a goal at the level of the
    organisation. Links with `rollup: false` and links through closed goals count.

    Where no goal at all is at that level, only the end of each chain is reported. In a repository
    without `teams`, nothing tells which goals are on top: there, a KPI is reported if it
    contributes to nothing and nothing contributes to it.

    It says nothing about a KPI whose chain leads to something broken or unknown, or whose team is
    unknown: what it serves cannot be told then.

    ## Why it matters
    Somebody works for this number, and nobody above can say what for. If it is reached, nothing
    that the organisation wants comes closer.

    ## Bad
    ```yaml title="goals.yaml"
    teams:
      - {id: acme, level: organization}
      - {id: sales, parent: acme, level: department}
    kpis:
      - {id: revenue, title: Raise revenue, team: acme}
      - id: visits  # error: [orphan-kpi]
        title: Raise client visits
        team: sales
    ```

    ## Good
    ```yaml title="goals.yaml"
    teams:
      - {id: acme, level: organization}
      - {id: sales, parent: acme, level: department}
    kpis:
      - {id: revenue, title: Raise revenue, team: acme}
      - id: visits
        title: Raise client visits
        team: sales
        contributes_to: revenue
    ```
    """

    code = "R101"
    name = "orphan-kpi"
    severity = Severity.ERROR
    certainty = Certainty.PROVED
    for_want_of = frozenset({"team"})

    def check(self, workspace: Workspace) -> Iterator[Finding]:
        """The orphans among the KPIs."""
        for orphan in orphans(workspace):
            if isinstance(orphan.goal.model, Kpi) and not orphan.goal.model.is_over:
                yield self.finding(
                    orphan_words(workspace, orphan),
                    orphan.goal.at("contributes_to"),
                    goals=orphan.goals,
                    field="contributes_to",
                    related=orphan.related,
                    help=orphan_remedy(workspace, orphan),
                )
