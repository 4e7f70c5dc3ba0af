"""C102 opposing-directions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Severity
from kpicli.models.choices import Direction
from kpicli.rules.rule import Rule
from kpicli.workspace.claims import Claim, quantity_words, shared_claims

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.workspace import Workspace

_MOST_LABELS = 10


class OpposingDirections(Rule):
    """
    ## What it does
    Reports a quantity (the same metric, segment and period) that one KPI wants to increase and
    another wants to decrease, once for each quantity and with the values that meet both. Drafts
    and ended goals take no part. Where no value meets both, `disjoint-targets` says so instead.

    A floor (`>= 40`), a ceiling (`<= 60`) and a range are guards: together they are a band to stay
    in, and together with an increase or a decrease they limit it. None of that is reported.

    ## Why it matters
    Both goals can be met, and still every step towards one is a step away from the other. Mostly
    two teams mean different things by the same metric, or one did not know of the other.

    ## Bad
    ```yaml title="goals.yaml"
    defaults: {period: FY2026}
    metrics:
      - {id: call_time, unit: minutes}
    kpis:
      - id: short_calls
        title: Shorten calls
        metric: call_time
        baseline: 9
        target: 7
      - id: thorough_calls
        title: Take time for each caller
        metric: call_time
        baseline: 5
        target: 6  # error: [opposing-directions]
    ```

    ## Good
    ```yaml title="goals.yaml"
    defaults: {period: FY2026}
    metrics:
      - {id: call_time, unit: minutes}
    kpis:
      - id: short_calls
        title: Shorten calls
        metric: call_time
        baseline: 9
        target: 7
      - id: thorough_calls
        title: Keep time for each caller
        metric: call_time
        target: ">= 6"
    ```
    """

    code = "C102"
    name = "opposing-directions"
    severity = Severity.WARNING
    certainty = Certainty.PROVED

    def check(self, workspace: Workspace) -> Iterator[Finding]:
        """One finding for each quantity that is pulled both ways."""
        for _, claims in shared_claims(workspace):
            raising = [claim for claim in claims if claim.direction is Direction.INCREASE]
            lowering = [claim for claim in claims if claim.direction is Direction.DECREASE]
            if not raising or not lowering:
                continue
            highest = max(raising, key=lambda claim: claim.interval.low or 0)
            lowest = min(lowering, key=lambda claim: claim.interval.high or 0)
            if not highest.interval.intersection(lowest.interval).is_empty:
                ends = (highest, lowest)
                others = [claim for claim in (*raising, *lowering) if claim not in ends]
                yield self._finding(workspace, highest, lowest, others)

    def _finding(
        self, workspace: Workspace, highest: Claim, lowest: Claim, others: list[Claim]
    ) -> Finding:
        zone = f"{highest.interval.intersection(lowest.interval)} {lowest.unit}".rstrip()
        others = others[: _MOST_LABELS - 1]
        return self.finding(
            f"`{highest.kpi.id}` raises {quantity_words(workspace, highest.kpi)} and "
            f"`{lowest.kpi.id}` lowers it; the values that meet both: {zone}",
            highest.kpi.at("target", message=f"raises it: {highest.words}"),
            goals=tuple(claim.kpi.id for claim in (highest, lowest, *others)),
            field="target",
            related=tuple(
                claim.kpi.at("target", message=f"{_verb(claim)} it: {claim.words}")
                for claim in (lowest, *others)
            ),
            help="agree on one direction, write the other goal as a floor or a ceiling, "
            "or give each a `segment` if they mean different slices",
        )


def _verb(claim: Claim) -> str:
    return "raises" if claim.direction is Direction.INCREASE else "lowers"
