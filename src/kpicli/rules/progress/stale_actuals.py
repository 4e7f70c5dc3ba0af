"""P101 stale-actuals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Severity
from kpicli.models.choices import Aggregation
from kpicli.progress.goals import progress_of
from kpicli.progress.holes import hole_in_total
from kpicli.progress.status import ProgressStatus
from kpicli.rules.progress.stale import cadences_of_stale, why_stale
from kpicli.rules.rule import KpiRule
from kpicli.workspace.actual_places import place_of_actual
from kpicli.workspace.records import Timetable, records_by_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.models.goal import Kpi
    from kpicli.workspace import Definition, Workspace


class StaleActuals(KpiRule):
    """
    ## What it does
    Reports KPIs whose last actual in the period is older than twice the `cadence`, by the
    calendar: of a monthly KPI, what was measured at the end of June is stale from 1 September on.
    It is reported where `kpi report` shows the status `stale`.

    Nothing more is due after the end of the period, so the value of its last day is never stale.
    Where a whole step of the `cadence` is missing at its end, a KPI is reported once that value is
    overdue by a quarter of the `cadence`, unless the last one met a target to reach. What can no
    longer change is never stale: a deliverable that is done, a total beyond its target already. A
    total is stale as well once its period is over and a step between its values has none: a month
    that is missing is not 0.
    Drafts, and KPIs without a cadence or a target in numbers, are not judged; a KPI without any
    actual in its period is for `never-measured`.

    ## Why it matters
    A number that nobody has looked at for that long says nothing about today, and everything that
    is computed from it looks as if it did.

    ## Bad
    ```yaml title="goals.yaml"
    kpis:
      - id: leads
        title: Raise qualified leads from 800 to 1,000
        period: 2026
        cadence: monthly
        baseline: 800
        target: 1000
        actuals:
          2026-05: 865
          2026-06: 880  # error: [stale-actuals] "63 days before 2026-09-01"
    ```

    ## Good
    ```yaml title="goals.yaml"
    kpis:
      - id: leads
        title: Raise qualified leads from 800 to 1,000
        period: 2026
        cadence: monthly
        baseline: 800
        target: 1000
        actuals: {2026-05: 865, 2026-06: 880, 2026-07: 893}
      - id: visits
        title: Raise visits from 8,000 to 9,000
        period: 2026-Q1
        cadence: monthly
        baseline: 8000
        target: 9000
        actuals: {2026-02: 8600, 2026-03: 9020}
    ```
    """

    code = "P101"
    name = "stale-actuals"
    severity = Severity.WARNING
    certainty = Certainty.PROVED
    for_want_of = frozenset({"cadence"})

    def candidates(self, workspace: Workspace) -> Iterable[Definition[Kpi]]:
        """The KPIs whose last actual is stale at their cadence, and totals that are over."""
        for timetable, records in records_by_time(workspace).items():
            stale = cadences_of_stale(timetable, workspace.as_of)
            is_over = timetable.period is not None and timetable.period.end < workspace.as_of
            for part in records if stale or is_over else ():
                is_total = is_over and part.aggregation is Aggregation.SUM
                if is_total or part.kpi.model.cadence in stale:
                    yield part.kpi

    def check_kpi(self, kpi: Definition[Kpi], workspace: Workspace) -> Iterator[Finding]:
        """The KPI, if its status is stale."""
        cadence, period = kpi.model.cadence, workspace.period(kpi)
        inside = workspace.series_in_period(kpi)
        if cadence is None or period is None or not inside.days:
            return
        # The days are told at once; the status costs twenty times as much.
        stale = cadences_of_stale(Timetable(inside.days, period), workspace.as_of)
        if cadence not in stale and hole_in_total(kpi, workspace) is None:
            return
        progress = progress_of(kpi.id, workspace)
        last = progress.last
        if progress.status is not ProgressStatus.STALE or last is None:
            return
        yield self.finding(
            f"`{kpi.id}` is measured {cadence} and was last measured on {last.day}, "
            f"{why_stale(last.day, kpi, workspace, period)}",
            place_of_actual(kpi, last.actual),
            goals=(kpi.id,),
            field="actuals",
            related=(kpi.at("cadence", message=f"measured {cadence}"),),
            help="add what was measured since, or set the `cadence` at which it really is measured",
        )
