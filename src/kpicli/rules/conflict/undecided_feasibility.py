"""C107 undecided-feasibility."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Severity
from kpicli.rules.rule import Rule
from kpicli.workspace.definition import by_id
from kpicli.workspace.feasibility import reasoning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.constraints.conflict import Component
    from kpicli.workspace import Workspace


class UndecidedFeasibility(Rule):
    """
    ## What it does
    Reports goals connected by formulas for which neither a contradiction was proved nor values
    were found that meet them all, within the work that a check may do. It runs only where it is
    selected by its name or code. With `--solver z3`, or `solver = "z3"` under `[check]`, z3 is
    asked about them.

    ## Why it matters
    No finding is no proof that all is well. Whoever relies on it can ask what was left open.

    ## Bad
    ```yaml title="goals.yaml"
    defaults: {period: 2026}
    metrics:
      - {id: p, formula: a ** 8 - b ** 8 + a * b * c}
      - {id: q, formula: a ** 3 * c - b ** 5 + a * c}
      - {id: r, formula: a - b + c * a * b}
      - {id: a, range: -10..10}
      - {id: b, range: -10..10}
      - {id: c, range: -10..10}
    kpis:
      - id: first
        title: A first balance
        metric: p
        target: 3..3.0001  # error: [undecided-feasibility]
      - id: second
        title: A second balance
        metric: q
        target: 5..5.0001
      - id: third
        title: A third balance
        metric: r
        target: 7..7.0001
    ```

    ## Good
    ```yaml title="goals.yaml"
    defaults: {period: 2026}
    metrics:
      - {id: total, formula: a + b}
      - {id: a, range: 1..100}
      - {id: b, range: 1..100}
    kpis:
      - {id: first.total, title: A total of 60, metric: total, target: ">= 60"}
    ```
    """

    code = "C107"
    name = "undecided-feasibility"
    severity = Severity.INFO
    certainty = Certainty.HEURISTIC
    runs_only_by_name = True

    def check(self, workspace: Workspace) -> Iterator[Finding]:
        """The parts of the goals that stayed undecided."""
        from kpicli.constraints.conflict import Verdict  # noqa: PLC0415 - it runs only by its name

        book = workspace.remembered(reasoning)
        for component in book.components:
            if component.verdict is not Verdict.UNDECIDED:
                continue
            metrics = {book.metrics[name] for name in component.variables if name in book.metrics}
            kpis = [
                kpi
                for kpi in sorted(workspace.live_kpis, key=by_id)
                if (metric := workspace.metric(kpi)) is not None and metric.id in metrics
            ]
            if kpis:
                first, *others = kpis
                yield self.finding(
                    f"it was neither proved nor refuted that {len(kpis)} goals can be met together"
                    f"{_asked(component)}",
                    first.at("target", message="one of them"),
                    goals=tuple(kpi.id for kpi in kpis),
                    field="target",
                    related=tuple(kpi.at("target", message="another") for kpi in others[:5]),
                    help=f"give the metrics narrower ranges{_further(component)}",
                )


def _asked(component: Component) -> str:
    return f", by {component.solver} neither" if component.solver else ""


def _further(component: Component) -> str:
    return "" if component.solver else ", or ask z3 with `--solver z3`"
