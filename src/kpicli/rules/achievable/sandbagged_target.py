"""A106 sandbagged-target."""

from __future__ import annotations

from decimal import Context, Decimal
from typing import TYPE_CHECKING

from kpicli.constraints.interval import shown
from kpicli.fields.field import Field
from kpicli.findings import Certainty, Finding, Severity
from kpicli.progress.ease import has_trend_before, reached_on, trend_before
from kpicli.progress.expected import share_of_period
from kpicli.progress.triage import triage_by_time
from kpicli.rules.rule import KpiRule, RuleOptions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.models.goal import Kpi
    from kpicli.workspace import Definition, Workspace


_READABLE = Context(prec=6)


class SandbaggedTargetOptions(RuleOptions):
    """What `[check.options.sandbagged-target]` may set."""

    share: float = Field(
        0.5, gt=0, lt=1, description="the share of the period by which a target is met too early"
    )
    least_actuals: int = Field(
        6, ge=4, description="how many actuals before the period it takes to know the trend"
    )


class SandbaggedTarget(KpiRule):
    """
    ## What it does
    Reports targets that asked for too little: they were reached before half of the period was
    over and still are, or the trend of the actuals before the period reaches them by itself, even
    at the lower end of its 80 % forecast.

    Goals that only have to hold, deliverables, ranges, and increases without a baseline are left
    alone. A total (`aggregation: sum`) needs a `cadence` for its trend; if one value makes half of
    its target, the target was meant for each value, and nothing is said.

    ## Why it matters
    A target that is sure to be met steers nothing. The next one will be agreed on the word of
    somebody who set this one.

    ## Bad
    ```yaml title="goals.yaml"
    kpis:
      - id: leads
        title: Raise qualified leads from 800 to 1,000
        period: 2026
        baseline: 800
        target: 1000  # error: [sandbagged-target]
        actuals: {2026-01: 900, 2026-02: 1010, 2026-03: 1080}
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

    code = "A106"
    name = "sandbagged-target"
    severity = Severity.INFO
    certainty = Certainty.HEURISTIC
    Options = SandbaggedTargetOptions
    _options: SandbaggedTargetOptions

    def candidates(self, workspace: Workspace) -> Iterable[Definition[Kpi]]:
        """The KPIs that went their way to a number, or have a past that tells a trend."""
        least = self._options.least_actuals
        for timetable, triage in triage_by_time(workspace).items():
            has_past = has_trend_before(timetable, workspace.as_of, least)
            for record in (*triage.settled, *(triage.ahead if has_past else ())):
                yield record.kpi

    def check_kpi(self, kpi: Definition[Kpi], workspace: Workspace) -> Iterator[Finding]:
        """The KPI, if its target is too easy by what was measured."""
        words = self._reached_early(kpi, workspace) or self._below_trend(kpi, workspace)
        if words:
            yield self.finding(
                f"the target of `{kpi.id}` {words}",
                kpi.at("target"),
                goals=(kpi.id,),
                field="target",
                related=(kpi.at("actuals", message="what was measured"),),
                help="agree on a target that takes an effort, and record the change under "
                "`target_changes`",
            )

    def _reached_early(self, kpi: Definition[Kpi], workspace: Workspace) -> str:
        day = reached_on(workspace, kpi)
        period = workspace.period(kpi) if day else None
        if day is None or period is None:
            return ""
        share = share_of_period(period.start, period.end, day)
        if share >= Decimal(str(self._options.share)):
            return ""
        return (
            f"was reached on {day}, after {share:.0%} of its period "
            f"(less than {self._options.share:.0%})"
        )

    def _below_trend(self, kpi: Definition[Kpi], workspace: Workspace) -> str:
        trend = trend_before(workspace, kpi, self._options.least_actuals)
        if trend is None:
            return ""
        commitment, period = workspace.commitment(kpi), workspace.period(kpi)
        if commitment is None or period is None:
            return ""
        if not all(map(commitment.is_met_by, (trend.low, trend.value, trend.high))):
            return ""
        worst = trend.low if commitment.direction.sign > 0 else trend.high
        return (
            f"asks for less than the trend before {period.start}, which leads to "
            f"{shown(worst.normalize(_READABLE))} or better by {period.end}"
        )
