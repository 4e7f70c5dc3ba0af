"""A102 target-out-of-range."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Severity
from kpicli.models.choices import Direction
from kpicli.models.quantity import number_text
from kpicli.rules.rule import KpiRule
from kpicli.workspace.commitment import ends_of
from kpicli.workspace.limits import asked_values
from kpicli.workspace.plausible import reachable_values
from kpicli.workspace.records import all_records

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.constraints import Interval
    from kpicli.models.goal import Kpi
    from kpicli.workspace import Definition, Workspace
    from kpicli.workspace.records import Record


_ZERO, _HUNDRED = Decimal(0), Decimal(100)


class TargetOutOfRange(KpiRule):
    """
    ## What it does
    Reports targets that no possible value meets: they lie outside the `range` of the metric.

    Without a range two things are known. What is counted in pieces (clients, tickets) is not
    below zero, unless the title speaks of a balance (net, change, growth). A share of a whole
    ("share of orders", "uptime") is not above 100 %; a `%` alone may well be, such as growth,
    plan attainment or retained revenue, and is left alone.

    A total that adds up over the period (`aggregation: sum`) is held against the lower end of the
    range only if that is 0, since the range may be meant for each value. Outer levels count too.

    ## Why it matters
    The goal cannot be reached by anybody. Often a change was meant (`{change: -300}`) and a
    number was written, or a unit was mixed up.

    ## Bad
    ```yaml title="goals.yaml"
    kpis:
      - id: on_time
        title: Raise on-time delivery from 88%
        unit: "%"
        range: 0..100
        baseline: 88
        target: 120  # error: [target-out-of-range]
      - id: complaints
        title: Lower complaints by 300
        unit: complaint
        baseline: 900
        target: -300  # error: [target-out-of-range]
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
      - id: complaints
        title: Lower complaints by 300
        unit: complaint
        baseline: 900
        target: {change: -300}
      - id: retention
        title: Raise net revenue retention from 98% to 110%
        baseline: 98%
        target: 110%
    ```
    """

    code = "A102"
    name = "target-out-of-range"
    severity = Severity.ERROR
    certainty = Certainty.PROVED

    def candidates(self, workspace: Workspace) -> Iterable[Definition[Kpi]]:
        """The KPIs that may have a range, and those with a number that words could rule out."""
        may_have_one = (*workspace.kpis_with("range"), *workspace.kpis_with("metric"))
        ranged = {kpi.id: kpi for kpi in may_have_one}
        yield from ranged.values()
        for record in all_records(workspace):
            if _is_suspicious(record, workspace) and record.kpi.id not in ranged:
                yield record.kpi

    def check_kpi(self, kpi: Definition[Kpi], workspace: Workspace) -> Iterator[Finding]:
        """The KPI, if its target or one of its outer levels cannot be met."""
        commitment, metric = workspace.commitment(kpi), workspace.metric(kpi)
        if commitment is None or metric is None or commitment.direction is Direction.COMPLETE:
            return
        limits = reachable_values(workspace, kpi)
        if limits is None:
            return
        for level, asked in asked_values(commitment):
            if asked.intersection(limits).is_empty:
                yield self._finding(kpi, (level, asked, limits), workspace)
                return

    def _finding(
        self, kpi: Definition[Kpi], missed: tuple[str, Interval, Interval], workspace: Workspace
    ) -> Finding:
        level, asked, limits = missed
        metric, unit = workspace.metric(kpi) or kpi, workspace.unit(kpi)
        has_range = metric.model.range is not None
        whose = f"the range of `{metric.id}` is" if has_range else f"in {unit} it can only be"
        return self.finding(
            f"no value meets the {level} of `{kpi.id}`: it asks for {asked}, and {whose} {limits}",
            kpi.at("target"),
            goals=(kpi.id,),
            field="target",
            related=(metric.at("range", message="what is possible"),) if has_range else (),
            help=f"correct the target or the range{_hint(asked)}",
        )


def _is_suspicious(record: Record, workspace: Workspace) -> bool:
    """Whether any number is below 0, or a share above 100 %: looking at the words costs more."""
    if record.commitment is None:
        return False
    low, high = ends_of(record.commitment)
    return low < _ZERO or (high > _HUNDRED and "%" in workspace.unit(record.kpi))


def _hint(asked: Interval) -> str:
    """What to write where a number below zero was meant as a change."""
    if asked.high is None or asked.high >= 0:
        return ""
    return f"; for a change by so much, write {{change: {number_text(asked.high)}}}"
