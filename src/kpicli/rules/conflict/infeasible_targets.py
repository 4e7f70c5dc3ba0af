"""C104 infeasible-targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Severity
from kpicli.rules.conflict.proved import InfeasibilityOptions, told_of
from kpicli.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.workspace import Workspace
    from kpicli.workspace.feasibility import Case


class InfeasibleTargets(Rule):
    """
    ## What it does
    Reports targets that cannot all be met, because formulas and ranges of metrics stand between
    them. Each finding names the smallest set: leave one of its goals out, and nothing is proved
    any more. The argument and what each goal would have to give are part of the finding.

    Quantities are a metric, its segment and a period; the total of a period is the sum of its
    sub-periods where goals speak of all of them, and no less than those that they do speak of
    where the metric's `range` lets no total fall. A formula whose units are not certain, or may be
    converted by hand (`spend / 1000` in kEUR), is left out. Where formulas connect more than 2,000
    quantities, only chains of bounds are followed, and no cases are tried. Where the two bounds
    miss each other by no more than `rounding` per cent, it is an info. Where a level is only to be
    reached at the end of a period whose totals it makes, a goal for the whole is taken for a
    segment, a formula that makes totals of levels may be about a year and not the goals' period, or
    hours convert to days, which may be days of work, it is a warning that says so.

    ## Why it matters
    Each department sees only its own target, and each looks reasonable. That they exclude each
    other comes out at the end of the year, unless somebody does the arithmetic now.

    ## Bad
    ```yaml title="goals.yaml"
    defaults: {period: 2026}
    metrics:
      - {id: leads, unit: lead, aggregation: sum, formula: spend / cost_per_lead}
      - {id: spend, unit: EUR, aggregation: sum}
      - {id: cost_per_lead, unit: EUR/lead, range: ">= 50"}
    kpis:
      - id: marketing.leads
        title: Bring 3,000 leads
        metric: leads
        target: ">= 3000"
      - id: finance.spend
        title: Spend no more than 100,000
        metric: spend
        target: "<= 100k"  # error: [infeasible-targets] "at most 2,000 lead"
    ```

    ## Good
    ```yaml title="goals.yaml"
    defaults: {period: 2026}
    metrics:
      - {id: leads, unit: lead, aggregation: sum, formula: spend / cost_per_lead}
      - {id: spend, unit: EUR, aggregation: sum}
      - {id: cost_per_lead, unit: EUR/lead, range: ">= 50"}
    kpis:
      - id: marketing.leads
        title: Bring 2,000 leads
        metric: leads
        target: ">= 2000"
      - id: finance.spend
        title: Spend no more than 100,000
        metric: spend
        target: "<= 100k"
    ```
    """

    code = "C104"
    name = "infeasible-targets"
    severity = Severity.ERROR
    certainty = Certainty.PROVED
    Options = InfeasibilityOptions
    _options: InfeasibilityOptions

    def check(self, workspace: Workspace) -> Iterator[Finding]:
        """The contradictions of several goals without an assumption."""
        yield from told_of(self, workspace, self._options, _is_of_several_goals)


def _is_of_several_goals(case: Case) -> bool:
    return not case.is_assumed and len(case.goals) > 1
