"""U101 shortfall."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kpicli.fields.field import Field
from kpicli.findings import Certainty, Finding, Severity
from kpicli.progress.plan import plans
from kpicli.progress.plan_rounding import may_be_rounding, rounding_room
from kpicli.rules.rollup.wording import (
    arithmetic_of,
    goals_of,
    labels_of,
    number_words,
    percent_words,
    reached_of,
    remedy_of,
    subject_of,
    target_of,
)
from kpicli.rules.rule import Rule, RuleOptions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.progress.plan import Plan
    from kpicli.workspace import Workspace

_HUNDRED = Decimal(100)


class ShortfallOptions(RuleOptions):
    """What `[check.options.shortfall]` may set."""

    error_below: Decimal = Field(
        Decimal(95), description="per cent of the way below which it is an error"
    )
    rounding: Decimal = Field(
        Decimal("0.5"), ge=0, description="per cent of the target that may be due to rounding"
    )


class Shortfall(Rule):
    """
    ## What it does
    Reports KPIs whose contributors' targets do not lead to their own: with `rollup` as sum,
    weighted average, least or greatest of them, else by the metric's formula over the
    contributors' metrics. Where less is better, the plan is too high.

    The share of the way that is covered counts from the contributors' baselines, rolled up alike:
    (plan - baselines) ÷ (target - baselines). Without all of these it is the plan beside the
    target. Below `error_below` per cent it is an error, else a warning.

    Periods have to agree; totals over time may also add up from parts that fill the period, such
    as four quarters. A contributor without a target is assumed to stay at its baseline: then, and
    where one is a deliverable, a bound that its baseline keeps already, or a level that counts in
    a total and is only reached at the end, it is a warning at most; so it is where a formula makes
    totals of levels, and may be about a year, for other periods, and where hours convert to days,
    which may be days of work, or a number without a unit stands beside per cent or thousands. What
    rounding may explain is not reported. Drafts and ended goals take no part.

    ## Why it matters
    Everybody can meet their target and the goal above is missed all the same. That shows at the
    end of the year, when it is nobody's fault.

    ## Bad
    ```yaml title="goals.yaml"
    defaults: {period: FY2026}
    metrics:
      - {id: revenue, unit: MEUR, aggregation: sum}
    kpis:
      - {id: company, title: Grow, metric: revenue, rollup: sum, baseline: 8, target: 10}  # error: [shortfall] "add up to 9.5 of 10 MEUR: 4 + 3 + 2.5, 75 % of the way"
      - {id: emea, title: A, metric: revenue, segment: emea, baseline: 3.5, target: 4.0, contributes_to: company}
      - {id: asia, title: B, metric: revenue, segment: asia, baseline: 2.5, target: 3.0, contributes_to: company}
      - {id: latam, title: C, metric: revenue, segment: latam, baseline: 2, target: 2.5, contributes_to: company}
    ```

    ## Good
    ```yaml title="goals.yaml"
    defaults: {period: FY2026}
    metrics:
      - {id: revenue, unit: MEUR, aggregation: sum}
    kpis:
      - {id: company, title: Grow, metric: revenue, rollup: sum, baseline: 8, target: 10}
      - {id: emea, title: A, metric: revenue, segment: emea, baseline: 4.5, target: 6, contributes_to: company}
      - {id: asia, title: B, metric: revenue, segment: asia, baseline: 3.5, target: 4, contributes_to: company}
    ```
    """  # noqa: E501 - a goal on a line

    code = "U101"
    name = "shortfall"
    severity = Severity.ERROR
    certainty = Certainty.PROVED
    for_want_of = frozenset({"target"})
    Options = ShortfallOptions
    _options: ShortfallOptions

    def check(self, workspace: Workspace) -> Iterator[Finding]:
        """The KPIs whose plan misses their target."""
        for plan in workspace.remembered(plans):
            if plan.miss > rounding_room(plan, self._options.rounding):
                yield self._finding(plan)

    def _finding(self, plan: Plan) -> Finding:
        limit = self._options.error_below / _HUNDRED
        is_far = plan.reach < limit
        below = f", less than {percent_words(limit)}" if is_far else ""
        doubts = "".join(f"; {doubt}" for doubt in plan.doubts[:1])
        finding = self.finding(
            f"{subject_of(plan)} {number_words(plan.value)} {target_of(plan)}: "
            f"{arithmetic_of(plan)}, {reached_of(plan)}{below}{doubts}",
            plan.parent.at("target", message=f"missed by {number_words(plan.miss)}"),
            goals=goals_of(plan),
            field="target",
            related=labels_of(plan),
            help=remedy_of(plan),
        )
        is_proved = is_far and not plan.doubts and not may_be_rounding(plan)
        return finding if is_proved else replace(finding, severity=Severity.WARNING)
