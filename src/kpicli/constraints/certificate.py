"""Weights by which rows cancel and yet leave something: a contradiction, proved on fractions."""

from __future__ import annotations

from fractions import Fraction
from math import isfinite
from typing import TYPE_CHECKING, NamedTuple

from kpicli.constraints.linearised import Row
from kpicli.constraints.rounding import GAP

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

_NONE = Fraction(0)
_GAP = Fraction(GAP)


class Bounded(NamedTuple):
    """Bounds of variables, and which of them are not 0 itself."""

    low: Sequence[float]
    high: Sequence[float]
    nonzero: Collection[int]


class Weighted(NamedTuple):
    """A row, and what it is multiplied with before it is added to others."""

    row: Row
    weight: Fraction

    @property
    def least(self) -> Fraction | None:
        """What the weighted sum is at least, if it has a bound."""
        end = self.row.low if self.weight > 0 else self.row.high
        return None if end is None else self.weight * end

    @property
    def variable(self) -> int | None:
        """The variable of which the row is the bound; none for any other row."""
        return None if self.row.causes or self.row.premises else next(iter(self.row.terms))


def certificate(
    rows: Sequence[Row], free: Collection[int], bounded: Bounded
) -> tuple[Weighted, ...]:
    """The rows and bounds whose weighted sum is 0 and should be more; none if there are none.

    Only bounds of the free variables are used. What should be more has to be so by more than a
    billionth of what is added up, or because a variable in it is not 0.
    """
    weights = _cancelling(rows, frozenset(free))
    for sign in (1, -1) if weights else ():
        parts = [Weighted(row, sign * w) for row, w in zip(rows, weights, strict=True) if w]
        parts += _bounds(parts, bounded)
        if _is_contradiction(parts, bounded.nonzero):
            return tuple(parts)
    return ()


def _bounds(parts: Sequence[Weighted], bounded: Bounded) -> list[Weighted]:
    """The bounds of variables that take away what weighted rows leave."""
    left: dict[int, Fraction] = {}
    for row, weight in parts:
        for x, factor in row.terms.items():
            left[x] = left.get(x, _NONE) + weight * Fraction(factor)
    return [Weighted(_bound(x, bounded), -rest) for x, rest in left.items() if rest]


def _bound(x: int, bounded: Bounded) -> Row:
    """What the bounds of a variable say; a new product has none."""
    if x >= len(bounded.low):
        return Row({x: 1}, None, None)
    ends = bounded.low[x], bounded.high[x]
    low, high = (Fraction(end) if isfinite(end) else None for end in ends)
    return Row({x: 1}, low, high)


def _is_contradiction(parts: Sequence[Weighted], nonzero: Collection[int]) -> bool:
    """Whether a sum that is 0 is more than 0, by more than rounding."""
    known = [least for part in parts if (least := part.least) is not None]
    if len(known) < len(parts):
        return False
    total = sum(known, _NONE)
    if total > _GAP * sum(map(abs, known)):
        return True
    return total >= 0 and any(_is_strict(part, parts, nonzero) for part in parts)


def _is_strict(part: Weighted, parts: Sequence[Weighted], nonzero: Collection[int]) -> bool:
    """Whether a variable that is not 0 has the bound 0, and a weight that is not rounding."""
    x = part.variable
    if x is None or x not in nonzero or part.least != 0:
        return False
    others = (abs(each.weight * Fraction(each.row.terms.get(x, 0))) for each in parts)
    return 2 * abs(part.weight) > _GAP * sum(others, _NONE)


def _cancelling(rows: Sequence[Row], free: Collection[int]) -> list[Fraction]:
    """The weights, but for a factor, by which all but the free variables cancel."""
    solved: dict[int, dict[int, Fraction]] = {}
    for equation in _equations(rows, free):
        for number, terms in solved.items():
            _put_in(equation, number, terms)
        if not equation:
            continue
        number = max(equation)
        factor = -equation.pop(number)
        terms = {other: each / factor for other, each in equation.items()}
        for others in solved.values():
            _put_in(others, number, terms)
        solved[number] = terms
    chosen = [number for number in range(len(rows)) if number not in solved]
    if len(chosen) != 1:
        return []
    solved[chosen[0]] = {chosen[0]: Fraction(1)}
    return [solved[number].get(chosen[0], _NONE) for number in range(len(rows))]


def _equations(rows: Sequence[Row], free: Collection[int]) -> list[dict[int, Fraction]]:
    """For each variable that is to cancel its factors by row."""
    found: dict[int, dict[int, Fraction]] = {}
    for number, row in enumerate(rows):
        for x, factor in row.terms.items():
            if x not in free:
                found.setdefault(x, {})[number] = Fraction(factor)
    return [found[x] for x in sorted(found)]


def _put_in(equation: dict[int, Fraction], number: int, terms: Mapping[int, Fraction]) -> None:
    """Puts what an unknown equals into an equation."""
    factor = equation.pop(number, None)
    if factor is None:
        return
    for other, each in terms.items():
        rest = equation.pop(other, _NONE) + factor * each
        if rest:
            equation[other] = rest
