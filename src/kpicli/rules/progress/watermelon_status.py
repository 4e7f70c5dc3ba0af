"""P102 watermelon-status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Severity
from kpicli.models.choices import ReportedStatus
from kpicli.models.quantity import number_text
from kpicli.progress.aim import Aim, aim_of
from kpicli.progress.attainment import share_used
from kpicli.progress.goals import GoalProgress, progress_by_actuals
from kpicli.progress.status import ProgressStatus
from kpicli.rules.rule import KpiRule
from kpicli.workspace.actual_places import place_of_actual

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from kpicli.models.goal import Kpi
    from kpicli.workspace import Definition, Workspace

_GREEN = {ReportedStatus.ON_TRACK, ReportedStatus.ACHIEVED}


class WatermelonStatus(KpiRule):
    """
    ## What it does
    Reports KPIs whose last actual says `status: on_track` (or `achieved`) while its value was off
    track on that very day: green outside, red inside. A KPI is off track where its progress is
    less than `at_risk` (`[status]` in `kpi.toml`, 0.7 of what is expected by then).

    Judged is the day of the actual, by the KPI's own `pace`: time that has passed since does not
    make an honest report a wrong one. In the first tenth of the way nothing is judged.

    ## Why it matters
    Whoever reads green does not ask. By the time the number is looked at, it is too late to help.

    ## Bad
    ```yaml title="goals.yaml"
    kpis:
      - id: leads
        title: Raise qualified leads from 800 to 1,000
        period: 2026
        baseline: 800
        target: 1000
        actuals:
          2026-03-31: 840
          2026-06-30: {value: 850, status: on_track}  # error: [watermelon-status] "25 % of the way"
    ```

    ## Good
    Half of the year is over and 45 % of the way is gone: that is nine tenths of what is expected.

    ```yaml title="goals.yaml"
    kpis:
      - id: leads
        title: Raise qualified leads from 800 to 1,000
        period: 2026
        baseline: 800
        target: 1000
        actuals:
          2026-03-31: {value: 810, status: on_track}
          2026-06-30: {value: 890, status: on_track}
    ```
    """

    code = "P102"
    name = "watermelon-status"
    severity = Severity.WARNING
    certainty = Certainty.PROVED

    def check_kpi(self, kpi: Definition[Kpi], workspace: Workspace) -> Iterator[Finding]:
        """The KPI, if its last actual looks better than it is."""
        series = workspace.series_in_period(kpi)
        last = series[-1] if series else None
        if last is None or last.actual.status not in _GREEN:
            return
        then = progress_by_actuals(kpi, workspace.on(last.day))
        if then.status is not ProgressStatus.OFF_TRACK:
            return
        limit = workspace.context.thresholds.at_risk
        yield self.finding(
            f"`{kpi.id}` was reported `{last.actual.status}` on {last.day} and was off track: "
            f"{_way(kpi, then, workspace, limit)}",
            place_of_actual(kpi, last.actual),
            goals=(kpi.id,),
            field="actuals",
            related=(kpi.at("target", message="what it is measured against"),),
            help="correct the status or the value, or write a `pace` or `interim_targets` if less "
            "is expected by then",
        )


def _way(kpi: Definition[Kpi], then: GoalProgress, workspace: Workspace, limit: Decimal) -> str:
    """The numbers that decided: of a budget what is used up, else the progress."""
    commitment, due = workspace.commitment(kpi), f"where {_percent(then.expected)} is due"
    aim = aim_of(commitment, workspace.aggregation(kpi)) if commitment else None
    if commitment and then.value is not None and aim is Aim.CAP:
        return f"{_percent(share_used(commitment, then.value))} used up {due}"
    return f"{_percent(then.attainment)} of the way {due}, less than {number_text(limit)} of it"


def _percent(fraction: Decimal | None) -> str:
    return "nothing" if fraction is None else f"{fraction * 100:.0f} %"
