"""M107 unknown-direction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Fix, Safety, SetValue, Severity
from kpicli.models.choices import Direction
from kpicli.models.target import Form
from kpicli.rules.rule import KpiRule
from kpicli.workspace.records import all_records

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.models.goal import Kpi
    from kpicli.workspace import Definition, Workspace


_NUMBERS = (Form.VALUE, Form.CHANGE)
_LANGUAGE = "en"


class UnknownDirection(KpiRule):
    """
    ## What it does
    Reports KPIs whose target is a number that does not say which way is better: there is no
    `direction`, and no baseline below or above the target.

    ## Why it matters
    Nothing is guessed: 48 may be a floor, a ceiling or a number to hit. Until the file says
    which, there is no progress to report, and the goal takes no part in proofs.

    ## Bad
    ```yaml title="goals.yaml"
    kpis:
      - id: tickets
        title: Open tickets
        target: 48  # error: [unknown-direction]
      - id: churn
        title: Churn
        baseline: 5%
        target: 5%  # error: [unknown-direction]
    ```

    ## Good
    ```yaml title="goals.yaml"
    kpis:
      - {id: tickets, title: Open tickets, baseline: 60, target: 48}
      - {id: staff, title: Engineers, target: 48, direction: increase}
      - {id: churn, title: Churn, target: <= 5%}
    ```

    ## Fix
    Unsafe: sets the `direction` that the title's verb says: "raise", "reduce".
    """

    code = "M107"
    name = "unknown-direction"
    severity = Severity.ERROR
    certainty = Certainty.PROVED
    for_want_of = frozenset({"baseline", "direction"})

    def candidates(self, workspace: Workspace) -> Iterable[Definition[Kpi]]:
        """The KPIs that commit to nothing in numbers."""
        records = all_records(workspace)
        return [record.kpi for record in records if record.commitment is None]

    def check_kpi(self, kpi: Definition[Kpi], workspace: Workspace) -> Iterator[Finding]:
        """The KPI, if its target is a number without a way to it."""
        target = kpi.model.target
        if target is None or target.form not in _NUMBERS or target.quantity is None:
            return
        if kpi.model.direction is not None or workspace.commitment(kpi) is not None:
            return
        scale, baseline = workspace.scale(kpi), kpi.model.baseline
        start = scale.number(baseline.quantity) if baseline else None
        number = scale.number(target.quantity)
        if target.form is Form.CHANGE:
            number = None if start is None else scale.change(target.quantity, start)
        if number is None or (baseline and start is None):
            return  # the units do not agree, which is another rule's finding
        amount = target.quantity.text.strip()
        same = f"{amount}, the same as its baseline" if baseline else amount
        yield self.finding(
            f"the target of `{kpi.id}` is {same}, which does not tell which way is better",
            kpi.at("target"),
            goals=(kpi.id,),
            field="target",
            related=(kpi.at("baseline", message="the baseline"),) if baseline else (),
            help="set `direction`, or a baseline that differs; write "
            f"'>= {amount}' or '<= {amount}' for a bound to keep",
            fix=None if baseline else _by_title(kpi),
        )


def _by_title(kpi: Definition[Kpi]) -> Fix | None:
    from kpicli.rules.specific.verbs import (  # noqa: PLC0415 - the words take time to read
        is_plain,
        leading_verb,
        names_inverse,
    )

    title = kpi.model.title
    verb = leading_verb(title, _LANGUAGE)
    if verb is None or not verb.sign or names_inverse(title, _LANGUAGE):
        return None
    if not is_plain(title, verb, _LANGUAGE):
        return None
    direction = Direction.INCREASE if verb.sign > 0 else Direction.DECREASE
    edit = SetValue(kpi.path, kpi.route.child("direction"), direction, after="target")
    return Fix(f"Set `direction: {direction}`, as the title says", (edit,), Safety.UNSAFE)
