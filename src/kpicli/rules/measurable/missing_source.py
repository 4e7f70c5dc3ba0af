"""M105 missing-source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Severity
from kpicli.models.choices import Rollup
from kpicli.models.target import Form
from kpicli.rules.rule import KpiRule
from kpicli.workspace.unmeasured import unmeasured_kpis

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.models.goal import Kpi
    from kpicli.workspace import Definition, Workspace


class MissingSource(KpiRule):
    """
    ## What it does
    Reports KPIs of which nobody says where their numbers come from: they have neither `actuals`
    nor a metric with a `source`.

    What follows from other numbers is left alone: a metric with a `formula`, and a goal whose
    `rollup` gathers its contributors. So is `complete`, which its owner reports.

    ## Why it matters
    Whether a number can be had at all, and from which system, is best asked before the period
    begins. Afterwards the answer is a guess from memory.

    ## Bad
    ```yaml title="goals.yaml"
    kpis:
      - id: leads  # error: [missing-source]
        title: Raise qualified leads from 800 to 1,000
        baseline: 800
        target: 1000
    ```

    ## Good
    ```yaml title="goals.yaml"
    metrics:
      - id: visits
        title: Visits of the web site
        source: {connection: warehouse, sql: queries/visits.sql, date: month, value: visits}
    kpis:
      - id: leads
        title: Raise qualified leads from 800 to 1,000
        baseline: 800
        target: 1000
        actuals: {2026-01: 815}
      - id: visits_of_europe
        title: Raise visits from 8,000 to 9,000
        metric: visits
        segment: europe
        baseline: 8000
        target: 9000
    ```
    """

    code = "M105"
    name = "missing-source"
    severity = Severity.INFO
    certainty = Certainty.PROVED
    for_want_of = frozenset({"formula", "metric", "rollup", "source", "target"})

    def candidates(self, workspace: Workspace) -> Iterable[Definition[Kpi]]:
        """The KPIs without a measurement, which those without actuals are among."""
        return unmeasured_kpis(workspace)

    def check_kpi(self, kpi: Definition[Kpi], workspace: Workspace) -> Iterator[Finding]:
        """The KPI, if no number of it has a source."""
        metric = workspace.metric(kpi)
        if metric is None or kpi.model.actuals or _follows_from_others(kpi, workspace):
            return
        if metric.model.source is None and metric.model.formula is None:
            yield self.finding(
                f"`{kpi.id}` has neither `actuals` nor a `source`",
                kpi.at("actuals"),
                goals=(kpi.id,),
                field="actuals",
                help="write what was measured under `actuals`, or say in the metric's `source` "
                "where it comes from",
            )


def _follows_from_others(kpi: Definition[Kpi], workspace: Workspace) -> bool:
    model = kpi.model
    if model.target is not None and model.target.form is Form.COMPLETE:
        return True
    has_contributors = (
        bool(workspace.cascade.contributors(kpi.id))
        or kpi.id in workspace.goals_with_broken_contributors
    )
    return model.rollup is not Rollup.NONE and has_contributors
