"""The constraints that a variable is the least or the greatest of others."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kpicli.constraints.primitives import Narrowing, Values


class Maximum(Struct, frozen=True):
    """A result that is the greatest of different variables."""

    result: int
    operands: tuple[int, ...]
    narrows_unasked = False

    @property
    def variables(self) -> tuple[int, ...]:
        """The result and the operands."""
        return self.result, *self.operands

    def narrow(self, low: Values, high: Values) -> Narrowing:
        """No operand is above the result; where only one can reach it, that one does."""
        z, operands = self.result, self.operands
        yield z, max(low[x] for x in operands), max(high[x] for x in operands)
        least, most = low[z], high[z]
        reaching = [x for x in operands if high[x] >= least]
        for x in operands:
            yield x, least if reaching == [x] else -inf, most

    def value(self, values: Values) -> float | None:
        """The greatest."""
        return max(values[x] for x in self.operands)

    def renumbered(self, numbers: Mapping[int, int]) -> Maximum:
        """The same between other variables."""
        return Maximum(numbers[self.result], tuple(numbers[x] for x in self.operands))


class Minimum(Struct, frozen=True):
    """A result that is the least of different variables."""

    result: int
    operands: tuple[int, ...]
    narrows_unasked = False

    @property
    def variables(self) -> tuple[int, ...]:
        """The result and the operands."""
        return self.result, *self.operands

    def narrow(self, low: Values, high: Values) -> Narrowing:
        """No operand is below the result; where only one can reach it, that one does."""
        z, operands = self.result, self.operands
        yield z, min(low[x] for x in operands), min(high[x] for x in operands)
        least, most = low[z], high[z]
        reaching = [x for x in operands if low[x] <= most]
        for x in operands:
            yield x, least, most if reaching == [x] else inf

    def value(self, values: Values) -> float | None:
        """The least."""
        return min(values[x] for x in self.operands)

    def renumbered(self, numbers: Mapping[int, int]) -> Minimum:
        """The same between other variables."""
        return Minimum(numbers[self.result], tuple(numbers[x] for x in self.operands))
