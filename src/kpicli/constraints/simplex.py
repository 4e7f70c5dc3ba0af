"""Whether sums can all lie between bounds at once: the simplex method as solvers of logic use it.

Every variable has bounds, and so has every sum, as one more variable (Dutertre, de Moura 2006). A
sum outside its bounds is exchanged for a variable that can still move. Where none can, the sum and
these variables contradict each other. It works on floats, so what it says is a hint that others
have to prove.
"""

from __future__ import annotations

from math import frexp, ldexp
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

_TOLERANCE = 1e-9
_NOISE = 1e-11
"""A factor that shrinks below it is 0."""
_LEAST = 1e-5
"""How far from 0 a variable is at least that is not 0: more than the tolerance."""
_SCALINGS = 4
_GREEDY = 0.5
"""The share of exchanges that go by size; the others go by number and never come back."""


class Sum(NamedTuple):
    """A sum of variables with factors, and the numbers between which it is to lie."""

    terms: Mapping[int, float]
    low: float
    high: float


def blocked(
    low: Sequence[float],
    high: Sequence[float],
    sums: Sequence[Sum],
    nonzero: Collection[int],
    pivots: int,
) -> tuple[int, ...]:
    """The variables and sums whose bounds contradict each other; sums come after the variables.

    None if there are none, or if they are not found with so many exchanges. Of the variables that
    are not zero, those with the bound 0 keep away from it.

    Raises:
        OverflowError, ZeroDivisionError: Numbers lie too far apart for floats.
    """
    scales, factors = _scales(len(low), sums)
    ends = [
        *((end * scale, top * scale) for end, top, scale in zip(low, high, scales, strict=True)),
        *((each.low * f, each.high * f) for each, f in zip(sums, factors, strict=True)),
    ]
    for x in nonzero:
        ends[x] = (ends[x][0] or _LEAST, ends[x][1] or -_LEAST)
    tableau = _Tableau([end for end, _ in ends], [end for _, end in ends])
    for number, (each, factor) in enumerate(zip(sums, factors, strict=True), len(low)):
        tableau.add(number, {x: f * factor / scales[x] for x, f in each.terms.items()})
    return tableau.solved(pivots)


class _Tableau(Struct):
    """Some of the numbered variables as sums of the others, and a value for each."""

    low: list[float]
    high: list[float]
    values: list[float] = field(default_factory=list)
    rows: dict[int, dict[int, float]] = field(default_factory=dict)
    users: dict[int, set[int]] = field(default_factory=dict)
    """The rows that a variable is in."""

    def __post_init__(self) -> None:
        ends = zip(self.low, self.high, strict=True)
        self.values = [min(max(low, 0.0), high) for low, high in ends]

    def add(self, number: int, terms: dict[int, float]) -> None:
        """Adds a sum of variables, none of them a sum."""
        self.rows[number] = terms
        self.values[number] = sum(factor * self.values[x] for x, factor in terms.items())
        for x in terms:
            self.users.setdefault(x, set()).add(number)

    def solved(self, pivots: int) -> tuple[int, ...]:
        """A row whose bounds and those of its variables contradict each other, if there is one."""
        for used in range(pivots):
            choose = _greatest if used < _GREEDY * pivots else _first
            leaving = choose((miss, x) for x in self.rows if (miss := self._miss(x)))
            if leaving is None:
                return ()
            entering = choose(self._movable(leaving))
            if entering is None:
                return (leaving, *sorted(self.rows[leaving]))
            self._exchange(leaving, entering)
        return ()

    def _miss(self, x: int) -> float:
        """How far a value lies outside its bounds."""
        value, low, high = self.values[x], self.low[x], self.high[x]
        if value < low - _TOLERANCE * (1.0 + abs(low)):
            return low - value
        return value - high if value > high + _TOLERANCE * (1.0 + abs(high)) else 0.0

    def _movable(self, leaving: int) -> Iterable[tuple[float, int]]:
        """The variables of a row that can move to where it misses less, by their factors' size."""
        rises = self.values[leaving] < self.low[leaving]
        for x, factor in self.rows[leaving].items():
            value = self.values[x]
            if value < self.high[x] if (factor > 0) == rises else value > self.low[x]:
                yield abs(factor), x

    def _exchange(self, leaving: int, entering: int) -> None:
        """Puts a sum to its bound, and solves for a variable in it."""
        row = self.rows.pop(leaving)
        factor = row.pop(entering)
        end = max(self.low[leaving], min(self.high[leaving], self.values[leaving]))
        step = (end - self.values[leaving]) / factor
        self.values[leaving] = end
        self.values[entering] += step
        solved = {x: -each / factor for x, each in row.items()} | {leaving: 1.0 / factor}
        others = self.users.pop(entering) - {leaving}
        self.users[leaving] = set()
        for x in solved:
            self.users[x].discard(leaving)
            self.users[x].add(entering)
        self.rows[entering] = solved
        for number in sorted(others):
            self._put_in(number, entering, step)

    def _put_in(self, number: int, entering: int, step: float) -> None:
        row = self.rows[number]
        factor = row.pop(entering)
        self.values[number] += factor * step
        for x, each in self.rows[entering].items():
            before = row.pop(x, 0.0)
            after = before + factor * each
            if before and abs(after) < _NOISE * max(abs(before), 1e-3):
                self.users[x].discard(number)
                continue
            row[x] = after
            self.users[x].add(number)


def _greatest(choices: Iterable[tuple[float, int]]) -> int | None:
    """The choice of the greatest size, the first of equal ones."""
    found = max(((size, -x) for size, x in choices), default=None)
    return None if found is None else -found[1]


def _first(choices: Iterable[tuple[float, int]]) -> int | None:
    """The choice of the least number (Bland's rule)."""
    return min((x for _, x in choices), default=None)


def _scales(width: int, sums: Sequence[Sum]) -> tuple[list[float], list[float]]:
    """Powers of 2 by which variables and sums are multiplied to bring their factors near 1."""
    by_variable, by_sum = [1.0] * width, [1.0] * len(sums)
    at: list[list[tuple[int, float]]] = [[] for _ in range(width)]
    for number, each in enumerate(sums):
        for x, factor in each.terms.items():
            at[x].append((number, abs(factor)))
    for _ in range(_SCALINGS):
        for number, each in enumerate(sums):
            by_sum[number] = _near([abs(f) / by_variable[x] for x, f in each.terms.items()])
        for x, uses in enumerate(at):
            by_variable[x] = 1.0 / _near([factor * by_sum[number] for number, factor in uses])
    return by_variable, by_sum


def _near(sizes: Sequence[float]) -> float:
    """A power of 2 that brings the least and the greatest size as near to 1 as each other."""
    if not sizes:
        return 1.0
    exponent = frexp(min(sizes))[1] + frexp(max(sizes))[1]
    return ldexp(1.0, -(exponent // 2))
