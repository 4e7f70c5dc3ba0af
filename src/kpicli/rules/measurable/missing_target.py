"""M101 missing-target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Severity
from kpicli.rules.rule import KpiRule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.models.goal import Kpi
    from kpicli.workspace import Definition, Workspace


class MissingTarget(KpiRule):
    """
    ## What it does
    Reports KPIs without a target.

    ## Why it matters
    Without a target a KPI is a chart: nobody can say whether it is on track, and it takes no
    part in roll-ups and proofs. A number that is only watched is a metric.

    ## Bad
    ```yaml title="goals.yaml"
    kpis:
      - id: leads  # error: [missing-target]
        title: Qualified leads
        baseline: 800
    ```

    ## Good
    ```yaml title="goals.yaml"
    metrics:
      - {id: visits, title: Visits of the web site}
    kpis:
      - id: leads
        title: Qualified leads
        baseline: 800
        target: 1000
    ```
    """

    code = "M101"
    name = "missing-target"
    severity = Severity.ERROR
    certainty = Certainty.PROVED

    def candidates(self, workspace: Workspace) -> Iterable[Definition[Kpi]]:
        """The KPIs without a target."""
        return workspace.groups.kpis_by_form.get(None, ())

    def check_kpi(self, kpi: Definition[Kpi], workspace: Workspace) -> Iterator[Finding]:  # noqa: ARG002 - the KPI tells it alone
        """The KPI, if it has no target."""
        if kpi.model.target is None:
            yield self.finding(
                f"`{kpi.id}` has no target",
                kpi.at("target"),
                goals=(kpi.id,),
                field="target",
                help="set `target`, such as 50, +20%, '>= 95%', 45..55 or complete; "
                "list it under `metrics` if it is only to be watched",
            )
