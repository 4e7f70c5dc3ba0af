"""T105 cadence-exceeds-period."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, cast

from kpicli.findings import Certainty, Finding, Severity
from kpicli.models.choices import Cadence
from kpicli.models.goal import Kpi
from kpicli.progress.cadence_steps import after
from kpicli.rules.rule import KpiRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.models.period import DateRange
    from kpicli.workspace import Definition, Workspace


class CadenceExceedsPeriod(KpiRule):
    """
    ## What it does
    Reports KPIs that are measured less often than once in their period: a yearly figure for a
    quarterly goal. A period that is at least three quarters of the cadence long, such as a year
    that began in March, has its one measurement at the end and is left alone.

    ## Why it matters
    The first number may arrive when it is over. Until then nobody can tell how the goal stands,
    and the last figure says as much about the time before the goal.

    ## Bad
    ```yaml title="goals.yaml"
    kpis:
      - id: satisfaction
        title: Raise client satisfaction from 7 to 8 points
        period: 2026-Q3
        cadence: yearly  # error: [cadence-exceeds-period]
        baseline: 7
        target: 8
    ```

    ## Good
    ```yaml title="goals.yaml"
    kpis:
      - id: satisfaction
        title: Raise client satisfaction from 7 to 8 points
        period: 2026-Q3
        cadence: monthly
        baseline: 7
        target: 8
    ```
    """

    code = "T105"
    name = "cadence-exceeds-period"
    severity = Severity.WARNING
    certainty = Certainty.PROVED

    def candidates(self, workspace: Workspace) -> Iterator[Definition[Kpi]]:
        """The KPIs of a period that is too short for their cadence."""
        for period, goals in workspace.groups.by_period.items():
            dates = period.dates(workspace.calendar) if period else None
            long = [cadence for cadence in Cadence if dates and _is_long(cadence, dates)]
            for goal in goals if long else ():
                if isinstance(goal.model, Kpi) and goal.model.cadence in long:
                    yield cast("Definition[Kpi]", goal)

    def check_kpi(self, kpi: Definition[Kpi], workspace: Workspace) -> Iterator[Finding]:
        """The KPI, if its period is well below a cadence long."""
        period, cadence = workspace.period(kpi), kpi.model.cadence
        if period is None or cadence is None or not _is_long(cadence, period):
            return
        days = "1 day" if period.days == 1 else f"{period.days} days"
        yield self.finding(
            f"`{kpi.id}` is measured {cadence}, and its period has only {days}",
            kpi.at("cadence"),
            goals=(kpi.id,),
            field="cadence",
            related=(kpi.at("period", message=f"{period.start} to {period.end}"),),
            help="measure it more often, or give it a longer period",
        )


def _is_long(cadence: Cadence, period: DateRange) -> bool:
    """Whether a period is below three quarters of a cadence long."""
    step = (after(period.start - timedelta(1), 1, cadence) - period.start).days + 1
    return period.days * 4 < step * 3
