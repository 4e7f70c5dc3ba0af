"""What the engine says: conflicts with their derivation, and verdicts on parts of a system."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from kpicli.constraints.evidence import Evidence
    from kpicli.constraints.inquiry import Inquiry
    from kpicli.constraints.system import Equation, Side


class Verdict(StrEnum):
    """What is known of facts that are connected by equations."""

    CONSISTENT = "consistent"
    CONFLICT = "conflict"
    UNDECIDED = "undecided"


class Method(StrEnum):
    """How a conflict is proved.

    By a chain of bounds, by a weighted sum of bounds and equations, by cases that each end in such
    a proof, or by a solver.
    """

    PROPAGATION = "propagation"
    COMBINATION = "combination"
    BRANCHING = "branching"
    SOLVER = "solver"


class Bound(Struct, frozen=True):
    """That a variable, or a part of a formula, is at least or at most a number."""

    variable: str
    side: Side
    value: Decimal | None
    """None where there is no value at all, such as one divided by zero."""
    fact: str | None = None
    """The fact that says so; none where it was derived."""


class Step(Struct, frozen=True):
    """A bound, what it follows from, and by which equations.

    `merged` is the one equation that several of them make, where the step needs no more of them.
    """

    bound: Bound
    premises: tuple[Bound, ...]
    equations: tuple[Equation, ...]
    merged: str = ""


class Contributor(Struct, frozen=True):
    """What a variable adds to a sum, at most or at least."""

    variable: str
    value: Decimal


class Shortfall(Struct, frozen=True):
    """A sum that misses what is wanted of it, for conflicts too large to be made smallest."""

    variable: str
    reached: Decimal
    wanted: Decimal
    contributors: tuple[Contributor, ...]
    """The greatest of them, at most five."""
    count: int
    """How many there are."""


class Conflict(Struct, frozen=True):
    """Facts that cannot hold together, and why."""

    facts: tuple[str, ...]
    """Their keys by preference: natural bounds, goals, assumptions. None can be left out."""
    bounds: tuple[Bound, ...]
    """The bounds of these facts that take part; a range may do so with one of its ends."""
    equations: tuple[Equation, ...]
    method: Method
    evidence: Evidence | Inquiry
    """What it takes to ask further; `gives` does."""
    steps: tuple[Step, ...] = ()
    """In the order in which a person argues; empty where cases or long repetition prove it."""
    opposed: tuple[Bound, ...] = ()
    """The two bounds that the argument ends in; only one where no value is left at all."""
    is_minimised: bool = True
    shortfall: Shortfall | None = None
    """Where it is not minimised and runs through a sum."""
    solver: str = ""
    """The solver that proved it, empty where our own arithmetic does."""


class Component(Struct, frozen=True):
    """Variables that equations connect, and what is known of the facts about them."""

    variables: tuple[str, ...]
    verdict: Verdict
    witness: Mapping[str, Decimal] = field(default_factory=dict)
    """Values that satisfy every equation and fact to 1e-9; only of a consistent one."""
    solver: str = ""
    """The solver that was asked because our own search did not decide it."""


class Feasibility(Struct, frozen=True):
    """All that was found out about a system."""

    conflicts: tuple[Conflict, ...]
    components: tuple[Component, ...]
