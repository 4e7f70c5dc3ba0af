"""P104 likely-miss."""

from __future__ import annotations

from decimal import Context, Decimal
from typing import TYPE_CHECKING

from kpicli.constraints import Interval
from kpicli.constraints.interval import shown
from kpicli.fields.field import Field
from kpicli.findings import Certainty, Finding, Severity
from kpicli.progress.aim import Aim, aim_of
from kpicli.progress.goals import progress_of
from kpicli.progress.outlook import likely_miss, possible_misses
from kpicli.progress.status import ProgressStatus
from kpicli.rules.rule import KpiRule, RuleOptions
from kpicli.workspace.actual_places import place_of_actual

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.models.commitment import Commitment
    from kpicli.models.goal import Kpi
    from kpicli.workspace import Definition, Workspace

_FOUR_DIGITS = Context(prec=4)
_BEHIND = (ProgressStatus.AT_RISK, ProgressStatus.OFF_TRACK)


class LikelyMissOptions(RuleOptions):
    """The options of `likely-miss`."""

    probability: float = Field(0.2, gt=0, le=0.5, description="a target less likely than this")
    least_actuals: int = Field(4, ge=3, description="how many actuals the period has at least")


class LikelyMiss(KpiRule):
    """
    ## What it does
    Reports KPIs that, as their actuals go on, will most likely miss their target. It is the
    forecast of `kpi report`: a straight line through all actuals, and how far they scatter about
    it; of a total, the mean of its parts carried on.

    Asked are KPIs that are at risk or off track, and those that have to hold something (a
    threshold, a range, a budget) while they still do. What is on track with a way to go, reached,
    stale or in the first tenth of its way is left alone: what came before says little about it.

    ## Why it matters
    It is the time left that makes the difference: today something can still be done, or another
    target be agreed on.

    ## Bad
    ```yaml title="goals.yaml"
    kpis:
      - id: leads
        title: Raise qualified leads from 800 to 1,000
        period: 2026
        baseline: 800
        target: 1000
        actuals:
          2026-02-28: 811
          2026-04-30: 822
          2026-06-30: 838
          2026-08-31: 849  # error: [likely-miss] "2026-12-31"
    ```

    ## Good
    ```yaml title="goals.yaml"
    kpis:
      - id: leads
        title: Raise qualified leads from 800 to 1,000
        period: 2026
        baseline: 800
        target: 1000
        actuals: {2026-02-28: 830, 2026-04-30: 865, 2026-06-30: 902, 2026-08-31: 934}
    ```
    """

    code = "P104"
    name = "likely-miss"
    severity = Severity.INFO
    certainty = Certainty.HEURISTIC
    for_want_of = frozenset({"aggregation", "metric"})
    Options = LikelyMissOptions
    _options: LikelyMissOptions

    def candidates(self, workspace: Workspace) -> Iterable[Definition[Kpi]]:
        """The KPIs with enough actuals, maybe behind, whose trend does not end in the target."""
        return possible_misses(workspace, self._options.least_actuals)

    def check_kpi(self, kpi: Definition[Kpi], workspace: Workspace) -> Iterator[Finding]:
        """The KPI, if its forecast misses the target."""
        series = workspace.series_in_period(kpi)
        if len(series.days) < self._options.least_actuals:
            return
        commitment, period = workspace.commitment(kpi), workspace.period(kpi)
        if commitment is None or period is None:
            return
        if not _could_be_missed(kpi, workspace, commitment):
            return
        limit = Decimal(str(self._options.probability))
        found = likely_miss(kpi, workspace, limit)
        if found is None:
            return
        asked = Interval(commitment.low, commitment.high, commitment.strict, commitment.strict)
        unit = workspace.unit(kpi)
        yield self.finding(
            f"`{kpi.id}` is forecast at {shown(_FOUR_DIGITS.plus(found.value))} {unit}".rstrip()
            + f" on {period.end} and is to be {asked}; the probability of that is "
            f"{int(found.probability * 100)}%, less than {limit:.0%}",
            place_of_actual(kpi, series[-1].actual),
            goals=(kpi.id,),
            field="actuals",
            related=(kpi.at("target", message="what it is to be"),),
            help="change what is done for it, or agree on another target and record that under "
            "`target_changes`",
        )


def _could_be_missed(kpi: Definition[Kpi], workspace: Workspace, commitment: Commitment) -> bool:
    is_to_reach = aim_of(commitment, workspace.aggregation(kpi)) is Aim.REACH
    status = progress_of(kpi.id, workspace).status
    return status in _BEHIND or (status is ProgressStatus.ON_TRACK and not is_to_reach)
