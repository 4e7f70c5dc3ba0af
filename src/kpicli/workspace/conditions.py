"""What a contradiction takes besides goals and formulas, so that it is not proved without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.formulas import Name, postorder
from kpicli.models.choices import Aggregation
from kpicli.workspace.feasibility import reasoning
from kpicli.workspace.formula_conditions import formula_conditions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.constraints.system import Equation
    from kpicli.workspace.feasibility import Case
    from kpicli.workspace.stated import Stated
    from kpicli.workspace.variable import Variable
    from kpicli.workspace.workspace import Workspace

_MOST_NAMED = 3


def conditions(workspace: Workspace, case: Case) -> Iterator[str]:
    """In words, under which the goals of a contradiction exclude each other; mostly none.

    A level that a goal raises or lowers is reached at the end of the period, while a total is made
    by the level of all its days. What holds of the whole need not hold of each segment. And
    formulas may be meant otherwise.
    """
    quantities = workspace.remembered(reasoning).quantities
    equations = [
        [quantities[name] for name in _names(equation) if name in quantities]
        for equation in case.conflict.equations
    ]
    if any(_is_total(workspace, each) for equation in equations for each in equation):
        moving = [part for part in case.goals if workspace.moves_a_level(part.definition)]
        if moving:
            yield f"{_listed(moving)} from the first day on, not only at the end"
    for part in case.goals:
        own = quantities[part.fact.variable]
        if own.segment is None and (segment := _segment_beside(own, equations)):
            yield f"`{own.metric}` is for `{segment}` as it is for the whole"
    yield from formula_conditions(workspace, case)


def _names(equation: Equation) -> Iterator[str]:
    yield equation.variable
    yield from (node.id for node in postorder(equation.root) if isinstance(node, Name))


def _is_total(workspace: Workspace, quantity: Variable) -> bool:
    return workspace.metrics[quantity.metric].model.aggregation is Aggregation.SUM


def _listed(parts: Iterable[Stated]) -> str:
    names = [f"`{part.definition.id}`" for part in parts]
    if len(names) == 1:
        return f"{names[0]} is met"
    rest = f"{len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else names.pop()
    return f"{', '.join(names[:_MOST_NAMED])} and {rest} are met"


def _segment_beside(quantity: Variable, equations: Iterable[list[Variable]]) -> str | None:
    """The segment of an equation that a quantity of the whole stands in."""
    segments = (each.segment for part in equations if quantity in part for each in part)
    return next(filter(None, segments), None)
