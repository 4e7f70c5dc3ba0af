"""A101 target-already-met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Severity
from kpicli.models.choices import Direction
from kpicli.models.quantity import amount_text
from kpicli.models.target import Form
from kpicli.rules.rule import KpiRule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from kpicli.models.goal import Kpi
    from kpicli.models.target import Target
    from kpicli.workspace import Definition, Workspace
    from kpicli.workspace.commitment import Scale

_MOVES = {Direction.INCREASE: ">=", Direction.DECREASE: "<="}
_NUMBERS = {Form.VALUE, Form.CHANGE}


class TargetAlreadyMet(KpiRule):
    """
    ## What it does
    Reports a target to increase or decrease that is the baseline itself. A threshold such as
    `>= 95%` may be met from the start: it is there to be kept. A target on the wrong side of its
    baseline is reported by `contradictory-direction` alone.

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
        target: 1200  # error: [target-already-met]
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

    def candidates(self, workspace: Workspace) -> Iterable[Definition[Kpi]]:
        """The KPIs that say in which direction."""
        return workspace.kpis_with("direction")

    def check_kpi(self, kpi: Definition[Kpi], workspace: Workspace) -> Iterator[Finding]:
        """The KPI, if it starts where it is to end."""
        target, baseline, direction = kpi.model.target, kpi.model.baseline, kpi.model.direction
        if target is None or baseline is None or direction not in _MOVES:
            return
        scale, unit = workspace.scale(kpi), workspace.unit(kpi)
        start = scale.number(baseline.quantity)
        end = _end(target, start, scale)
        if start is None or end is None or end != start:
            return
        first, last = amount_text(start, unit), amount_text(end, unit)
        yield self.finding(
            f"`{kpi.id}` is to {direction} to {last}, which its baseline of {first} meets",
            kpi.at("target"),
            goals=(kpi.id,),
            field="target",
            related=(kpi.at("baseline", message="where it starts"),),
            help=f"write '{_MOVES[direction]} {last}' if it is to be kept, "
            "or correct target, baseline or direction",
        )


def _end(target: Target, start: Decimal | None, scale: Scale) -> Decimal | None:
    """The number to reach; none for a threshold, a range, a deliverable and prose."""
    if target.quantity is None or start is None or target.form not in _NUMBERS:
        return None
    if target.form is Form.CHANGE:
        return scale.change(target.quantity, start)
    return scale.number(target.quantity)
