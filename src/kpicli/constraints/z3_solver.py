"""z3 as the solver: exact numbers, one fixed seed, and a budget in its own steps, not seconds."""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from kpicli.constraints.conflict import Verdict
from kpicli.constraints.solver import Answer
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
    postorder,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpicli.constraints.system import System

STEPS = 1_000_000
_MOST_DIGITS = 400
"""Numbers of more are not written out."""
_DIGITS = 30
_FIXED = Context(prec=_DIGITS)


def is_z3_installed() -> bool:
    """Whether z3 can be asked; it is not loaded for that."""
    return find_spec("z3") is not None


class Z3Solver(Struct, frozen=True):
    """Asks z3, which is loaded with the first question."""

    steps: int = STEPS
    """How many of its own steps z3 may take for a question."""
    name: str = "z3"

    def answer(self, system: System) -> Answer:
        """Its verdict, and where it is consistent the values it found."""
        if not _is_writable(system):
            return Answer(Verdict.UNDECIDED)
        asked = _question(system, self.steps)
        answer = str(asked.solver.check())
        if answer == "unsat":
            return Answer(Verdict.CONFLICT)
        if answer != "sat":
            return Answer(Verdict.UNDECIDED)
        model = asked.solver.model()
        names = sorted(asked.names)
        values = {
            name: _decimal(model.eval(asked.real(name), model_completion=True)) for name in names
        }
        return Answer(Verdict.CONSISTENT, values)


def _is_writable(system: System) -> bool:
    """Whether no number has so many digits that writing it out would be the work."""
    nodes = (node for each in system.equations for node in postorder(each.root))
    numbers = [node.value for node in nodes if isinstance(node, Number)]
    numbers += [end for fact in system.facts for end in (fact.low, fact.high) if end is not None]
    return all(abs(number.adjusted()) <= _MOST_DIGITS for number in numbers)


def _question(system: System, steps: int) -> _Question:
    import z3  # noqa: PLC0415 - an extra, which only those need who ask for it

    context = z3.Context()
    solver = z3.SolverFor("QF_NRA", ctx=context)
    solver.set("rlimit", steps)
    asked = _Question(z3, context, solver, set())
    for number, equation in enumerate(system.equations):
        term = fold(equation.root, _Translation(asked, number).translated)
        solver.add(asked.real(equation.variable) == term)
    for fact in system.facts:
        if fact.low is not None:
            solver.add(asked.real(fact.variable) >= asked.exact(fact.low))
        if fact.high is not None:
            solver.add(asked.real(fact.variable) <= asked.exact(fact.high))
    return asked


class _Question(Struct, frozen=True):
    """A solver of z3 in a context of its own, so that no question depends on those before it."""

    z3: Any
    context: Any
    solver: Any
    names: set[str]

    def real(self, name: str) -> Any:  # noqa: ANN401 - z3 is untyped
        """The variable of that name."""
        self.names.add(name)
        return self.z3.Real(name, ctx=self.context)

    def exact(self, number: Decimal | int) -> Any:  # noqa: ANN401 - z3 is untyped
        """A number as it is."""
        return self.z3.RealVal(Fraction(number), ctx=self.context)

    def quotient(self, name: str, above: Any, below: Any) -> Any:  # noqa: ANN401 - z3 is untyped
        """A number that times the divisor is the dividend; z3 gives a division by 0 any value."""
        result = self.z3.Real(name, ctx=self.context)
        self.solver.add(result * below == above, below != 0)
        return result


class _Translation:
    """Nodes of one equation as terms; what a division needs goes to the solver."""

    def __init__(self, asked: _Question, number: int) -> None:
        self._asked = asked
        self._number = number
        self._fresh = 0

    def translated(self, node: Node, terms: tuple[Any, ...]) -> Any:  # noqa: ANN401 - z3 is untyped
        """The term of a node from those of its operands."""
        match node:
            case Number(value=value):
                return self._asked.exact(value)
            case Name(id=name):
                return self._asked.real(name)
            case Negation():
                return -terms[0]
            case Power(exponent=exponent):
                return self._asked.z3.Product([terms[0]] * exponent)
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
        return self._asked.quotient(f"quotient {self._number} {self._fresh}", above, below)

    def _called(self, function: Function, terms: Sequence[Any]) -> Any:  # noqa: ANN401 - z3 is untyped
        z3 = self._asked.z3
        match function:
            case Function.SUM:
                return z3.Sum(terms)
            case Function.MEAN:
                return z3.Sum(terms) / self._asked.exact(len(terms))
            case Function.ABS:
                return z3.If(terms[0] >= 0, terms[0], -terms[0])
            case Function.WAVG:
                values, weights = terms[::2], terms[1::2]
                products = [v * w for v, w in zip(values, weights, strict=True)]
                return self._quotient(z3.Sum(products), z3.Sum(weights))
            case _:
                return self._extreme(function, terms)

    def _extreme(self, function: Function, terms: Sequence[Any]) -> Any:  # noqa: ANN401 - z3 is untyped
        result = terms[0]
        for term in terms[1:]:
            is_better = term < result if function is Function.MIN else term > result
            result = self._asked.z3.If(is_better, term, result)
        return result


def _decimal(value: Any) -> Decimal:  # noqa: ANN401 - z3 is untyped
    """A number of a model, to 30 digits; a root of a polynomial by what lies next to it."""
    near = value if hasattr(value, "as_fraction") else value.approx(_DIGITS)
    exact = near.as_fraction()
    return _FIXED.divide(Decimal(exact.numerator), Decimal(exact.denominator))
