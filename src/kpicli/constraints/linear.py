"""The constraint that a variable is a weighted sum of others and a constant."""

from __future__ import annotations

from itertools import accumulate
from math import fsum, inf
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.constraints.rounding import down, up

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kpicli.constraints.affine import Exact
    from kpicli.constraints.primitives import Narrowing, Values

_LOST = 2.0**-50
"""More than what one more term can lose by rounding, relative to the terms' size."""
_FEW = 4
_PLAIN = (1.0, -1.0)


class Linear(Struct, frozen=True):
    """A result that is a constant plus the sum of factors times different variables."""

    result: int
    operands: tuple[int, ...]
    factors: tuple[float, ...]
    """None of them 0."""
    constant: float = 0.0
    exact: tuple[Exact, ...] = ()
    """The factors and the constant as they are, where floats cannot be trusted with them."""

    @property
    def variables(self) -> tuple[int, ...]:
        """The result and the operands."""
        return self.result, *self.operands

    @property
    def narrows_unasked(self) -> bool:
        """A constant alone is known at once."""
        return not self.operands

    def narrow(self, low: Values, high: Values) -> Narrowing:
        """Adds up forward; back, each operand is what the others leave of the result."""
        z, constant = self.result, self.constant
        lows, highs = self._terms(low, high)
        if len(lows) <= _FEW and self._is_plain and (exact := self._exact(lows, highs, low, high)):
            yield from exact
            return
        low_loss, high_loss = _loss(lows, constant), _loss(highs, constant)
        yield z, sum(lows, constant) - low_loss, sum(highs, constant) + high_loss
        floor, ceiling = low[z], high[z]
        if floor > -inf:
            loss = high_loss + abs(floor) * _LOST
            for x, factor, others in self._others(highs):
                least = floor - others - loss
                yield (
                    (x, -inf, up(least / factor)) if factor < 0 else (x, down(least / factor), inf)
                )
        if ceiling < inf:
            loss = low_loss + abs(ceiling) * _LOST
            for x, factor, others in self._others(lows):
                most = ceiling - others + loss
                yield (x, down(most / factor), inf) if factor < 0 else (x, -inf, up(most / factor))

    @property
    def _is_plain(self) -> bool:
        """Whether the terms are the operands but for their signs, and so are exact."""
        return all(factor in _PLAIN for factor in self.factors)

    def _exact(
        self, lows: list[float], highs: list[float], low: Values, high: Values
    ) -> list[tuple[int, float, float]]:
        """The same for a few exact terms, added up without loss; nothing beyond floats.

        What cancels is then exactly 0, and a difference that cannot be negative divides well.
        """
        z, constant = self.result, self.constant
        try:
            sums = fsum((*lows, constant)), fsum((*highs, constant))
            found = [(z, down(sums[0]), up(sums[1]))]
            floor, ceiling = max(low[z], found[0][1]), min(high[z], found[0][2])
            for index, x in enumerate(self.operands):
                most = fsum((ceiling, -constant, *_negated_but(lows, index)))
                least = fsum((floor, -constant, *_negated_but(highs, index)))
                ends = (down(least), up(most))
                is_turned = self.factors[index] < 0
                found.append((x, -ends[1], -ends[0]) if is_turned else (x, *ends))
        except (OverflowError, ValueError):
            return []
        return found

    def supports(self, variable: int, end: int) -> list[tuple[int, int]]:
        """The ends that an end of a variable follows from; an end is 0 for low, 1 for high."""
        if variable == self.result:
            return [(x, end ^ (factor < 0)) for x, factor in self._pairs()]
        own = end ^ (self.factors[self.operands.index(variable)] < 0)
        others = [(x, own ^ (f > 0)) for x, f in self._pairs() if x != variable]
        return [(self.result, own), *others]

    def value(self, values: Values) -> float | None:
        """The sum; none beyond floats."""
        try:
            return fsum((self.constant, *(values[x] * factor for x, factor in self._pairs())))
        except (OverflowError, ValueError):
            return None

    def size(self, values: Values) -> float:
        """The sum of the terms' magnitudes, against which rounding is to be judged."""
        return abs(self.constant) + sum(abs(values[x] * factor) for x, factor in self._pairs())

    def renumbered(self, numbers: Mapping[int, int]) -> Linear:
        """The same between other variables."""
        operands = tuple(numbers[x] for x in self.operands)
        return Linear(numbers[self.result], operands, self.factors, self.constant, self.exact)

    def _pairs(self) -> zip[tuple[int, float]]:
        return zip(self.operands, self.factors, strict=True)

    def _terms(self, low: Values, high: Values) -> tuple[list[float], list[float]]:
        """The terms at their least and at their greatest."""
        pairs = tuple(self._pairs())
        lows = [(low[x] if factor > 0 else high[x]) * factor for x, factor in pairs]
        return lows, [(high[x] if factor > 0 else low[x]) * factor for x, factor in pairs]

    def _others(self, terms: list[float]) -> Iterator[tuple[int, float, float]]:
        """Each operand with its factor and the sum of all other terms, where that is finite."""
        endless = [index for index, term in enumerate(terms) if abs(term) == inf]
        if len(endless) > 1:
            return
        until, after = _sums(terms, self.constant), _sums(terms[::-1])
        count = len(terms)
        for index in endless or range(count):
            others = until[index] + after[count - index - 1]
            yield self.operands[index], self.factors[index], others


def _negated_but(terms: list[float], index: int) -> list[float]:
    """The other terms with their signs turned."""
    return [-term for number, term in enumerate(terms) if number != index]


def _loss(terms: list[float], constant: float) -> float:
    """What summing the finite terms may lose by rounding."""
    size = sum(map(abs, terms), abs(constant))
    if size == inf:
        size = sum((abs(term) for term in terms if abs(term) != inf), abs(constant))
    return size * (len(terms) + 4) * _LOST


def _sums(terms: list[float], start: float = 0.0) -> list[float]:
    """The sums of no term, the first, the first two, and so on."""
    return list(accumulate(terms, initial=start))
