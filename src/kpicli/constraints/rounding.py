"""Arithmetic on intervals of floats, every bound rounded outward so that no number is lost.

An interval is a pair of bounds, infinite where there is none. The infinite bounds of an overflow
count as unknown, never as proof: a lower bound is at most the greatest float.
"""

from __future__ import annotations

import sys
from math import copysign, inf, isinf, nextafter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal
    from fractions import Fraction

Bounds = tuple[float, float]

EVERYTHING: Bounds = (-inf, inf)
NOTHING: Bounds = (inf, -inf)
STEP = 2.0**-49
"""How far a bound moves outward, relative to itself: more than four operations lose."""
GAP = 1e-9
"""How far bounds must lie apart, relative to them, to leave no value."""
_ROOT_STEP = 1e-13
_GREATEST = sys.float_info.max
_LEAST = 5e-324
_MOST_DIGITS = 310


def down(bound: float, step: float = STEP) -> float:
    """A lower bound, rounded down; zero is exact."""
    if bound == inf:
        return _GREATEST
    return bound - abs(bound) * step - _LEAST if bound else 0.0


def up(bound: float, step: float = STEP) -> float:
    """An upper bound, rounded up; zero is exact."""
    if bound == -inf:
        return -_GREATEST
    return bound + abs(bound) * step + _LEAST if bound else 0.0


def around(number: Decimal | Fraction | int) -> Bounds:
    """The narrowest floats that hold an exact number; the number itself where it is a float."""
    try:
        near = float(number)
    except OverflowError:
        near = inf if number > 0 else -inf
    if isinf(near):
        return (_GREATEST, inf) if near > 0 else (-inf, -_GREATEST)
    if number == near:
        return near, near
    return nextafter(near, -inf), nextafter(near, inf)


def around_decimal(number: Decimal) -> Bounds:
    """The same for a decimal of any size; one beyond floats is not expanded."""
    if number and abs(number.adjusted()) > _MOST_DIGITS:
        below: Bounds = (_GREATEST, inf) if number.adjusted() > 0 else (0.0, _LEAST)
        return below if number > 0 else (-below[1], -below[0])
    return around(number)


def product(left: Bounds, right: Bounds) -> Bounds:
    """The products of two intervals' numbers."""
    if left[0] >= 0.0 and right[0] >= 0.0:
        return down(_times(left[0], right[0])), up(_times(left[1], right[1]))
    corners = [_times(x, y) for x in left for y in right]
    return down(min(corners)), up(max(corners))


def quotient(above: Bounds, below: Bounds, within: Bounds = EVERYTHING) -> Bounds:
    """The quotients of two intervals' numbers that lie within a third, zero divisors left out.

    A divisor on both sides of zero gives two pieces; where only one of them lies within the
    third interval, only that one counts.
    """
    if below[0] > 0.0 or below[1] < 0.0:
        corners = [_over(x, y) for x in above for y in below]
        return down(min(corners)), up(max(corners))
    left = _by_positive((-above[1], -above[0]), (0.0, -below[0]))
    right = _by_positive(above, (0.0, below[1]))
    if not below[0] or not below[1]:
        return right if below[1] else left
    return _hull(_both(left, within), _both(right, within))


def power(base: Bounds, exponent: int) -> Bounds:
    """The powers of an interval's numbers, for a positive exponent."""
    low, high = base
    if exponent % 2 == 0 and low < 0.0:
        low, high = (-high, -low) if high <= 0.0 else (0.0, max(-low, high))
    return down(_raised(low, exponent)), up(_raised(high, exponent))


def root(number: float, degree: int) -> float:
    """About the root of a number; of the same sign, so an even degree wants a positive one."""
    if isinf(number) or degree == 1:
        return number
    return float(copysign(abs(number) ** (1.0 / degree), number))


def root_down(number: float, degree: int) -> float:
    """A lower bound of a root."""
    return down(root(number, degree), _ROOT_STEP)


def root_up(number: float, degree: int) -> float:
    """An upper bound of a root."""
    return up(root(number, degree), _ROOT_STEP)


def _by_positive(above: Bounds, below: Bounds) -> Bounds:
    """Quotients by the numbers above 0 and up to a bound; none if that is 0 too."""
    if not below[1]:
        return NOTHING
    low = down(_over(above[0], below[1])) if above[0] >= 0.0 else -inf
    high = up(_over(above[1], below[1])) if above[1] <= 0.0 else inf
    return low, high


def _both(left: Bounds, right: Bounds) -> Bounds:
    low, high = max(left[0], right[0]), min(left[1], right[1])
    is_touching = low <= high or low - high <= GAP * max(abs(low), abs(high))
    return (low, high) if is_touching else NOTHING


def _hull(left: Bounds, right: Bounds) -> Bounds:
    return min(left[0], right[0]), max(left[1], right[1])


def _times(left: float, right: float) -> float:
    if left == 0.0 or right == 0.0:
        return 0.0
    result = left * right
    return result or copysign(_LEAST, result)


def _over(above: float, below: float) -> float:
    if above == 0.0 or isinf(below):
        return 0.0
    result = above / below
    return result or copysign(_LEAST, result)


def _raised(base: float, exponent: int) -> float:
    result = base
    for _ in range(exponent - 1):
        result = _times(result, base)
    return result
