"""M102 missing-baseline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Severity
from kpicli.models.choices import Aggregation, Direction
from kpicli.models.target import Form
from kpicli.rules.rule import KpiRule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.models.goal import Kpi
    from kpicli.workspace import Definition, Workspace

_MOVES = (Direction.INCREASE, Direction.DECREASE)


class MissingBaseline(KpiRule):
    """
    ## What it does
    Reports KPIs that are to increase or decrease to a number and do not say from where.

    A threshold (`>= 95%`), a range and `complete` need no baseline, nor does a total that adds up
    over its period (`aggregation: sum`): it starts at 0. A target that is a change (`+20%`)
    without a baseline is a `schema-error`.

    ## Why it matters
    Progress is the part of the way that is done. Without its start there is no way: the report
    can only say that the target is not met yet, and nobody sees how ambitious it is.

    ## Bad
    ```yaml title="goals.yaml"
    kpis:
      - id: leads  # error: [missing-baseline]
        title: Raise qualified leads
        direction: increase
        target: 1000
    ```

    ## Good
    ```yaml title="goals.yaml"
    kpis:
      - id: leads
        title: Raise qualified leads
        baseline: 800
        target: 1000
      - id: uptime
        title: Uptime
        target: ">= 99.9%"
      - id: orders
        title: Orders of the year
        aggregation: sum
        direction: increase
        target: 1200
    ```
    """

    code = "M102"
    name = "missing-baseline"
    severity = Severity.WARNING
    certainty = Certainty.PROVED
    for_want_of = frozenset({"aggregation", "metric"})

    def candidates(self, workspace: Workspace) -> Iterable[Definition[Kpi]]:
        """The KPIs that say which way they are to go."""
        return workspace.kpis_with("direction")

    def check_kpi(self, kpi: Definition[Kpi], workspace: Workspace) -> Iterator[Finding]:
        """The KPI, if it has a way to go from nowhere."""
        target, direction = kpi.model.target, kpi.model.direction
        if target is None or target.form is not Form.VALUE or kpi.model.baseline is not None:
            return
        if direction not in _MOVES or workspace.metric(kpi) is None:
            return
        if workspace.aggregation(kpi) is Aggregation.SUM:
            return
        yield self.finding(
            f"`{kpi.id}` is to {direction} to {target.text.strip()} and has no baseline",
            kpi.at("baseline"),
            goals=(kpi.id,),
            field="baseline",
            related=(kpi.at("target", message="the target"),),
            help="set `baseline` to where it started; "
            f"write '{_sign(direction)} {target.text.strip()}' if it is only to be kept",
        )


def _sign(direction: Direction | None) -> str:
    return ">=" if direction is Direction.INCREASE else "<="
