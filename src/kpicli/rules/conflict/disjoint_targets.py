"""C101 disjoint-targets."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kpicli.constraints import disjoint_pairs, is_rounding
from kpicli.constraints.interval import shown
from kpicli.fields.field import Field
from kpicli.findings import Certainty, Finding, Severity
from kpicli.rules.rule import Rule, RuleOptions
from kpicli.workspace.claims import quantity_words, shared_claims

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.workspace import Workspace
    from kpicli.workspace.claims import Claim


class DisjointTargetsOptions(RuleOptions):
    """What `[check.options.disjoint-targets]` may set."""

    rounding: Decimal = Field(
        Decimal("0.5"), ge=0, description="per cent of a target that may be due to rounding"
    )


class DisjointTargets(Rule):
    """
    ## What it does
    Reports two KPIs on one quantity (the same metric, segment and period) whose targets no value
    meets: one wants at least 12, the other at most 5. An increase wants its target or more, a
    decrease its target or less. Drafts, ended goals and `complete` deliverables take no part.

    Any goals on one quantity that exclude each other contain two that do, so pairs are all there
    is to say. Where there are more than 10, each goal is reported with the one furthest from it.

    Targets so close that rounding may explain it are an info: the gap is below `rounding` per cent
    of the target, or below one step of the last digit that it is written with. `> 5` and `<= 5`
    name the same number, so that no rounding has come between them.

    ## Why it matters
    However well both teams work, one of them fails, and each week of work for one goal is a week
    of work against the other.

    ## Bad
    ```yaml title="goals.yaml"
    defaults: {period: FY2026}
    metrics:
      - {id: discount, unit: "%"}
    kpis:
      - id: finance.discount
        title: Discounts that our margin can bear
        metric: discount
        target: "<= 5%"  # error: [disjoint-targets]
      - id: sales.discount
        title: Room to negotiate
        metric: discount
        target: ">= 12%"
    ```

    ## Good
    ```yaml title="goals.yaml"
    defaults: {period: FY2026}
    metrics:
      - {id: discount, unit: "%"}
    kpis:
      - id: finance.discount
        title: Discounts that our margin can bear
        metric: discount
        target: "<= 12%"
      - id: sales.discount
        title: Room to negotiate
        metric: discount
        target: 8%..12%
    ```
    """

    code = "C101"
    name = "disjoint-targets"
    severity = Severity.ERROR
    certainty = Certainty.PROVED
    Options = DisjointTargetsOptions
    _options: DisjointTargetsOptions

    def check(self, workspace: Workspace) -> Iterator[Finding]:
        """The pairs of KPIs that exclude each other."""
        for _, claims in shared_claims(workspace):
            for pair in disjoint_pairs([claim.interval for claim in claims]):
                below, above = claims[pair.below], claims[pair.above]
                finding = self._finding(workspace, below, above)
                if is_rounding(below.interval, above.interval, self._options.rounding):
                    message = f"{finding.message}, but by no more than rounding"
                    finding = replace(finding, severity=Severity.INFO, message=message)
                yield finding

    def _finding(self, workspace: Workspace, below: Claim, above: Claim) -> Finding:
        first, second = sorted((below, above), key=lambda claim: claim.kpi.id)
        return self.finding(
            f"no value of {quantity_words(workspace, first.kpi)} meets both "
            f"`{first.kpi.id}` ({first.words}) and `{second.kpi.id}` ({second.words})",
            first.kpi.at("target", message=first.words),
            goals=(first.kpi.id, second.kpi.id),
            field="target",
            related=(second.kpi.at("target", message=second.words),),
            help=f"one must give: {_give(below, above)}; "
            "if they mean different slices, give each a `segment`",
        )


def _give(below: Claim, above: Claim) -> str:
    """What each would have to give; where only open bounds touch, what would meet there."""
    high, low = below.interval.high, above.interval.low
    assert high is not None
    assert low is not None
    one, other = below.kpi.id, above.kpi.id
    if high != low:
        end, start = shown(high), shown(low)
        return f"`{one}` from {end} to {start}, or `{other}` from {start} to {end}"
    sides = ((one, below.interval.high_open), (other, above.interval.low_open))
    strict = " and ".join(f"`{name}`" for name, is_open in sorted(sides) if is_open)
    return f"{strict} would have to allow {shown(low)} itself, or one of the two another bound"
