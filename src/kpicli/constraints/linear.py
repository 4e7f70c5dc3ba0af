"""The constraint that a variable is a weighted sum of others and a constant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate
from math import fsum, inf
from typing import TYPE_CHECKING

from kpicli.constraints.rounding import down, up

if TYPE_CHECKING:
    from kpicli.constraints.primitives import Narrowing, Values

_LOST = 2.0**-50
"""More than what one more term can lose by rounding, relative to the terms' size."""


@dataclass(frozen=True, slots=True)
class Linear:
    """A result that is a constant plus the sum of factors times different variables."""

    result: int
    operands: tuple[int, ...]
    factors: tuple[float, ...]
    """None of them 0."""
    constant: float = 0.0

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
        low_loss, high_loss = _loss(lows, constant), _loss(highs, constant)
        until_low, until_high = _sums(lows, constant), _sums(highs, constant)
        yield z, until_low[-1] - low_loss, until_high[-1] + high_loss
        floor, ceiling = low[z], high[z]
        if floor == -inf and ceiling == inf:
            return
        after_low, after_high = _sums(lows[::-1])[::-1], _sums(highs[::-1])[::-1]
        for index, (operand, factor) in enumerate(zip(self.operands, self.factors, strict=True)):
            least = down(floor - (until_high[index] + after_high[index + 1]) - high_loss)
            most = up(ceiling - (until_low[index] + after_low[index + 1]) + low_loss)
            if factor > 0.0:
                yield operand, down(least / factor), up(most / factor)
            else:
                yield operand, down(most / factor), up(least / factor)

    def supports(self, variable: int, end: int) -> list[tuple[int, int]]:
        """The ends that an end of a variable follows from; an end is 0 for low, 1 for high."""
        if variable == self.result:
            return [(x, end ^ (factor < 0)) for x, factor in self._pairs()]
        own = end ^ (self.factors[self.operands.index(variable)] < 0)
        others = [(x, own ^ (f > 0)) for x, f in self._pairs() if x != variable]
        return [(self.result, own), *others]

    def value(self, values: Values) -> float | None:
        """The sum."""
        return fsum((self.constant, *(values[x] * factor for x, factor in self._pairs())))

    def size(self, values: Values) -> float:
        """The sum of the terms' magnitudes, against which rounding is to be judged."""
        return abs(self.constant) + sum(abs(values[x] * factor) for x, factor in self._pairs())

    def renumbered(self, numbers: Mapping[int, int]) -> Linear:
        """The same between other variables."""
        operands = tuple(numbers[x] for x in self.operands)
        return Linear(numbers[self.result], operands, self.factors, self.constant)

    def _pairs(self) -> zip[tuple[int, float]]:
        return zip(self.operands, self.factors, strict=True)

    def _terms(self, low: Values, high: Values) -> tuple[list[float], list[float]]:
        lows, highs = [], []
        for x, factor in self._pairs():
            if factor > 0.0:
                lows.append(low[x] * factor)
                highs.append(high[x] * factor)
            else:
                lows.append(high[x] * factor)
                highs.append(low[x] * factor)
        return lows, highs


def _loss(terms: list[float], constant: float) -> float:
    """What summing the finite terms may lose by rounding."""
    size = abs(constant) + sum(abs(term) for term in terms if abs(term) != inf)
    return size * (len(terms) + 4) * _LOST


def _sums(terms: list[float], start: float = 0.0) -> list[float]:
    """The sums of no term, the first, the first two, and so on."""
    return list(accumulate(terms, initial=start))
