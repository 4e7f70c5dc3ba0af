"""M108 contradictory-direction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Fix, RemoveKey, Safety, Severity
from kpicli.models.choices import Direction
from kpicli.models.quantity import amount_text
from kpicli.models.target import Form
from kpicli.rules.rule import KpiRule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.models.goal import Kpi
    from kpicli.models.quantity import Quantity
    from kpicli.models.target import Target
    from kpicli.workspace import Definition, Workspace

_NUMBERS = (Form.VALUE, Form.CHANGE)
_FORMS = {
    Form.AT_LEAST: {Direction.INCREASE, Direction.AT_LEAST},
    Form.AT_MOST: {Direction.DECREASE, Direction.AT_MOST},
    Form.RANGE: {Direction.WITHIN},
    Form.COMPLETE: {Direction.COMPLETE, Direction.INCREASE},
}
_WAYS = (Direction.INCREASE, Direction.DECREASE)


class ContradictoryDirection(KpiRule):
    """
    ## What it does
    Reports a `direction` that the target contradicts: `decrease` with a target above the
    baseline, `increase` with one below it, `at_most` with `">= 20"`, and the like. A target that
    equals the baseline is no contradiction.

    ## Why it matters
    One of the two is wrong, and no progress can be computed before it is known which.

    ## Bad
    ```yaml title="goals.yaml"
    kpis:
      - id: churn
        title: Churn of our clients
        direction: decrease  # error: [contradictory-direction]
        baseline: 5%
        target: 7%
      - id: uptime
        title: Time that the shop is up
        direction: at_most  # error: [contradictory-direction]
        target: ">= 99.9%"
    ```

    ## Good
    ```yaml title="goals.yaml"
    kpis:
      - id: churn
        title: Churn of our clients
        direction: decrease
        baseline: 7%
        target: 5%
      - id: uptime
        title: Time that the shop is up
        direction: at_least
        target: ">= 99.9%"
    ```

    ## Fix
    Unsafe: removes `direction`, so that target and baseline tell it.
    """

    code = "M108"
    name = "contradictory-direction"
    severity = Severity.ERROR
    certainty = Certainty.PROVED

    def candidates(self, workspace: Workspace) -> Iterable[Definition[Kpi]]:
        """The KPIs that say which way is better."""
        return workspace.kpis_with("direction")

    def check_kpi(self, kpi: Definition[Kpi], workspace: Workspace) -> Iterator[Finding]:
        """The KPI, if its target contradicts its direction."""
        direction, target = kpi.model.direction, kpi.model.target
        if direction is None or target is None:
            return
        words: str | None = f"asks for `{target.text.strip()}`"
        if not _is_of_another_kind(target, direction):
            words = _against_the_baseline(kpi, workspace, direction)
        if words:
            removal = RemoveKey(kpi.path, kpi.route.child("direction"))
            yield self.finding(
                f"the direction of `{kpi.id}` is {direction}, and its target {words}",
                kpi.at("direction"),
                goals=(kpi.id,),
                field="direction",
                related=(kpi.at("target", message="the target"),),
                help="remove `direction`, or correct target or baseline",
                fix=Fix("Remove the direction", (removal,), Safety.UNSAFE),
            )


def _is_of_another_kind(target: Target, direction: Direction) -> bool:
    """Whether it is a bound, a range, a deliverable or a number, and something else was meant."""
    if target.form in _NUMBERS:
        return direction is Direction.COMPLETE and not _is_whole(target.quantity)
    return target.form in _FORMS and direction not in _FORMS[target.form]


def _is_whole(quantity: Quantity | None) -> bool:
    return quantity is not None and quantity.value == (100 if quantity.unit == "%" else 1)


def _against_the_baseline(
    kpi: Definition[Kpi], workspace: Workspace, direction: Direction
) -> str | None:
    written, start = kpi.model.target, kpi.model.baseline
    if direction not in _WAYS or written is None or written.quantity is None or start is None:
        return None
    if written.form not in _NUMBERS:
        return None  # a bound may be met from the start
    scale = workspace.scale(kpi)
    baseline, target = scale.number(start.quantity), scale.number(written.quantity)
    if baseline is not None and written.form is Form.CHANGE:
        target = scale.change(written.quantity, baseline)
    if baseline is None or target is None or (target - baseline) * direction.sign >= 0:
        return None
    side = "below" if target < baseline else "above"
    return (
        f"of {amount_text(target, scale.unit)} is {side} "
        f"the baseline of {amount_text(baseline, scale.unit)}"
    )
