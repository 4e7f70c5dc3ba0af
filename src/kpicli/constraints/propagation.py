"""Narrowing bounds until nothing more follows: a worklist over the primitives of a network.

Every change is kept with what caused it, so that reasons can be looked up afterwards. A change
that would leave no value is recorded and not made, and its primitive is put aside: the rest goes
on, and one run finds many conflicts.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from enum import Enum, auto
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from kpicli.constraints.rounding import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpicli.constraints.network import Network

LOW, HIGH = 0, 1
"""The ends of an interval."""
GAP = 1e-9
"""How far bounds must lie apart, relative to them, to leave no value."""
STEPS_EACH = 60
"""How many times a primitive is asked on average before the work stops."""
_FREE_CHANGES = 12
_LEAST_GAIN = 1e-3
_LEAST_CHANGE = 1e-9
GIVEN = -1
"""The cause of bounds that stand at the start."""


class Until(Enum):
    """When a run ends: at the first conflict, or when nothing more follows."""

    CONFLICT = auto()
    FIXED_POINT = auto()


class Limit(NamedTuple):
    """Bounds given for a variable, with the number of what gives them."""

    variable: int
    low: float
    high: float
    giver: int


class Change(NamedTuple):
    """A bound that moved; the cause is a primitive, or below 0 the giver `-2 - cause`."""

    variable: int
    end: int
    value: float
    cause: int
    before: float


@dataclass(slots=True)
class Propagation:
    """The bounds of a network's variables while they narrow."""
