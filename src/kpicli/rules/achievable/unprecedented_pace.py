"""A105 unprecedented-pace."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from kpicli.fields.field import Field
from kpicli.findings import Certainty, Finding, Severity
from kpicli.models.choices import Aggregation
from kpicli.progress.triage import triage_by_time
from kpicli.progress.way_ahead import way_ahead
from kpicli.rules.rule import KpiRule, RuleOptions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.models.goal import Kpi
    from kpicli.workspace import Definition, Workspace
    from kpicli.workspace.records import Timetable


class UnprecedentedPaceOptions(RuleOptions):
    """What `[check.options.unprecedented-pace]` may set."""

    least_windows: float = Field(
        3, ge=1, description="how many times the history must be as long as the time that is left"
    )


class UnprecedentedPace(KpiRule):
    """
    ## What it does
    Reports KPIs that still have to do, in the time that is left, what they never did in a stretch
    of that length, neither as a difference nor as growth in per cent. All actuals count, those
    before the period too.

    The history must be at least three times as long as the time that is left, and hold at least
    as many stretches of that length. Goals that only
    have to hold, deliverables and ranges are left alone; a total (`aggregation: sum`) needs a
    `cadence`.

    ## Why it matters
    A first time is possible. It takes more than the means that were there all the other times.

    ## Bad
    ```yaml title="goals.yaml"
    kpis:
      - id: satisfaction
        title: Raise client satisfaction to 80 points
        period: 2026
        unit: point
        baseline: 70
        target: 80  # error: [unprecedented-pace]
        actuals: {2024-12: 68, 2025-04: 67, 2025-08: 69, 2025-12: 70, 2026-04: 72, 2026-08: 73}
    ```

    ## Good
    It rose by 7 points in the four months after April 2025, and now needs 7 in four.

    ```yaml title="goals.yaml"
    kpis:
      - id: satisfaction
        title: Raise client satisfaction to 80 points
        period: 2026
        unit: point
        baseline: 70
        target: 80
        actuals: {2024-12: 68, 2025-04: 65, 2025-08: 72, 2025-12: 70, 2026-04: 72, 2026-08: 73}
    ```
    """

    code = "A105"
    name = "unprecedented-pace"
    severity = Severity.INFO
    certainty = Certainty.HEURISTIC
    Options = UnprecedentedPaceOptions
    _options: UnprecedentedPaceOptions

    def candidates(self, workspace: Workspace) -> Iterable[Definition[Kpi]]:
        """The KPIs on their way that are known for long enough."""
        for timetable, triage in triage_by_time(workspace).items():
            is_long, flow = self._is_known_for_long(timetable), Aggregation.SUM
            yield from (r.kpi for r in triage.ahead if is_long or r.aggregation is flow)

    def _is_known_for_long(self, timetable: Timetable) -> bool:
        """Whether levels are, as far as their first and their last day tell."""
        days, period = timetable.days, timetable.period
        if period is None or not days:
            return False
        return (days[-1] - days[0]).days >= self._least_windows * (period.end - days[-1]).days

    def check_kpi(self, kpi: Definition[Kpi], workspace: Workspace) -> Iterator[Finding]:
        """The KPI, if its past holds nothing like what is left."""
        way = way_ahead(workspace, kpi)
        if way is None or not way.has_history(self._least_windows):
            return
        if way.was_done_before():
            return
        span = "values" if way.is_flow else "days"
        yield self.finding(
            f"`{kpi.id}` needs {way.missing(workspace.unit(kpi))} in the {way.left} "
            f"{span} up to {way.end}, more than in any {way.left} {span} since "
            f"{way.known[0].day}",
            kpi.at("target"),
            goals=(kpi.id,),
            field="target",
            related=(kpi.at("actuals", message="what it did so far"),),
            help="say what will be different this time, or set a target that it has reached before",
        )

    @cached_property
    def _least_windows(self) -> Decimal:
        return Decimal(str(self._options.least_windows))
