"""U107 formula-cycle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Severity
from kpicli.rules.rule import Rule
from kpicli.workspace.formula_cycles import formula_cycles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.workspace import Workspace


class FormulaCycle(Rule):
    """
    ## What it does
    Reports metrics whose formulas define them by each other, or one by itself, once and with all
    of the circle. Where several circles share metrics, a shortest one is named. The inline
    formulas of ended KPIs take no part.

    ## Why it matters
    None of these metrics has a value that follows from anything: to know one, one has to know it
    already. Formulas that go through them compute nothing and prove nothing.

    ## Bad
    ```yaml title="goals.yaml"
    metrics:
      - id: price
        unit: EUR
        formula: cost + margin
      - {id: cost, unit: EUR}
      - id: margin
        unit: EUR
        formula: price * 0.2  # error: [formula-cycle] "`margin` needs `price`"
    ```

    ## Good
    ```yaml title="goals.yaml"
    metrics:
      - {id: price, unit: EUR}
      - {id: cost, unit: EUR, formula: price - margin}
      - {id: margin, unit: EUR, formula: price * 0.2}
    ```
    """

    code = "U107"
    name = "formula-cycle"
    severity = Severity.ERROR
    certainty = Certainty.PROVED

    def check(self, workspace: Workspace) -> Iterator[Finding]:
        """One finding for each circle."""
        for circle in formula_cycles(workspace):
            first, *others = (
                workspace.metrics[metric].at("formula", message=f"needs `{name}`")
                for metric, name in zip(circle, (*circle[1:], circle[0]), strict=True)
            )
            yield self.finding(
                _words(circle),
                first,
                goals=circle,
                field="formula",
                related=tuple(others),
                help="measure one of them, and take its formula away",
            )


def _words(circle: tuple[str, ...]) -> str:
    if len(circle) == 1:
        return f"the formula of `{circle[0]}` needs `{circle[0]}` itself"
    first, *others = (*circle, circle[0])
    needs = ", which needs ".join(f"`{metric}`" for metric in others)
    return f"formulas define metrics by each other: `{first}` needs {needs}"
