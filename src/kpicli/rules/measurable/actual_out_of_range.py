"""M110 actual-out-of-range."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from kpicli.constraints import Interval
from kpicli.findings import Certainty, Finding, Label, Severity
from kpicli.models.actual import CsvActuals
from kpicli.models.choices import Aggregation
from kpicli.models.quantity import amount_text
from kpicli.rules.rule import KpiRule
from kpicli.workspace.commitment import is_deliverable
from kpicli.workspace.limits import deliverables, kpis_in_a_range, possible_values

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.measurements import Measurement
    from kpicli.models.goal import Kpi
    from kpicli.workspace import Definition, Workspace

_FEW = 3
_SHARES = Interval(Decimal(0), Decimal(1))


class ActualOutOfRange(KpiRule):
    """
    ## What it does
    Reports actuals outside the `range` of their metric, once for each KPI.

    Where values add up over time (`aggregation: sum`), the range may be meant for the whole
    period: there a value is only held against a range that starts at 0 or above, by the sign
    of the value and by the upper end.

    Of a deliverable (`target: complete`) it is 0 to 1: `60` is reported where `60%` is meant.

    ## Why it matters
    The range says what is possible. So either the value is wrong, by a slip of the decimal point
    or a mixed-up unit, or the range is, and every proof that rests on it.

    ## Bad
    ```yaml title="goals.yaml"
    kpis:
      - id: on_time
        title: Raise on-time delivery from 88% to 94%
        unit: "%"
        range: 0..100
        baseline: 88
        target: 94
        actuals:
          2026-01: 88.5
          2026-02: 890  # error: [actual-out-of-range]
    ```

    ## Good
    ```yaml title="goals.yaml"
    kpis:
      - id: on_time
        title: Raise on-time delivery from 88% to 94%
        unit: "%"
        range: 0..100
        baseline: 88
        target: 94
        actuals:
          2026-01: 88.5
          2026-02: 89.0
    ```
    """

    code = "M110"
    name = "actual-out-of-range"
    severity = Severity.ERROR
    certainty = Certainty.PROVED

    def candidates(self, workspace: Workspace) -> Iterable[Definition[Kpi]]:
        """The deliverables, and the KPIs whose metric has a range."""
        found = (*deliverables(workspace), *kpis_in_a_range(workspace))
        return {kpi.id: kpi for kpi in found}.values()

    def check_kpi(self, kpi: Definition[Kpi], workspace: Workspace) -> Iterator[Finding]:
        """The KPI's impossible actuals, the first of them as the place."""
        series, limits = workspace.series(kpi), _limits(kpi, workspace)
        if limits is None or not series.days:
            return
        if limits.contains(min(series.values)) and limits.contains(max(series.values)):
            return
        wrong = [part for part in series if not limits.contains(part.value)]
        unit, metric = workspace.unit(kpi), workspace.metric(kpi) or kpi
        more = f", and {len(wrong) - 1} more are" if len(wrong) > 1 else ""
        is_share = is_deliverable(kpi.model)
        whose = "of a deliverable" if is_share else f"of `{metric.id}`"
        ranges = () if is_share else (metric.at("range", message="what is possible"),)
        yield self.finding(
            f"the actual {amount_text(wrong[0].value, unit)} of `{kpi.id}` on {wrong[0].day} is "
            f"outside the range {whose}, {limits}{more}",
            _place(kpi, wrong[0]),
            goals=(kpi.id,),
            field="actuals",
            related=(*ranges, *_others(kpi, wrong[1 : _FEW + 1])),
            help="write true, false or a share such as 60%"
            if is_share
            else "correct the value, or the `range` of the metric",
        )


def _limits(kpi: Definition[Kpi], workspace: Workspace) -> Interval | None:
    if is_deliverable(kpi.model):
        return _SHARES
    whole = possible_values(workspace, kpi)
    is_part = workspace.aggregation(kpi) is Aggregation.SUM
    return _of_a_part(whole) if whole and is_part else whole


def _of_a_part(whole: Interval) -> Interval:
    """What a range of totals says about one of several values that add up and are not negative."""
    if whole.low is None or whole.low < 0:
        return Interval()
    return Interval(whole.low * 0, whole.high, high_open=whole.high_open)


def _place(kpi: Definition[Kpi], part: Measurement) -> Label:
    if isinstance(kpi.model.actuals, CsvActuals):
        return kpi.at("actuals", message=f"the value of {part.actual.key}")
    return kpi.at("actuals", part.actual.key)


def _others(kpi: Definition[Kpi], parts: list[Measurement]) -> tuple[Label, ...]:
    if isinstance(kpi.model.actuals, CsvActuals):
        return ()
    return tuple(kpi.at("actuals", part.actual.key, message="outside too") for part in parts)
