"""The constraints that a system is made of: each between a result and its operands.

A primitive narrows the bounds of its variables: it yields `(variable, low, high)`, each to be
intersected with what is known before the next is asked for. It may yield bounds that are no
narrower; a low above a high says that no value is left.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from msgspec import Struct

from kpicli.constraints.rounding import (
    NOTHING,
    power,
    product,
    quotient,
    root_down,
    root_up,
)

Values = Sequence[float] | Mapping[int, float]
"""A number for each variable."""
Narrowing = Iterator[tuple[int, float, float]]


class Primitive(Protocol):
    """A constraint between variables, by number; the result comes first."""

    @property
    def variables(self) -> tuple[int, ...]:
        """All it is about, the result first."""

    @property
    def narrows_unasked(self) -> bool:
        """Whether it bounds its result even where nothing is known of the operands."""

    def narrow(self, low: Values, high: Values) -> Narrowing:
        """The bounds of its variables that follow from those of the others."""

    def value(self, values: Values) -> float | None:
        """The result for numbers as operands, none where it is undefined."""

    def renumbered(self, numbers: Mapping[int, int]) -> Primitive:
        """The same between other variables."""


class Product(Struct, frozen=True):
    """A result that is the product of two different variables."""

    result: int
    left: int
    right: int
    narrows_unasked = False

    @property
    def variables(self) -> tuple[int, ...]:
        """The result, the left and the right operand."""
        return self.result, self.left, self.right

    def narrow(self, low: Values, high: Values) -> Narrowing:
        """Multiplies forward, divides back."""
        z, x, y = self.result, self.left, self.right
        yield z, *product((low[x], high[x]), (low[y], high[y]))
        yield from _factor(z, y, x, low, high)
        yield from _factor(z, x, y, low, high)

    def value(self, values: Values) -> float | None:
        """The product."""
        return values[self.left] * values[self.right]

    def renumbered(self, numbers: Mapping[int, int]) -> Product:
        """The same between other variables."""
        return Product(numbers[self.result], numbers[self.left], numbers[self.right])


class Quotient(Struct, frozen=True):
    """A result that is one variable by another, which is not zero."""

    result: int
    above: int
    below: int
    narrows_unasked = False

    @property
    def variables(self) -> tuple[int, ...]:
        """The result, the dividend and the divisor."""
        return self.result, self.above, self.below

    def narrow(self, low: Values, high: Values) -> Narrowing:
        """Divides forward, multiplies back."""
        z, x, y = self.result, self.above, self.below
        if low[y] == 0.0 == high[y]:
            yield y, *NOTHING
            return
        yield z, *quotient((low[x], high[x]), (low[y], high[y]), (low[z], high[z]))
        yield x, *product((low[z], high[z]), (low[y], high[y]))
        yield from _factor(x, z, y, low, high)

    def value(self, values: Values) -> float | None:
        """The quotient."""
        below = values[self.below]
        return values[self.above] / below if below else None

    def renumbered(self, numbers: Mapping[int, int]) -> Quotient:
        """The same between other variables."""
        return Quotient(numbers[self.result], numbers[self.above], numbers[self.below])


class Power(Struct, frozen=True):
    """A result that is a variable to an exponent of at least 2."""

    result: int
    base: int
    exponent: int

    @property
    def variables(self) -> tuple[int, ...]:
        """The result and the base."""
        return self.result, self.base

    @property
    def narrows_unasked(self) -> bool:
        """An even power is never negative."""
        return self.exponent % 2 == 0

    def narrow(self, low: Values, high: Values) -> Narrowing:
        """Raises forward, takes roots back."""
        z, x, n = self.result, self.base, self.exponent
        yield z, *power((low[x], high[x]), n)
        if n % 2:
            yield x, root_down(low[z], n), root_up(high[z], n)
            return
        if high[z] < 0.0:
            yield z, *NOTHING
            return
        yield x, *_mirrored(root_down(max(low[z], 0.0), n), root_up(high[z], n), low[x], high[x])

    def value(self, values: Values) -> float | None:
        """The power; none beyond floats."""
        try:
            return float(values[self.base] ** self.exponent)
        except OverflowError:
            return None

    def renumbered(self, numbers: Mapping[int, int]) -> Power:
        """The same between other variables."""
        return Power(numbers[self.result], numbers[self.base], self.exponent)


class Magnitude(Struct, frozen=True):
    """A result that is a variable without its sign."""

    result: int
    operand: int
    narrows_unasked = True

    @property
    def variables(self) -> tuple[int, ...]:
        """The result and the operand."""
        return self.result, self.operand

    def narrow(self, low: Values, high: Values) -> Narrowing:
        """Drops the sign forward, allows both signs back."""
        z, x = self.result, self.operand
        nearest = max(low[x], -high[x], 0.0)
        yield z, nearest, max(-low[x], high[x])
        if high[z] < 0.0:
            yield z, *NOTHING
            return
        yield x, *_mirrored(max(low[z], 0.0), high[z], low[x], high[x])

    def value(self, values: Values) -> float | None:
        """The magnitude."""
        return abs(values[self.operand])

    def renumbered(self, numbers: Mapping[int, int]) -> Magnitude:
        """The same between other variables."""
        return Magnitude(numbers[self.result], numbers[self.operand])


def _factor(product_: int, known: int, wanted: int, low: Values, high: Values) -> Narrowing:
    """Narrows a factor by the product and the other factor."""
    above, below = (low[product_], high[product_]), (low[known], high[known])
    if above[0] <= 0.0 <= above[1] and below[0] <= 0.0 <= below[1]:
        return
    yield wanted, *quotient(above, below, (low[wanted], high[wanted]))


def _mirrored(near: float, far: float, low: float, high: float) -> tuple[float, float]:
    """From -far to -near or from near to far, whichever of the two the bounds allow."""
    return near if low > -near else -far, -near if high < near else far
