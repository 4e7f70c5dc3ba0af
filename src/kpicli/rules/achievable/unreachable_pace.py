"""A104 unreachable-pace."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from kpicli.fields.field import Field
from kpicli.findings import Certainty, Finding, Severity
from kpicli.models.choices import PaceShape
from kpicli.progress.triage import triage_by_time
from kpicli.progress.way_ahead import WayAhead, way_ahead
from kpicli.rules.rule import KpiRule, RuleOptions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.models.goal import Kpi
    from kpicli.progress.required_pace import RequiredPace
    from kpicli.workspace import Definition, Workspace


class UnreachablePaceOptions(RuleOptions):
    """What `[check.options.unreachable-pace]` may set."""

    times: float = Field(3, gt=0, description="how many times the pace so far is out of reach")
    least_actuals: int = Field(
        4, ge=3, description="how many actuals of the period it takes to know the pace so far"
    )


class UnreachablePace(KpiRule):
    """
    ## What it does
    Reports KPIs for which the pace still needed, from the last actual to the end of the period,
    is more than three times the pace so far, or runs against it.

    The pace so far is the Theil-Sen slope of the actuals in the period, at least four; of a total
    (`aggregation: sum`) it is their mean. To be sure that it is no noise, both ends of the 80 %
    forecast must miss the target as well. Nothing is said where the first and the last of them
    alone keep the pace, or where as much was ever done in as much time, be it before the period.

    Goals that only have to hold, deliverables, ranges, and goals that plan another course than a
    straight line (`pace`, `interim_targets`) are left alone.

    ## Why it matters
    It will be missed unless something changes that has not changed so far. Now is the time to
    help, or to say so; at the end of the period it is only news.

    ## Bad
    ```yaml title="goals.yaml"
    kpis:
      - id: leads
        title: Raise qualified leads from 800 to 1,000
        period: 2026
        baseline: 800
        target: 1000  # error: [unreachable-pace]
        actuals: {2026-01: 802, 2026-03: 806, 2026-05: 809, 2026-07: 812}
    ```

    ## Good
    ```yaml title="goals.yaml"
    kpis:
      - id: leads
        title: Raise qualified leads from 800 to 1,000
        period: 2026
        baseline: 800
        target: 1000
        actuals: {2026-01: 808, 2026-03: 835, 2026-05: 858, 2026-07: 890}
    ```
    """

    code = "A104"
    name = "unreachable-pace"
    severity = Severity.WARNING
    certainty = Certainty.HEURISTIC
    for_want_of = frozenset({"aggregation", "metric"})
    Options = UnreachablePaceOptions
    _options: UnreachablePaceOptions

    def candidates(self, workspace: Workspace) -> Iterable[Definition[Kpi]]:
        """The KPIs on their way with enough actuals, whose ends do not keep the pace needed."""
        for timetable, triage in triage_by_time(workspace).items():
            if len(timetable.days_inside) >= self._options.least_actuals:
                yield from (record.kpi for record in triage.slow)

    def check_kpi(self, kpi: Definition[Kpi], workspace: Workspace) -> Iterator[Finding]:
        """The KPI, if what is left is out of proportion to what was done."""
        way = way_ahead(workspace, kpi)
        if way is None or way.count < self._options.least_actuals or way.is_on_pace:
            return
        if kpi.model.pace is not PaceShape.LINEAR or kpi.model.interim_targets:
            return
        from kpicli.progress.required_pace import required_pace  # noqa: PLC0415 - few are so slow

        slope = way.slope()
        pace = required_pace(way.commitment, way.value, slope, way.left)
        if pace is None or not self._is_out_of_reach(pace) or not _misses_for_sure(way):
            return
        if way.was_done_before():
            return
        yield self.finding(
            f"`{kpi.id}` still needs {way.missing(workspace.unit(kpi))} by {way.end}, "
            f"{self._words(pace, way)}, over {way.count} actuals",
            kpi.at("target"),
            goals=(kpi.id,),
            field="target",
            related=(kpi.at("actuals", message="the pace so far"),),
            help="change what is done for it, or agree on another target or period and record "
            "that under `target_changes`",
        )

    def _is_out_of_reach(self, pace: RequiredPace) -> bool:
        if pace.ratio is None or pace.ratio < 0:
            return True
        return pace.ratio > Decimal(str(self._options.times))

    def _words(self, pace: RequiredPace, way: WayAhead) -> str:
        if pace.ratio is None:
            is_flat = len({*way.inside.values}) == 1
            what = "nothing has moved" if is_flat else "there is no trend"
            return f"and {what} since {way.inside.days[0]}"
        if pace.ratio < 0:
            return "and it has moved the other way so far"
        return f"{pace.ratio:.1f} times the pace so far (more than {self._options.times:g} times)"


def _misses_for_sure(way: WayAhead) -> bool:
    """Whether both ends of the 80 % forecast miss the target."""
    found = way.forecast()
    ends = (found.low, found.high) if found else ()
    return not any(map(way.commitment.is_met_by, ends))
