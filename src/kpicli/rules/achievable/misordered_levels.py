"""A107 misordered-levels."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Severity
from kpicli.models.target import Form
from kpicli.rules.rule import KpiRule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

    from kpicli.models.goal import Kpi
    from kpicli.models.target import Target
    from kpicli.workspace import Definition, Workspace
    from kpicli.workspace.commitment import Scale


class MisorderedLevels(KpiRule):
    """
    ## What it does
    Reports levels of a target that are not in order: what is promised (`commit`), what is aimed at
    (`target`) and what would be outstanding (`stretch`) get better in that order, or stay equal.

    Where nothing tells which way is better, they are only reported if they fit neither way.

    ## Why it matters
    The middle level is *the* target. If it is easier than what was promised, or harder than what
    would be outstanding, two of the numbers were mixed up and progress is computed from the wrong
    one.

    ## Bad
    ```yaml title="goals.yaml"
    kpis:
      - id: leads
        title: Raise qualified leads
        baseline: 800
        target: {commit: 1000, target: 900, stretch: 1200}  # error: [misordered-levels]
      - id: lead_time
        title: Shorten lead time
        baseline: 12
        target: {commit: 8, target: 9, stretch: 10}  # error: [misordered-levels]
    ```

    ## Good
    ```yaml title="goals.yaml"
    kpis:
      - id: leads
        title: Raise qualified leads
        baseline: 800
        target: {commit: 900, target: 1000, stretch: 1200}
      - id: lead_time
        title: Shorten lead time
        baseline: 12
        target: {commit: 10, target: 9, stretch: 8}
    ```
    """

    code = "A107"
    name = "misordered-levels"
    severity = Severity.ERROR
    certainty = Certainty.PROVED

    def candidates(self, workspace: Workspace) -> Iterable[Definition[Kpi]]:
        """The KPIs with more than one level."""
        return workspace.groups.kpis_with_levels

    def check_kpi(self, kpi: Definition[Kpi], workspace: Workspace) -> Iterator[Finding]:
        """The KPI, if its levels do not get better from one to the next."""
        target = kpi.model.target
        if target is None or (target.commit is None and target.stretch is None):
            return
        numbers = _numbers(target, workspace.scale(kpi))
        if numbers is None:
            return
        commitment = workspace.commitment(kpi)
        sign = commitment.direction.sign if commitment else 0
        if any(_are_in_order(numbers, way) for way in ((sign,) if sign else (1, -1))):
            return
        better = {1: "more is better", -1: "less is better", 0: "they fit neither way"}[sign]
        yield self.finding(
            f"the levels of `{kpi.id}` are not in order: {_listed(target)}, and {better}",
            kpi.at("target"),
            goals=(kpi.id,),
            field="target",
            help="put them in order: commit, target, stretch, each at least as hard as the last",
        )


def _numbers(target: Target, scale: Scale) -> tuple[Decimal, ...] | None:
    """The levels as numbers, from commit to stretch; none where one does not convert.

    Changes are compared as they are: from one baseline they are in the same order.
    """
    written = (target.commit, target.quantity, target.stretch)
    given = [part for part in written if part is not None]
    is_relative = [target.form is Form.CHANGE and part.unit == "%" for part in given]
    if len(set(is_relative)) > 1:
        return None
    numbers = [part.value if is_relative[0] else scale.number(part) for part in given]
    known = tuple(number for number in numbers if number is not None)
    return known if len(known) == len(given) else None


def _are_in_order(numbers: Sequence[Decimal], sign: int) -> bool:
    return all((later - sooner) * sign >= 0 for sooner, later in pairwise(numbers))


def _listed(target: Target) -> str:
    levels = (("commit", target.commit), ("target", target.quantity), ("stretch", target.stretch))
    return ", ".join(f"{name} {part.text.strip()}" for name, part in levels if part is not None)
