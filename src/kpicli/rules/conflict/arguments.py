"""Why a contradiction is one, in the order in which a person would argue."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from kpicli.constraints.conflict import Method
from kpicli.constraints.system import Side
from kpicli.rules.conflict.amounts import bound_words, digits_apart
from kpicli.rules.conflict.large_sets import MOST_NAMED
from kpicli.workspace.feasibility import reasoning

if TYPE_CHECKING:
    from kpicli.constraints.conflict import Bound, Step
    from kpicli.workspace import Workspace
    from kpicli.workspace.feasibility import Case, Reasoning

_FEW, _LONG = 5, 200
"""How many premises of a long sum are told, and how many characters of a long formula."""
_SIGNS = {Side.LOW: "≥", Side.HIGH: "≤"}


def argument(case: Case, workspace: Workspace) -> tuple[str, ...]:
    """The derivation, a step each, and the two bounds that it ends in."""
    book = workspace.remembered(reasoning)
    conflict = case.conflict
    digits = digits_apart(conflict.opposed, book)
    steps = [_step(step, book, digits) for step in conflict.steps]
    if conflict.method is Method.SOLVER:
        steps = [
            f"{conflict.solver} proves it with exact numbers; the check's own search left it open",
            *(each.text for each in conflict.equations),
        ]
    elif not steps:
        steps = ["every case of the quantities was tried, and each ends in a contradiction"]
        steps += [each.text for each in conflict.equations]
    if len(conflict.opposed) > 1:
        ends = " and ".join(_bound(bound, book, digits) for bound in conflict.opposed)
        steps.append(f"{ends} exclude each other")
    return tuple(steps)


def _step(step: Step, book: Reasoning, digits: int) -> str:
    why = " and ".join(dict.fromkeys(_short(each.text) for each in step.equations))
    premises = step.premises
    if len(premises) > MOST_NAMED:
        premises = tuple(sorted(premises, key=_size, reverse=True))[:_FEW]
    given = ", ".join(_bound(bound, book, digits) for bound in premises)
    rest = len(step.premises) - len(premises)
    given += f", and {rest} more" if rest else ""
    why += f" make {step.merged}," if step.merged else ""
    return f"{_bound(step.bound, book, digits)}, because {why}" + (
        f" with {given}" if given else ""
    )


def _size(bound: Bound) -> Decimal:
    return abs(bound.value or Decimal(0))


def _short(text: str) -> str:
    """A formula; of a long one the beginning, since its place is shown."""
    return text if len(text) <= _LONG else f"{text[:_LONG].rsplit(' ', 1)[0]} …"


def _bound(bound: Bound, book: Reasoning, digits: int) -> str:
    if bound.value is None:
        return f"{bound.variable} has no value"
    return f"{bound.variable} {_SIGNS[bound.side]} {bound_words(bound, book, digits)}"
