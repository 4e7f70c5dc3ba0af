"""The formulas of metrics as equations between quantities: a metric, its segment, a period.

Every quantity is counted in the base of its unit (EUR for kEUR, one for per cent), so that a
formula holds as it stands. Where that is not certain the formula is left out.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.constraints.system import Equation
from kpicli.formulas import (
    BinaryOperation,
    Call,
    Name,
    Negation,
    Node,
    Operator,
    Power,
    fold,
    parse_unit,
)
from kpicli.workspace.connections import connections

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kpicli.models.period import DateRange
    from kpicli.workspace.connections import Connection
    from kpicli.workspace.variable import Variable
    from kpicli.workspace.workspace import Workspace


class Instance(Struct, frozen=True):
    """An equation for the quantities of one segment and period, and the quantities in it."""

    equation: Equation
    variables: tuple[Variable, ...]


def name_of(variable: Variable, labels: Mapping[DateRange, str]) -> str:
    """A quantity as proofs print it: `leads@emea/2026`; of days between periods, their dates."""
    segment = f"@{variable.segment}" if variable.segment else ""
    start, end = variable.period
    return f"{variable.metric}{segment}/{labels.get(variable.period, f'{start}/{end}')}"


@lru_cache(maxsize=1024)
def scale_of(unit: str | None) -> Decimal:
    """How many of its base a unit is."""
    scale = parse_unit(unit).scale if unit else Fraction(1)
    return Decimal(scale.numerator) / Decimal(scale.denominator)


def instances(
    workspace: Workspace, asked: Iterable[Variable], labels: Mapping[DateRange, str]
) -> tuple[Instance, ...]:
    """What connects the quantities that goals speak of, as equations."""
    return tuple(_instance(each, labels) for each in connections(workspace, asked))


def _instance(connection: Connection, labels: Mapping[DateRange, str]) -> Instance:
    whole, formula = connection.whole, connection.formula
    name = name_of(whole, labels)
    names = [name_of(part, labels) for part in connection.operands]
    if formula is None:
        equation = Equation(name, _sum(names), f"{name} = {' + '.join(names)}")
    else:
        root = _renamed(formula.root, dict(zip(formula.names, names, strict=True)))
        equation = Equation(name, root, f"{whole.metric} = {formula.text.strip()}")
    return Instance(equation, connection.variables)


def _sum(names: Sequence[str]) -> Node:
    root: Node = Name(names[0])
    for name in names[1:]:
        root = BinaryOperation(Operator.ADD, root, Name(name))
    return root


def _renamed(root: Node, names: Mapping[str, str]) -> Node:
    def rebuilt(node: Node, operands: tuple[Node, ...]) -> Node:
        match node:
            case Name():
                return Name(names[node.id])
            case Negation():
                return Negation(operands[0])
            case BinaryOperation():
                return BinaryOperation(node.operator, operands[0], operands[1])
            case Power():
                return Power(operands[0], node.exponent)
            case Call():
                return Call(node.function, operands)
            case _:
                return node

    return fold(root, rebuilt)
