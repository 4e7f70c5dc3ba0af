"""The constraint that a variable is the weighted mean of others.

The exact range of a weighted mean whose weights lie between bounds is a fractional linear program
that sorting solves: the best mean takes the heaviest weights for the best values and the lightest
for the rest (as in a fractional knapsack), so one pass over the sorted values finds it.
"""

from __future__ import annotations

from itertools import accumulate
from math import inf, isfinite
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.constraints.rounding import NOTHING, down, product, quotient, up

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kpicli.constraints.primitives import Narrowing, Values
    from kpicli.constraints.rounding import Bounds

_LOST = 2.0**-49
_Item = tuple[float, float, float]
"""A value's bound, and the lowest and highest weight."""


class WeightedMean(Struct, frozen=True):
    """A result that is the mean of values with as many weights; weights do not add up to 0.

    Variables may repeat. It narrows only while no weight can be negative.
    """

    result: int
    operands: tuple[int, ...]
    weights: tuple[int, ...]
    narrows_unasked = False

    @property
    def variables(self) -> tuple[int, ...]:
        """The result, the values, the weights."""
        return self.result, *self.operands, *self.weights

    def narrow(self, low: Values, high: Values) -> Narrowing:
        """The exact range forward; back, each value and weight is what balances the others."""
        if any(low[w] < 0.0 for w in self.weights):
            return
        z = self.result
        if all(high[w] == 0.0 for w in self.weights):
            yield z, *NOTHING
            return
        yield z, -_greatest(self._items(low, high, -1)), _greatest(self._items(low, high, 1))
        yield from self._narrow_back(low, high)

    def value(self, values: Values) -> float | None:
        """The weighted mean."""
        total = sum(values[w] for w in self.weights)
        pairs = zip(self.operands, self.weights, strict=True)
        return sum(values[x] * values[w] for x, w in pairs) / total if total else None

    def renumbered(self, numbers: Mapping[int, int]) -> WeightedMean:
        """The same between other variables."""
        operands = tuple(numbers[x] for x in self.operands)
        return WeightedMean(numbers[self.result], operands, tuple(numbers[w] for w in self.weights))

    def _items(self, low: Values, high: Values, sign: int) -> list[_Item]:
        """The values at their upper bounds, or for -1 negated at their lower ones."""
        bound = high if sign > 0 else low
        pairs = zip(self.operands, self.weights, strict=True)
        return [(sign * bound[x], low[w], high[w]) for x, w in pairs if high[w] > 0.0]

    def _narrow_back(self, low: Values, high: Values) -> Narrowing:
        """Solves `sum(weight * (value - mean)) = 0` for each value and each weight."""
        z, pairs = self.result, tuple(zip(self.operands, self.weights, strict=True))
        apart = [(down(low[x] - high[z]), up(high[x] - low[z])) for x, _ in pairs]
        pulls = [product((low[w], high[w]), a) for (_, w), a in zip(pairs, apart, strict=True)]
        for (x, w), away, others in zip(pairs, apart, _sums_of_others(pulls), strict=True):
            against = (-others[1], -others[0])
            if not away[0] <= 0.0 <= away[1]:
                yield w, *quotient(against, away, (low[w], high[w]))
            if low[w] > 0.0:
                least, most = quotient(against, (low[w], high[w]))
                yield x, down(low[z] + least), up(high[z] + most)


def _greatest(items: Sequence[_Item]) -> float:
    """An upper bound of the weighted mean, -inf where there is nothing to weigh."""
    falling = sorted(items, reverse=True)
    weighed = sum(low for _, low, _ in falling)
    total = sum(low * value for value, low, _ in falling if low)
    size = sum(low * abs(value) for value, low, _ in falling if low)
    best = -inf
    for value, low, high in falling:
        if not isfinite(size):
            return up(falling[0][0])
        if weighed > 0.0:
            best = max(best, (total + size * len(items) * _LOST) / weighed)
        if high == inf or value <= best:
            return up(min(max(best, value), falling[0][0]))
        weighed += high - low
        total += (high - low) * value
        size += (high - low) * abs(value)
    if not isfinite(size):
        return up(falling[0][0])
    last = (total + size * len(items) * _LOST) / weighed
    return up(min(max(best, last), falling[0][0]))


def _sums_of_others(parts: Sequence[Bounds]) -> Iterator[Bounds]:
    """For each interval the sum of all others, without subtracting it from the whole."""
    size = sum(abs(bound) for part in parts for bound in part if abs(bound) != inf)
    loss = size * len(parts) * _LOST
    before = [tuple(accumulate((part[end] for part in parts), initial=0.0)) for end in (0, 1)]
    reverse = parts[::-1]
    after = [tuple(accumulate((part[end] for part in reverse), initial=0.0)) for end in (0, 1)]
    for index in range(len(parts)):
        rest = len(parts) - index - 1
        yield before[0][index] + after[0][rest] - loss, before[1][index] + after[1][rest] + loss
