"""What an independent solver says of a system: z3 on exact numbers, a budget in its own steps."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import z3

from kpicli.constraints.conflict import Verdict
from kpicli.formulas import (
    BinaryOperation,
    Call,
    Function,
    Name,
    Negation,
    Node,
    Number,
    Operator,
    Power,
    fold,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from kpicli.constraints.system import System

_STEPS = 1_000_000


def oracle_verdict(system: System) -> Verdict:
    """Consistent, conflict, or undecided where the budget runs out."""
    solver = z3.SolverFor("QF_NRA")
    solver.set("rlimit", _STEPS)
    for number, equation in enumerate(system.equations):
        translation = _Translation(solver, number)
        solver.add(z3.Real(equation.variable) == fold(equation.root, translation.translated))
    for fact in system.facts:
        if fact.low is not None:
            solver.add(z3.Real(fact.variable) >= _exact(fact.low))
        if fact.high is not None:
            solver.add(z3.Real(fact.variable) <= _exact(fact.high))
    answer = solver.check()
    if answer == z3.unknown:
        return Verdict.UNDECIDED
    return Verdict.CONSISTENT if answer == z3.sat else Verdict.CONFLICT


class _Translation:
    """Nodes of one equation as terms; what a division needs goes to the solver."""

    def __init__(self, solver: Any, number: int) -> None:  # noqa: ANN401 - z3 is untyped
        self._solver = solver
        self._number = number
        self._fresh = 0

    def translated(self, node: Node, terms: tuple[Any, ...]) -> Any:  # noqa: ANN401 - z3 is untyped
        match node:
            case Number(value=value):
                return _exact(value)
            case Name(id=name):
                return z3.Real(name)
            case Negation():
                return -terms[0]
            case Power(exponent=exponent):
                return z3.Product([terms[0]] * exponent)
            case BinaryOperation(operator=operator):
                return self._operated(operator, terms[0], terms[1])
            case Call(function=function):
                return self._called(function, terms)
            case _:
                raise AssertionError(node)

    def _operated(self, operator: Operator, left: Any, right: Any) -> Any:  # noqa: ANN401 - z3 is untyped
        match operator:
            case Operator.ADD:
                return left + right
            case Operator.SUBTRACT:
                return left - right
            case Operator.MULTIPLY:
                return left * right
            case _:
                return self._quotient(left, right)

    def _quotient(self, above: Any, below: Any) -> Any:  # noqa: ANN401 - z3 is untyped
        self._fresh += 1
        result = z3.Real(f"quotient-{self._number}-{self._fresh}")
        self._solver.add(result * below == above, below != 0)
        return result

    def _called(self, function: Function, terms: Sequence[Any]) -> Any:  # noqa: ANN401 - z3 is untyped
        match function:
            case Function.SUM:
                return z3.Sum(terms)
            case Function.MEAN:
                return z3.Sum(terms) / len(terms)
            case Function.ABS:
                return z3.If(terms[0] >= 0, terms[0], -terms[0])
            case Function.WAVG:
                values, weights = terms[::2], terms[1::2]
                products = [v * w for v, w in zip(values, weights, strict=True)]
                return self._quotient(z3.Sum(products), z3.Sum(weights))
            case _:
                return _extreme(function, terms)


def _extreme(function: Function, terms: Sequence[Any]) -> Any:  # noqa: ANN401 - z3 is untyped
    result = terms[0]
    for term in terms[1:]:
        is_better = term < result if function is Function.MIN else term > result
        result = z3.If(is_better, term, result)
    return result


def _exact(number: Decimal) -> Any:  # noqa: ANN401 - z3 is untyped
    return z3.RealVal(Fraction(number))
