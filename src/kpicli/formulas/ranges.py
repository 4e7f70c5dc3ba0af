"""Ranges of decimals and their arithmetic, every bound rounded outward so that no value is lost."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal

from msgspec import Struct

_DOWN = Context(prec=28, rounding=ROUND_FLOOR, traps=[])
_UP = Context(prec=28, rounding=ROUND_CEILING, traps=[])
_ZERO, _ONE, _INFINITE = Decimal(0), Decimal(1), Decimal("Infinity")


class Range(Struct, frozen=True):
    """The numbers between two bounds, both included; an infinite bound is none."""

    low: Decimal
    high: Decimal

    @property
    def sign(self) -> int:
        """+1 where no number is below 0, -1 where none is above, 0 where both occur or only 0."""
        if self.low < 0 < self.high or self == ZERO:
            return 0
        return 1 if self.low >= 0 else -1

    def within(self, other: Range) -> Range:
        """The numbers in both; this range alone where there is none."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        return Range(low, high) if low <= high else self


ZERO = Range(_ZERO, _ZERO)
ONE = Range(_ONE, _ONE)
EVERYTHING = Range(-_INFINITE, _INFINITE)


def exactly(value: Decimal) -> Range:
    """The range of one number, of 28 digits at most."""
    return Range(_DOWN.plus(value), _UP.plus(value))


def sum_of(left: Range, right: Range) -> Range:
    """The sums of two ranges' numbers."""
    return Range(_DOWN.add(left.low, right.low), _UP.add(left.high, right.high))


def negative(operand: Range) -> Range:
    """The numbers with the other sign."""
    return Range(operand.high.copy_negate(), operand.low.copy_negate())


def product(left: Range, right: Range) -> Range:
    """The products of two ranges' numbers."""
    if ONE in (left, right):
        return right if left == ONE else left
    if left.low >= 0 and right.low >= 0:
        return Range(_times(_DOWN, left.low, right.low), _times(_UP, left.high, right.high))
    corners = [(x, y) for x in (left.low, left.high) for y in (right.low, right.high)]
    return Range(
        min(_times(_DOWN, x, y) for x, y in corners), max(_times(_UP, x, y) for x, y in corners)
    )


def quotient(above: Range, below: Range) -> Range:
    """The quotients of two ranges' numbers; a divisor of 0 is left out."""
    return product(above, _reciprocal(below))


def power(base: Range, exponent: int) -> Range:
    """The powers of a range's numbers; an exponent of 0 gives 1."""
    if exponent % 2 or base.low >= 0:
        return Range(_raised(_DOWN, base.low, exponent), _raised(_UP, base.high, exponent))
    if base.high <= 0:
        return power(negative(base), exponent)
    farthest = max(base.low.copy_negate(), base.high)
    return Range(_ZERO if exponent else _ONE, _raised(_UP, farthest, exponent))


def magnitude(operand: Range) -> Range:
    """The numbers without their sign."""
    if operand.low >= 0:
        return operand
    if operand.high <= 0:
        return negative(operand)
    return Range(_ZERO, max(operand.low.copy_negate(), operand.high))


def _reciprocal(below: Range) -> Range:
    if below.low < 0 < below.high or below == ZERO:
        return EVERYTHING
    if below.high <= 0:
        return negative(_reciprocal(negative(below)))
    largest = _UP.divide(_ONE, below.low) if below.low else _INFINITE
    return Range(_DOWN.divide(_ONE, below.high), largest)


def _times(context: Context, left: Decimal, right: Decimal) -> Decimal:
    """The product, where nothing times what has no bound is nothing."""
    return context.multiply(left, right) if left and right else _ZERO


def _raised(context: Context, base: Decimal, exponent: int) -> Decimal:
    """Rounded once for each factor, so that the power of a bound stays on its side of it."""
    result, size = _ONE, base.copy_abs()
    # Of a negative number what is rounded is the size, hence the other way round.
    towards = context if base >= 0 else (_UP if context is _DOWN else _DOWN)
    for _ in range(exponent):
        result = _times(towards, result, size)
    return result.copy_negate() if base < 0 and exponent % 2 else result
