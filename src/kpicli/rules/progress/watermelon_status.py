"""P102 watermelon-status."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from kpicli.constraints import Interval
from kpicli.constraints.interval import shown
from kpicli.fields.field import Field
from kpicli.findings import Certainty, Finding, Severity
from kpicli.models.choices import ReportedStatus
from kpicli.models.quantity import number_text
from kpicli.progress.aim import Aim, aim_of, gap
from kpicli.progress.attainment import share_used
from kpicli.progress.goals import GoalProgress, progress_by_actuals, share_due
from kpicli.progress.status import ProgressStatus
from kpicli.rules.rule import KpiRule, RuleOptions
from kpicli.workspace.actual_places import place_of_actual
from kpicli.workspace.records import records_by_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.models.commitment import Commitment
    from kpicli.models.goal import Kpi
    from kpicli.workspace import Definition, Workspace

_GREEN = (ReportedStatus.ON_TRACK, ReportedStatus.ACHIEVED)


class WatermelonStatusOptions(RuleOptions):
    """The options of `watermelon-status`."""

    margin: float = Field(0.05, ge=0, description="the share by which a threshold is missed")


class WatermelonStatus(KpiRule):
    """
    ## What it does
    Reports KPIs whose last actual says `status: on_track` (or `achieved`) while its value was off
    track on that very day: green outside, red inside. A KPI is off track where its progress is
    less than `at_risk` (its own `thresholds`, else `[status]` in `kpi.toml`; 0.7 of what is
    expected by then).

    Judged is the day of the actual, by the KPI's own `pace`: time that has passed since does not
    make an honest report a wrong one. In the first tenth of the way nothing is judged, nor is a
    threshold or a range without `tolerance` that is missed by less than a twentieth of it.

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
          2026-06-30: {value: 850, status: on_track}  # error: [watermelon-status] "25% of the way"
    ```

    ## Good
    Half of the year is over, and 45 % of the way is nine tenths of what is expected.

    ```yaml title="goals.yaml"
    kpis:
      - id: leads
        title: Raise qualified leads from 800 to 1,000
        period: 2026
        baseline: 800
        target: 1000
        actuals:
          2026-06-30: {value: 890, status: on_track}
    ```
    """

    code = "P102"
    name = "watermelon-status"
    severity = Severity.WARNING
    certainty = Certainty.PROVED
    Options = WatermelonStatusOptions
    _options: WatermelonStatusOptions

    def candidates(self, workspace: Workspace) -> Iterable[Definition[Kpi]]:
        """The KPIs whose last actual of the period is reported green."""
        for timetable, records in records_by_time(workspace).items():
            if timetable.days_inside:
                last = timetable.inside.stop - 1
                yield from (part.kpi for part in records if part.status_at(last) in _GREEN)

    def check_kpi(self, kpi: Definition[Kpi], workspace: Workspace) -> Iterator[Finding]:
        """The KPI, if its last actual looks better than it is."""
        series = workspace.series_in_period(kpi)
        if not series.days or series.actuals[-1].status not in _GREEN:
            return
        last, commitment = series[-1], workspace.commitment(kpi)
        if commitment is None:
            return
        on_day = workspace.on(last.day)
        then = progress_by_actuals(kpi, on_day)
        if then.status is not ProgressStatus.OFF_TRACK or then.value is None:
            return
        aim = aim_of(commitment, workspace.aggregation(kpi))
        if aim is Aim.HOLD and self._is_near(commitment, then.value):
            return
        reported = f"`{kpi.id}` was reported `{last.actual.status}` on {last.day}"
        yield self.finding(
            f"{reported} and was off track: {_words(kpi, commitment, then, on_day)[aim]}",
            place_of_actual(kpi, last.actual),
            goals=(kpi.id,),
            field="actuals",
            related=(kpi.at("target", message="what it is measured against"),),
            help="correct the status or the value, or write a `pace`, `interim_targets` or a "
            "`tolerance` if less is expected",
        )

    def _is_near(self, commitment: Commitment, value: Decimal) -> bool:
        """Whether a bound without `tolerance`, so that no one said what is far, is just missed."""
        missing = gap(commitment, value)
        margin = Decimal(str(self._options.margin))
        return commitment.tolerance is None and abs(missing) < margin * abs(value + missing)


def _words(
    kpi: Definition[Kpi], commitment: Commitment, then: GoalProgress, workspace: Workspace
) -> dict[Aim, str]:
    """The numbers that decided, by what the KPI aims at."""
    value, unit = then.value or Decimal(0), workspace.unit(kpi)
    way, due = f"{then.attainment or 0:.0%}", f"where {share_due(kpi, workspace) or 0:.0%} is due"
    asked = Interval(commitment.low, commitment.high, commitment.strict, commitment.strict)
    limit = number_text(workspace.context_of(kpi).thresholds.at_risk)
    counts = f"and to be {asked}, which counts as {way}, less than {limit}"
    return {
        Aim.CAP: f"{share_used(commitment, value) or 1:.0%} used up {due}",
        Aim.REACH: f"{way} of the way {due}, less than {limit} of it",
        Aim.HOLD: " ".join(filter(None, (shown(value), unit, counts))),
    }
