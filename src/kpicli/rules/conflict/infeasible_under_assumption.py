"""C105 infeasible-under-assumption."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Severity
from kpicli.rules.conflict.proved import InfeasibilityOptions, told_of
from kpicli.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.workspace import Workspace
    from kpicli.workspace.feasibility import Case


class InfeasibleUnderAssumption(Rule):
    """
    ## What it does
    Reports targets that cannot all be met as long as a benchmark holds. It is the same proof as
    `infeasible-targets`, with an assumption among its reasons; how far the benchmark would have
    to be wrong is one of the alternatives. Benchmarks that are a single number, and those of
    totals, take no part; one with `certainty: fact` counts as a range does.

    ## Why it matters
    The plan works only if something gets better than anybody has seen so far. That may be
    intended, and then it should be said.

    ## Bad
    ```yaml title="goals.yaml"
    defaults: {period: 2026}
    metrics:
      - {id: leads, unit: lead, aggregation: sum, formula: spend / cost_per_lead}
      - {id: spend, unit: EUR, aggregation: sum}
      - id: cost_per_lead
        unit: EUR/lead
        benchmark: {value: ">= 50", source: industry report, as_of: 2025-11-01}
    kpis:
      - id: marketing.leads
        title: Bring 3,000 leads
        metric: leads
        target: ">= 3000"
      - id: finance.spend
        title: Spend no more than 100,000
        metric: spend
        target: "<= 100k"  # error: [infeasible-under-assumption] "50 → 33.33"
    ```

    ## Good
    ```yaml title="goals.yaml"
    defaults: {period: 2026}
    metrics:
      - {id: leads, unit: lead, aggregation: sum, formula: spend / cost_per_lead}
      - {id: spend, unit: EUR, aggregation: sum}
      - id: cost_per_lead
        unit: EUR/lead
        benchmark: {value: ">= 30", source: industry report, as_of: 2025-11-01}
    kpis:
      - id: marketing.leads
        title: Bring 3,000 leads
        metric: leads
        target: ">= 3000"
      - id: finance.spend
        title: Spend no more than 100,000
        metric: spend
        target: "<= 100k"
    ```
    """

    code = "C105"
    name = "infeasible-under-assumption"
    severity = Severity.WARNING
    certainty = Certainty.PROVED
    Options = InfeasibilityOptions
    _options: InfeasibilityOptions

    def check(self, workspace: Workspace) -> Iterator[Finding]:
        """The contradictions that rest on a benchmark."""
        yield from told_of(self, workspace, self._options, _is_assumed)


def _is_assumed(case: Case) -> bool:
    return case.is_assumed
