"""U102 overshoot."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from kpicli.fields.field import Field
from kpicli.findings import Certainty, Finding, Severity
from kpicli.progress.plan import plans
from kpicli.rules.rollup.wording import (
    arithmetic_of,
    goals_of,
    labels_of,
    number_words,
    percent_words,
    subject_of,
)
from kpicli.rules.rule import Rule, RuleOptions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.progress.plan import Plan
    from kpicli.workspace import Workspace

_HUNDRED = Decimal(100)


class OvershootOptions(RuleOptions):
    """What `[check.options.overshoot]` may set."""

    above: Decimal = Field(Decimal(120), description="per cent of the way above which it is told")


class Overshoot(Rule):
    """
    ## What it does
    Reports KPIs whose contributors' targets lead further than their own: more than `above` per
    cent of the way from the contributors' baselines to the target. Plans are those of `shortfall`.
    It takes all baselines, targets that point the same way as the parent's, and no assumption.

    ## Why it matters
    Either the goal above is lower than everybody below thinks possible, or the targets below are
    padded because nobody expects all of them to be met. Both are worth a talk.

    ## Bad
    ```yaml title="goals.yaml"
    defaults: {period: FY2026}
    metrics:
      - {id: revenue, unit: MEUR, aggregation: sum}
    kpis:
      - {id: company, title: Grow, metric: revenue, rollup: sum, baseline: 8, target: 10}  # error: [overshoot] "4.5 + 3.5 + 2.6, 130 % of the way"
      - {id: emea, title: A, metric: revenue, segment: emea, baseline: 3.5, target: 4.5, contributes_to: company}
      - {id: asia, title: B, metric: revenue, segment: asia, baseline: 2.5, target: 3.5, contributes_to: company}
      - {id: latam, title: C, metric: revenue, segment: latam, baseline: 2, target: 2.6, contributes_to: company}
    ```

    ## Good
    ```yaml title="goals.yaml"
    defaults: {period: FY2026}
    metrics:
      - {id: revenue, unit: MEUR, aggregation: sum}
    kpis:
      - {id: company, title: Grow, metric: revenue, rollup: sum, baseline: 8, target: 10.5}
      - {id: emea, title: A, metric: revenue, segment: emea, baseline: 4, target: 5.5, contributes_to: company}
      - {id: asia, title: B, metric: revenue, segment: asia, baseline: 4, target: 5.2, contributes_to: company}
    ```
    """  # noqa: E501 - a goal on a line

    code = "U102"
    name = "overshoot"
    severity = Severity.INFO
    certainty = Certainty.PROVED
    Options = OvershootOptions
    _options: OvershootOptions

    def check(self, workspace: Workspace) -> Iterator[Finding]:
        """The KPIs whose plan goes far beyond their target."""
        limit = self._options.above / _HUNDRED
        for plan in workspace.remembered(plans):
            if plan.doubts or plan.is_ceiling or not _is_one_way(plan):
                continue
            if plan.coverage is not None and plan.coverage > limit:
                yield self._finding(plan, plan.coverage, limit)

    def _finding(self, plan: Plan, coverage: Decimal, limit: Decimal) -> Finding:
        unit = f" {plan.unit}" if plan.unit else ""
        return self.finding(
            f"{subject_of(plan)} {number_words(plan.value)}, and its own is "
            f"{number_words(plan.bound)}{unit}: {arithmetic_of(plan)}, "
            f"{percent_words(coverage)} of the way, more than {percent_words(limit)}",
            plan.parent.at("target", message="its own target"),
            goals=goals_of(plan),
            field="target",
            related=labels_of(plan),
            help=f"raise the ambition of `{plan.parent.id}`, or write down that the targets below "
            "are stretched",
        )


def _is_one_way(plan: Plan) -> bool:
    """Whether every contributor promises its number or better; a formula may turn it around."""
    sign = plan.commitment.direction.sign
    return plan.formula is not None or all(part.sign == sign for part in plan.parts)
