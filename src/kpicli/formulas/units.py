"""Units as products of symbols with whole exponents, times a scale."""

from __future__ import annotations

from enum import Enum, auto
from fractions import Fraction

from msgspec import Struct

from kpicli.formulas.currencies import CURRENCIES

TIME_SYMBOLS = frozenset({"s", "month"})
"""The two bases of time. They never convert into each other: no month has a fixed length."""

PERCENT = Fraction(1, 100)

Symbols = tuple[tuple[str, int], ...]


class Compatibility(Enum):
    """Whether two units measure the same kind of thing."""

    SAME = auto()
    """They convert into each other by their scales."""
    CLASH_HARD = auto()
    """Currencies or times differ: no conversion exists."""
    CLASH_SOFT = auto()
    """Only the things counted differ, which may be a matter of words."""


class Unit(Struct, frozen=True, eq=False):
    """A unit: what it is made of, and how many of that one of it is.

    `symbols` are currency codes, `s`, `month` and count nouns with their exponents, sorted, none
    zero. `scale` is positive: 1000 for `kEUR`, 1/100 for `%`, 60 for `min`. `text` is the unit as
    written; it plays no part in equality.
    """

    symbols: Symbols
    scale: Fraction
    text: str

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Unit):
            return NotImplemented
        return self.symbols == other.symbols and self.scale == other.scale

    def __hash__(self) -> int:
        return hash((self.symbols, self.scale))

    @property
    def is_dimensionless(self) -> bool:
        """Whether it is a pure number, such as `%`."""
        return not self.symbols

    @property
    def is_percent(self) -> bool:
        """Whether it counts hundredths: `%` or `pp`."""
        return not self.symbols and self.scale == PERCENT

    @property
    def is_currency(self) -> bool:
        """Whether it is an amount of money, at any scale."""
        return len(self.symbols) == 1 and self.symbols[0][1] == 1 and _is_money(self.symbols[0][0])

    def __mul__(self, other: Unit) -> Unit:
        return product(((self, 1), (other, 1)))

    def __truediv__(self, other: Unit) -> Unit:
        return product(((self, 1), (other, -1)))

    def __pow__(self, exponent: int) -> Unit:
        return product(((self, exponent),))


def product(factors: tuple[tuple[Unit, int], ...], text: str | None = None) -> Unit:
    """The product of units to whole powers; without a text it spells itself from its symbols."""
    exponents: dict[str, int] = {}
    scale = Fraction(1)
    for unit, power in factors:
        scale *= unit.scale**power
        for symbol, exponent in unit.symbols:
            exponents[symbol] = exponents.get(symbol, 0) + exponent * power
    symbols = tuple(sorted((symbol, n) for symbol, n in exponents.items() if n))
    return Unit(symbols, scale, _spelled(symbols, scale) if text is None else text)


def compare_units(left: Unit, right: Unit) -> Compatibility:
    """Whether two units agree.

    A share of counted things agrees with a pure number: customers by leads is a `%` to everybody.
    """
    if left.symbols == right.symbols:
        return Compatibility.SAME
    if _hard(left) != _hard(right):
        return Compatibility.CLASH_HARD
    is_share = _is_share_beside(left, right) or _is_share_beside(right, left)
    return Compatibility.SAME if is_share else Compatibility.CLASH_SOFT


def _hard(unit: Unit) -> Symbols:
    return tuple(factor for factor in unit.symbols if _is_hard(factor[0]))


def _is_hard(symbol: str) -> bool:
    return symbol in TIME_SYMBOLS or _is_money(symbol)


def _is_money(symbol: str) -> bool:
    # Count nouns are lower case, so that none can be mistaken for a code.
    return symbol in CURRENCIES


def _is_share_beside(unit: Unit, other: Unit) -> bool:
    counted = [n for symbol, n in unit.symbols if not _is_hard(symbol)]
    return sum(counted) == 0 and all(_is_hard(symbol) for symbol, _ in other.symbols)


def _spelled(symbols: Symbols, scale: Fraction) -> str:
    if not symbols and scale == PERCENT:
        return "%"
    above = "*".join(_raised(symbol, n) for symbol, n in symbols if n > 0)
    below = "".join(f"/{_raised(symbol, -n)}" for symbol, n in symbols if n < 0)
    if scale == 1 or not symbols:
        return f"{above or scale}{below}"
    return f"{scale} {above or 1}{below}"


def _raised(symbol: str, exponent: int) -> str:
    return symbol if exponent == 1 else f"{symbol}^{exponent}"
