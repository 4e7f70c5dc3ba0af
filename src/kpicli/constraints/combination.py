"""Weighted sums of what is known: found by the simplex method, proved exactly, told as a bound.

Propagation and cases look at one equation at a time, and have nothing to halve where quantities
have no upper end. Sums of rows see such systems whole: what stays of them when all unknowns
cancel is a contradiction, or there is none to be seen.
"""

from __future__ import annotations

from fractions import Fraction
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from kpicli.constraints.certificate import Bounded, certificate
from kpicli.constraints.lemma import Lemma
from kpicli.constraints.linearised import Row, linearised
from kpicli.constraints.propagation import Until, continued
from kpicli.constraints.rounding import around
from kpicli.constraints.simplex import Sum, blocked
from kpicli.constraints.trail import HIGH, LOW

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kpicli.constraints.certificate import Weighted
    from kpicli.constraints.linearised import End, Linearised
    from kpicli.constraints.propagation import Propagation

MOST_PRIMITIVES = 150
"""Larger parts of a system are left to propagation and cases."""
_MOST_PIVOTS = 150


def contradiction(propagation: Propagation) -> tuple[Weighted, ...]:
    """Rows and bounds that prove that no values are left between a propagation's bounds.

    They are weighted so that everything in them cancels; none if there are none, or if they are not
    found within the work allowed.
    """
    if len(propagation.network.primitives) > MOST_PRIMITIVES:
        return ()
    rows = linearised(propagation)
    low, high = propagation.low, propagation.high
    nonzero = frozenset(x for x in rows.nonzero if not low[x] or not high[x])
    found = _found(rows, Bounded(low, high, nonzero))
    if found is None and nonzero:
        found = _found(rows, Bounded(low, high, frozenset()))
    return found or ()


class Combined(NamedTuple):
    """A propagation that has come to a conflict by a combination."""

    propagation: Propagation
    """What the combination proves is a primitive of its own, the last of the network."""
    causes: tuple[int, ...]
    """The other primitives, by index, that it follows from."""


def combined(propagation: Propagation) -> Combined | None:
    """A propagation without conflict that goes on with what a combination proves, if one does."""
    parts = contradiction(propagation)
    if not parts:
        return None
    network = propagation.network
    causes = sorted(frozenset[int]().union(*(part.row.causes for part in parts)))
    origin = sorted({equation for index in causes for equation in network.origins[index][0]})
    further = replace(
        network,
        primitives=(*network.primitives, _lemma(propagation, parts)),
        origins=(*network.origins, (tuple(origin),)),
    )
    result = continued(propagation, further)
    result.run(Until.CONFLICT)
    return Combined(result, tuple(causes)) if result.clashes else None


def _found(rows: Linearised, bounded: Bounded) -> tuple[Weighted, ...] | None:
    """The proof of a contradiction, empty if none can be; none if what was found is no proof."""
    new = rows.width - len(bounded.low)
    try:
        sums = [_sum(row) for row in rows.rows]
        low, high = (*bounded.low, *[-inf] * new), (*bounded.high, *[inf] * new)
        numbers = blocked(low, high, sums, bounded.nonzero, _MOST_PIVOTS)
    except (OverflowError, ZeroDivisionError):
        return ()
    chosen = [rows.rows[number - rows.width] for number in numbers if number >= rows.width]
    free = [number for number in numbers if number < rows.width]
    return (certificate(chosen, free, bounded) or None) if numbers else ()


def _sum(row: Row) -> Sum:
    low = -inf if row.low is None else float(row.low)
    high = inf if row.high is None else float(row.high)
    return Sum({x: float(factor) for x, factor in row.terms.items()}, low, high)


def _lemma(propagation: Propagation, parts: Sequence[Weighted]) -> Lemma:
    """What the rest of a contradiction says of the variable whose bound it runs into."""
    target = _target(propagation, parts)
    others = [part for part in parts if part is not target]
    premises = sorted({end for part in others for end in _premises(part)})
    placed = tuple((y, end, _at(propagation, y, end)) for y, end in premises)
    if target.variable is None:
        # No bound of its own is left out: nothing at all is left for the first variable.
        return Lemma(min(x for part in parts for x in part.row.terms), HIGH, -inf, placed)
    rest = _total(others) / -target.weight
    end = HIGH if target.weight > 0 else LOW
    return Lemma(target.variable, end, around(rest)[end], placed)


def _target(propagation: Propagation, parts: Sequence[Weighted]) -> Weighted:
    """A bound that a fact gives, if there is one, of a variable with a name, and more than a sign.

    Where only a variable that is not 0 makes the contradiction, it has to be such a one.
    """
    is_tight = not _total(parts)
    given = {(each.variable, each.end): each.cause < 0 for each in propagation.trail}

    def rank(part: Weighted) -> tuple[bool, bool, bool, bool, int]:
        x = part.variable
        if x is None:
            return False, False, False, False, 0
        is_given = given.get((x, LOW if part.weight > 0 else HIGH), False)
        is_named, is_zero = propagation.network.names[x] is not None, not part.least
        return is_tight and is_zero, is_given, is_named, not is_zero, -x

    return max(parts, key=rank)


def _premises(part: Weighted) -> Iterable[End]:
    """The bounds that a part of a contradiction rests on."""
    if part.variable is None:
        return part.row.premises
    return ((part.variable, LOW if part.weight > 0 else HIGH),)


def _total(parts: Iterable[Weighted]) -> Fraction:
    return sum((part.least or Fraction(0) for part in parts), Fraction(0))


def _at(propagation: Propagation, x: int, end: int) -> float:
    return propagation.high[x] if end == HIGH else propagation.low[x]
