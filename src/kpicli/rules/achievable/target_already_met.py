"""A101 target-already-met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Severity
from kpicli.models.choices import Direction
from kpicli.models.quantity import amount_text
from kpicli.models.target import Form
from kpicli.rules.rule import KpiRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.models.goal import Kpi
    from kpicli.workspace import Definition, Workspace

_MOVES = {Direction.INCREASE, Direction.DECREASE}
_THRESHOLDS = {Form.AT_LEAST, Form.AT_MOST}


class TargetAlreadyMet(KpiRule):
    """
    ## What it does
    Reports a target to increase or decrease that the baseline already meets. A threshold such
    as `>= 95%` may be met from the start: it is there to be kept.

    ## Why it matters
    The goal is reached on its first day. Either a digit is wrong, or the direction, or nothing
    is asked of anybody.

    ## Bad
    ```yaml title="goals.yaml"
    kpis:
      - id: leads
        title: Raise qualified leads
        direction: increase
        baseline: 1200
        target: 1000  # error: [target-already-met]
    ```

    ## Good
    ```yaml title="goals.yaml"
    kpis:
      - id: leads
        title: Raise qualified leads
        direction: increase
        baseline: 1200
        target: 1500
      - id: uptime
        title: Uptime
        baseline: 99.95%
        target: ">= 99.9%"
    ```
    """

    code = "A101"
    name = "target-already-met"
    severity = Severity.WARNING
    certainty = Certainty.PROVED

    def check_kpi(self, kpi: Definition[Kpi], workspace: Workspace) -> Iterator[Finding]:
        """The KPI, if it starts where it is to end, or beyond."""
        commitment = workspace.commitment(kpi)
        target = kpi.model.target
        if commitment is None or target is None or target.form in _THRESHOLDS:
            return
        start, end, direction = commitment.baseline, commitment.target, commitment.direction
        if direction not in _MOVES or start is None or end is None:
            return
        if not commitment.is_met_by(start):
            return
        unit = workspace.unit(kpi)
        first, last = amount_text(start, unit), amount_text(end, unit)
        yield self.finding(
            f"`{kpi.id}` starts at {first}, which already meets its target to {direction} to {last}",
            kpi.at("target"),
            goals=(kpi.id,),
            field="target",
            related=(kpi.at("baseline", message="where it starts"),),
            help=f"write '{_sign(direction)} {last}' if it is to be kept, "
            "or correct target, baseline or direction",
        )


def _sign(direction: Direction) -> str:
    return ">=" if direction is Direction.INCREASE else "<="
