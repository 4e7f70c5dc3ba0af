"""A103 target-beyond-benchmark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Severity
from kpicli.models.choices import Aggregation
from kpicli.models.quantity import amount_text
from kpicli.rules.rule import KpiRule
from kpicli.workspace.limits import benchmark_values

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from kpicli.constraints import Interval
    from kpicli.models.goal import Kpi
    from kpicli.models.metric import Benchmark
    from kpicli.workspace import Definition, Workspace


class TargetBeyondBenchmark(KpiRule):
    """
    ## What it does
    Reports targets that are better than the best that the metric's `benchmark` knows of: above
    its upper bound where more is better, below its lower one where less is.

    A benchmark that is a single number is somebody's average as often as not, and nothing is said
    of it. Nor is anything said where the baseline is already better than the benchmark, and of
    totals (`aggregation: sum`), whose benchmark may be of another period.

    ## Why it matters
    Nobody is known to have done it. That can be the ambition, but then it should be said, and
    plans that rest on it are bets.

    ## Bad
    ```yaml title="goals.yaml"
    kpis:
      - id: cost_per_lead
        title: Lower the cost of a lead from €40 to €20
        unit: EUR/lead
        benchmark: {value: ">= 25", source: industry report 2025}
        baseline: 40
        target: 20  # error: [target-beyond-benchmark]
    ```

    ## Good
    ```yaml title="goals.yaml"
    kpis:
      - id: cost_per_lead
        title: Lower the cost of a lead from €40 to €30
        unit: EUR/lead
        benchmark: {value: ">= 25", source: industry report 2025}
        baseline: 40
        target: 30
    ```
    """

    code = "A103"
    name = "target-beyond-benchmark"
    severity = Severity.WARNING
    certainty = Certainty.PROVED

    def candidates(self, workspace: Workspace) -> Iterable[Definition[Kpi]]:
        """The KPIs whose own metric may have a benchmark, and those that name a metric."""
        own = (kpi for kpi in workspace.kpis_with("benchmark") if not kpi.model.metric)
        return (*own, *workspace.kpis_with("metric"))

    def check_kpi(self, kpi: Definition[Kpi], workspace: Workspace) -> Iterator[Finding]:
        """The KPI, if it wants more than the best of the others."""
        metric, commitment = workspace.metric(kpi), workspace.commitment(kpi)
        if metric is None or metric.model.benchmark is None or commitment is None:
            return
        if commitment.target is None or workspace.aggregation(kpi) is Aggregation.SUM:
            return
        best = _best(benchmark_values(workspace, kpi), commitment.direction.sign)
        if best is None or not _is_better(commitment.target, best, commitment.direction.sign):
            return
        start = commitment.baseline
        if start is not None and _is_better(start, best, commitment.direction.sign):
            return
        unit = workspace.unit(kpi)
        yield self.finding(
            f"the target of `{kpi.id}`, {amount_text(commitment.target, unit)}, is better than "
            f"the best of the benchmark, {amount_text(best, unit)}",
            kpi.at("target"),
            goals=(kpi.id,),
            field="target",
            related=(metric.at("benchmark", message=_source(metric.model.benchmark)),),
            help="correct the target, or the benchmark if it is out of date",
        )


def _best(values: Interval | None, sign: int) -> Decimal | None:
    """The benchmark's end on the better side, none where it is open or a single number."""
    if values is None or not sign or values.low == values.high:
        return None
    return values.high if sign > 0 else values.low


def _is_better(value: Decimal, than: Decimal, sign: int) -> bool:
    return (value - than) * sign > 0


def _source(benchmark: Benchmark) -> str:
    year = f" of {benchmark.as_of}" if benchmark.as_of else ""
    return f"{benchmark.source or 'the benchmark'}{year}"
