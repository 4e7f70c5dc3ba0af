"""Intervals of numbers, with or without their bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from decimal import Decimal


class Interval(Struct, frozen=True):
    """The numbers from one bound to another.

    No bound on a side is none. An open bound is not in the interval itself; where there is no
    bound, open means nothing.
    """

    low: Decimal | None = None
    high: Decimal | None = None
    low_open: bool = False
    high_open: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether no number lies in it."""
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))

    def contains(self, value: Decimal) -> bool:
        """Whether a number lies in it."""
        return not (self._is_below(value) or self._is_above(value))

    def intersection(self, other: Interval) -> Interval:
        """The numbers that lie in both; it may be empty."""
        lower = other if self._starts_before(other) else self
        upper = other if self._ends_after(other) else self
        return Interval(lower.low, upper.high, lower.low_open, upper.high_open)

    def gap_to(self, other: Interval) -> Decimal | None:
        """How far this one's end lies below the other's start, 0 where only open bounds touch.

        None where it does not lie wholly below.
        """
        if self.high is None or other.low is None or self.high > other.low:
            return None
        if self.high == other.low and not (self.high_open or other.low_open):
            return None
        return other.low - self.high

    def __str__(self) -> str:
        if self.is_empty:
            return "no value"
        if self.low is None:
            return self._upper_words()
        if self.high is None:
            return f"above {shown(self.low)}" if self.low_open else f"at least {shown(self.low)}"
        if self.low_open or self.high_open:
            return f"{Interval(self.low, None, self.low_open)} and {self._upper_words()}"
        if self.low == self.high:
            return f"exactly {shown(self.low)}"
        return f"{shown(self.low)} to {shown(self.high)}"

    def _upper_words(self) -> str:
        if self.high is None:
            return "any value"
        return f"below {shown(self.high)}" if self.high_open else f"at most {shown(self.high)}"

    def _is_below(self, value: Decimal) -> bool:
        """Whether the number lies before the start."""
        return self.low is not None and (value < self.low or (self.low_open and value == self.low))

    def _is_above(self, value: Decimal) -> bool:
        """Whether the number lies after the end."""
        return self.high is not None and (
            value > self.high or (self.high_open and value == self.high)
        )

    def _starts_before(self, other: Interval) -> bool:
        if self.low is None or other.low is None:
            return self.low is None
        return (self.low, self.low_open) < (other.low, other.low_open)

    def _ends_after(self, other: Interval) -> bool:
        if self.high is None or other.high is None:
            return self.high is None
        return (self.high, not self.high_open) > (other.high, not other.high_open)


def shown(number: Decimal) -> str:
    """A number for people: thousands apart, no trailing zeros, never an exponent."""
    text = f"{number:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
