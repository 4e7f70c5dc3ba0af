"""M106 never-measured."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kpicli.fields.field import Field
from kpicli.findings import Certainty, Finding, Severity
from kpicli.models.actual import CsvActuals
from kpicli.models.choices import Cadence, Rollup
from kpicli.models.target import Form
from kpicli.progress.staleness import Freshness, freshness
from kpicli.rules.rule import KpiRule, RuleOptions
from kpicli.workspace.unmeasured import unmeasured_kpis

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.models.goal import Kpi
    from kpicli.workspace import Definition, Workspace


class NeverMeasuredOptions(RuleOptions):
    """What `[check.options.never-measured]` may set."""

    default_cadence: Cadence = Field(
        Cadence.QUARTERLY, description="how often a KPI without `cadence` should be measured"
    )


class NeverMeasured(KpiRule):
    """
    ## What it does
    Reports KPIs without any actual in their period, where it has run for more than one cadence,
    and a quarter of it as grace for the books to close. A KPI without `cadence` should be
    measured every quarter, unless the option says otherwise.

    A goal whose `rollup` gathers its contributors is left alone, and so is a CSV file that gives
    no values, and `complete` where no cadence asks for reports.

    ## Why it matters
    A goal that is never measured is not pursued. The later somebody finds out that the number
    cannot be had, the less is left to do about it.

    ## Bad
    ```yaml title="goals.yaml"
    kpis:
      - id: leads
        title: Raise qualified leads from 800 to 1,000
        period: 2026  # error: [never-measured]
        cadence: monthly
        baseline: 800
        target: 1000
    ```

    ## Good
    The second has run for one month of its quarter.

    ```yaml title="goals.yaml"
    kpis:
      - id: leads
        title: Raise qualified leads from 800 to 1,000
        period: 2026
        cadence: monthly
        baseline: 800
        target: 1000
        actuals: {2026-01: 815}
      - id: visits
        title: Raise visits from 8,000 to 9,000
        period: 2026-08-01/2026-12-31
        baseline: 8000
        target: 9000
    ```
    """

    code = "M106"
    name = "never-measured"
    severity = Severity.WARNING
    certainty = Certainty.PROVED
    for_want_of = frozenset({"cadence", "formula", "metric", "rollup", "source"})
    Options = NeverMeasuredOptions
    _options: NeverMeasuredOptions

    def candidates(self, workspace: Workspace) -> Iterable[Definition[Kpi]]:
        """The KPIs without a measurement in their period."""
        return unmeasured_kpis(workspace)

    def check_kpi(self, kpi: Definition[Kpi], workspace: Workspace) -> Iterator[Finding]:
        """The KPI, if a first actual is overdue."""
        period = workspace.period(kpi)
        if period is None or _is_reported_elsewhere(kpi, workspace):
            return
        if workspace.series_in_period(kpi).days or _is_unread(kpi, workspace):
            return
        own = kpi.model.cadence
        cadence = own or self._options.default_cadence
        today = workspace.as_of
        day_before = period.start - timedelta(1)
        if freshness(day_before, cadence, today, today) is Freshness.FRESH:
            return
        asked = f"it is to be measured {own}" if own else f"without `cadence` {cadence} is expected"
        yield self.finding(
            f"`{kpi.id}` has no actual in its period {(today - period.start).days} days after it "
            f"began on {period.start}; {asked}",
            kpi.at("period"),
            goals=(kpi.id,),
            field="actuals",
            related=(kpi.at("cadence", message="how often"),) if own else (),
            help="add what was measured under `actuals`, or set `status: dropped`",
        )


def _is_unread(kpi: Definition[Kpi], workspace: Workspace) -> bool:
    """Whether there are actuals of which none became a number; another rule says why."""
    return bool(kpi.model.inline_actuals) and not workspace.series(kpi).days


def _is_reported_elsewhere(kpi: Definition[Kpi], workspace: Workspace) -> bool:
    model = kpi.model
    is_deliverable = model.target is not None and model.target.form is Form.COMPLETE
    if isinstance(model.actuals, CsvActuals) or (is_deliverable and model.cadence is None):
        return True
    has_contributors = bool(workspace.cascade.contributors(kpi.id))
    return model.rollup is not Rollup.NONE and (
        has_contributors or kpi.id in workspace.goals_with_broken_contributors
    )
