"""What a propagation leaves behind: the bounds given to it, its changes, and its conflicts."""

from typing import NamedTuple

from msgspec import Struct

LOW, HIGH = 0, 1
"""The ends of an interval."""


class Limit(NamedTuple):
    """Bounds given for a variable, and the number of what gives them."""

    variable: int
    low: float
    high: float
    giver: int


class Change(NamedTuple):
    """A bound that moves from `before` to `value`.

    The cause is a primitive's index; below 0 it is the giver `-2 - cause`, or -1 for a choice.
    """

    variable: int
    end: int
    value: float
    cause: int
    before: float


class Clash(Struct, frozen=True):
    """A change that would have left no value, and how many changes came before it."""

    variable: int
    end: int
    value: float
    cause: int
    at: int
