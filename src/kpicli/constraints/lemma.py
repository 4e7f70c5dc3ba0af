"""A bound that follows from other bounds by an argument that was proved once and is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kpicli.constraints.primitives import Narrowing, Values


class Lemma(Struct, frozen=True):
    """That a result is at most or at least a number where others lie as they did in the proof."""

    result: int
    end: int
    bound: float
    premises: tuple[tuple[int, int, float], ...]
    """Variables, which of their bounds, and the numbers within which these are."""
    narrows_unasked = False

    @property
    def variables(self) -> tuple[int, ...]:
        """The result, and what the premises are about."""
        return self.result, *dict.fromkeys(x for x, _, _ in self.premises if x != self.result)

    def narrow(self, low: Values, high: Values) -> Narrowing:
        """The bound, if all premises hold."""
        if all(high[x] <= to if end else low[x] >= to for x, end, to in self.premises):
            x = self.result
            yield (x, low[x], self.bound) if self.end else (x, self.bound, high[x])

    def supports(self, variable: int, end: int) -> list[tuple[int, int]]:
        """The ends that the bound follows from; an end is 0 for low, 1 for high."""
        assert (variable, end) == (self.result, self.end), "it says nothing of others"
        return [(x, other) for x, other, _ in self.premises]

    def value(self, _values: Values) -> float | None:
        """Nothing: it bounds its result and does not give it."""
        return None

    def renumbered(self, numbers: Mapping[int, int]) -> Lemma:
        """The same between other variables."""
        premises = tuple((numbers[x], end, to) for x, end, to in self.premises)
        return Lemma(numbers[self.result], self.end, self.bound, premises)
