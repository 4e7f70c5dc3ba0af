"""What formulas have to mean for a contradiction, where nothing says that they do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.formulas import Name, parse_unit, postorder
from kpicli.formulas.by_hand import may_be_working_time
from kpicli.workspace.feasibility import reasoning
from kpicli.workspace.formula_lengths import adds_up_over_time, may_be_of_another_length

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.constraints.system import Equation
    from kpicli.workspace.feasibility import Case
    from kpicli.workspace.workspace import Workspace


def formula_conditions(workspace: Workspace, case: Case) -> Iterator[str]:
    """The conditions in words: formulas of another time, sums of what does not add up, days."""
    quantities = workspace.remembered(reasoning).quantities
    labels: dict[str, str] = {}
    summed: set[str] = set()
    for equation in case.conflict.equations:
        metric = quantities[equation.variable].metric
        if all(quantities[name].metric == metric for name in _operands(equation)):
            summed.add(metric)
        else:
            labels.setdefault(metric, equation.variable.partition("/")[2])
    are_summed = any(workspace.metrics[metric].model.formula for metric in summed)
    for metric, label in labels.items():
        periods = {each.period for each in quantities.values() if each.metric == metric}
        if may_be_of_another_length(workspace, metric, periods):
            yield f"the formula of `{metric}` holds for periods as long as {label}"
        elif are_summed and not adds_up_over_time(workspace, metric):
            yield f"what the formula of `{metric}` gives adds up over time"
    if any(_may_be_working_time(workspace, metric) for metric in labels):
        yield "a day has 24 hours"


def _operands(equation: Equation) -> Iterator[str]:
    return (node.id for node in postorder(equation.root) if isinstance(node, Name))


def _may_be_working_time(workspace: Workspace, metric: str) -> bool:
    formula = workspace.metrics[metric].model.formula
    names = (metric, *(formula.names if formula else ()))
    texts = (workspace.metrics[name].model.unit for name in names)
    return may_be_working_time(parse_unit(text) for text in texts if text)
