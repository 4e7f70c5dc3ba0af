"""Student's t distribution in decimals: the same digits on every machine.

For whole degrees of freedom the probability is a finite sum (Abramowitz and Stegun, Handbook of
Mathematical Functions, 26.7.3 and 26.7.4), so that no gamma function is needed.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from kpicli.progress.precision import fixed_precision

_PI = Decimal("3.141592653589793238462643383279502884")
_PLACES = Decimal("1e-12")
_SMALL = Decimal("0.05")
_HALVINGS = 60


@fixed_precision()
def t_cdf(value: Decimal, freedom: int) -> Decimal:
    """P(T <= value) to 12 places, for at least one degree of freedom."""
    between = _between(abs(value), freedom)
    below = (1 + between) / 2 if value >= 0 else (1 - between) / 2
    return below.quantize(_PLACES)


@lru_cache(maxsize=512)
@fixed_precision()
def t_quantile(probability: Decimal, freedom: int) -> Decimal:
    """The value that T stays below with a probability in 0.5..1 (1 excluded), to 12 places."""
    within = 2 * probability - 1
    high = Decimal(1)
    while _between(high, freedom) < within:
        high *= 2
    low = Decimal(0)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if _between(middle, freedom) < within:
            low = middle
        else:
            high = middle
    return high.quantize(_PLACES)


def _between(value: Decimal, freedom: int) -> Decimal:
    """P(-value < T < value)."""
    squared_cosine = freedom / (freedom + value * value)
    sine = value / (freedom + value * value).sqrt()
    if freedom % 2 == 0:
        return sine * _sum_of_powers(squared_cosine, freedom, first=2)
    angle = _arctangent(value / Decimal(freedom).sqrt())
    if freedom > 1:
        angle += sine * squared_cosine.sqrt() * _sum_of_powers(squared_cosine, freedom, first=3)
    return 2 * angle / _PI


def _sum_of_powers(squared_cosine: Decimal, freedom: int, first: int) -> Decimal:
    """1 + a/first c² + a(a+2)/(first(first+2)) c⁴ + … with a = first - 1, up to freedom - 2."""
    term = total = Decimal(1)
    for below in range(first, freedom - 1, 2):
        term *= squared_cosine * (below - 1) / below
        total += term
    return total


def _arctangent(value: Decimal) -> Decimal:
    """By halving the angle until the power series is short."""
    factor = 1
    while value > _SMALL:
        value /= 1 + (1 + value * value).sqrt()
        factor *= 2
    squared, power, total = value * value, value, value
    for odd in range(3, 25, 2):
        power *= -squared
        total += power / odd
    return factor * total
