"""M109 unit-mismatch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from kpicli.findings import Certainty, Finding, Severity
from kpicli.rules.rule import Rule
from kpicli.workspace.formula_units import formula_clashes
from kpicli.workspace.unit_clashes import UnitClashes, unit_clashes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.models.goal import Kpi
    from kpicli.models.metric import Metric
    from kpicli.workspace import Definition, Workspace
    from kpicli.workspace.formula_units import FormulaClash

_FEW = 3


class UnitMismatch(Rule):
    """
    ## What it does
    Reports numbers written in a unit that does not convert into the KPI's: its target, baseline,
    actuals, interim targets and tolerance, the metric's range and benchmark. Without a `unit` the
    first one written beside target or baseline counts.

    It reports formulas too, whose result or whose sums do not fit the units of their metrics. A
    bare factor may have any unit (`debt / revenue * 365`), and products may turn one thing
    counted into another.

    Money and time that differ are an error, and so is a ratio in a unit of time: `1:30` is a
    thirtieth, and no hour and a half. Between things counted (`lead`, `client`) it may be a
    matter of words, and of a result in another kind of time too: a warning.

    ## Why it matters
    What does not convert is left out: of progress, of roll-ups, of proofs. Nobody notices that a
    number is missing there.

    ## Bad
    ```yaml title="goals.yaml"
    metrics:
      - {id: revenue, title: Revenue, unit: EUR}
      - {id: cost, title: Cost, unit: USD}
      - id: profit
        title: Profit
        unit: EUR
        formula: revenue - cost  # error: [unit-mismatch]
    kpis:
      - id: receivable_days
        title: Get paid within 30 days
        unit: days
        baseline: €45  # error: [unit-mismatch]
        target: 30 days
    ```

    ## Good
    ```yaml title="goals.yaml"
    metrics:
      - {id: revenue, title: Revenue, unit: EUR}
      - {id: cost, title: Cost, unit: kEUR}
      - {id: profit, title: Profit, unit: EUR, formula: revenue - cost}
    kpis:
      - id: receivable_days
        title: Get paid within 30 days
        unit: days
        baseline: 45 days
        target: 4 weeks
    ```
    """

    code = "M109"
    name = "unit-mismatch"
    severity = Severity.ERROR
    certainty = Certainty.PROVED

    def check(self, workspace: Workspace) -> Iterator[Finding]:
        """The numbers in other units, then the formulas."""
        for clashes in unit_clashes(workspace):
            finding = self._numbers(clashes)
            yield finding if clashes.is_hard else replace(finding, severity=Severity.WARNING)
        for metric, clash in formula_clashes(workspace):
            finding = self._formula(metric, clash)
            yield finding if clash.is_hard else replace(finding, severity=Severity.WARNING)

    def _numbers(self, clashes: UnitClashes) -> Finding:
        owner, (first, *others) = clashes.owner, clashes.parts
        return self.finding(
            f"the {first.words} of `{owner.id}` is {first.quantity.text.strip()}, "
            f"which does not convert into its unit, {clashes.unit}",
            owner.at(first.field, *first.keys),
            goals=(owner.id,),
            field=first.field,
            related=tuple(
                owner.at(part.field, *part.keys, message=f"{part.words} in this unit too")
                for part in others[:_FEW]
            ),
            help=f"write it in {clashes.unit}, or correct the unit",
        )

    def _formula(self, metric: Definition[Kpi | Metric], clash: FormulaClash) -> Finding:
        return self.finding(
            f"the units of `{metric.id}` do not agree: {clash.left}, and {clash.right}",
            metric.at("formula"),
            goals=(metric.id,),
            field="formula",
            related=(metric.at("unit", message="its unit"),),
            help="correct the formula, or the unit of one of its metrics",
        )
