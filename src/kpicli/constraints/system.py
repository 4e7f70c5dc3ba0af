"""What is asked of the engine: variables, the equations between them, and the facts about them."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.formulas import Name, postorder

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from kpicli.formulas import Node


class FactKind(StrEnum):
    """How firmly a fact stands: a natural bound, a goal, or a benchmark that may be wrong."""

    HARD = "hard"
    GOAL = "goal"
    ASSUMPTION = "assumption"


class Side(StrEnum):
    """Which end of an interval."""

    LOW = "low"
    HIGH = "high"


class Fact(Struct, frozen=True):
    """That a variable lies between two numbers, both included; none is no bound."""

    key: str
    variable: str
    low: Decimal | None
    high: Decimal | None
    kind: FactKind = FactKind.GOAL
    rank: tuple[int | str, ...] = ()
    """Which of two facts of a kind a conflict would rather name: the lesser rank."""

    @property
    def preference(self) -> tuple[bool, bool, tuple[int | str, ...], str]:
        """Sorts natural bounds first and assumptions last."""
        is_soft, is_assumed = self.kind is not FactKind.HARD, self.kind is FactKind.ASSUMPTION
        return is_soft, is_assumed, self.rank, self.key

    def bound(self, side: Side) -> Decimal | None:
        """The number at one end."""
        return self.low if side is Side.LOW else self.high


class Equation(Struct, frozen=True):
    """That a variable equals a formula over variables; it always holds."""

    variable: str
    root: Node
    text: str = ""
    """The formula as people know it."""


class DefinitionCycle(Struct, frozen=True):
    """Variables that are defined by each other, each by the next and the last by the first."""

    variables: tuple[str, ...]


class System(Struct, frozen=True):
    """Equations and facts in an order of their own; build it with `system_of`."""

    definitions: tuple[Equation, ...]
    """Each after those of the variables it names; at most one for a variable."""
    rows: tuple[Equation, ...]
    """Further equations, such as a year that is the sum of its quarters."""
    facts: tuple[Fact, ...]
    """By preference."""

    @property
    def equations(self) -> tuple[Equation, ...]:
        """Definitions and rows, in this order."""
        return (*self.definitions, *self.rows)


def system_of(
    definitions: Iterable[Equation], facts: Iterable[Fact], rows: Iterable[Equation] = ()
) -> System | DefinitionCycle:
    """The system of these parts, whatever their order; or a cycle of its definitions.

    Raises:
        ValueError: A variable has two definitions, two facts a key, or a bound is not finite.
    """
    ordered = sorted(definitions, key=_identity)
    known = sorted(facts, key=lambda fact: fact.preference)
    _refuse_nonsense(ordered, known)
    by_variable = {each.variable: each for each in ordered}
    named = {each.variable: _names(each) for each in ordered}
    try:
        order = tuple(TopologicalSorter(named).static_order())
    except CycleError as error:
        return _cycle(error.args[1])
    sequence = tuple(by_variable[name] for name in order if name in by_variable)
    return System(sequence, tuple(sorted(rows, key=_identity)), tuple(known))


def _identity(equation: Equation) -> tuple[str, str, str]:
    return equation.variable, equation.text, repr(equation.root)


def _names(equation: Equation) -> list[str]:
    return sorted({node.id for node in postorder(equation.root) if isinstance(node, Name)})


def _cycle(closed: list[str]) -> DefinitionCycle:
    """The cycle from its first name on; `graphlib` repeats one end and runs against the use."""
    names = closed[:0:-1]
    first = names.index(min(names))
    return DefinitionCycle((*names[first:], *names[:first]))


def _refuse_nonsense(definitions: Iterable[Equation], facts: Iterable[Fact]) -> None:
    facts = tuple(facts)
    for repeated in _repeated(each.variable for each in definitions):
        raise ValueError(f"{repeated!r} has two definitions")
    for repeated in _repeated(fact.key for fact in facts):
        raise ValueError(f"two facts have the key {repeated!r}")
    for fact in facts:
        if any(bound is not None and not bound.is_finite() for bound in (fact.low, fact.high)):
            raise ValueError(f"a bound of {fact.key!r} is not finite")


def _repeated(names: Iterable[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]
