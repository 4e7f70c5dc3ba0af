"""Sums solved for each other: what is left of linear equations without the unknown variables.

Propagation looks at one equation at a time. Where several share variables of which nothing is
known, only their combination says what it means for the others: `ab = a + b`, `bc = b + c`,
`ac = a + c` and `t = a + b + c` say `2 t = ab + bc + ac`.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.constraints.affine import Affine, total, variable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from kpicli.constraints.builder import Builder, Origin

_MOST_ROWS = 40
"""Larger systems of linear equations are left as they are."""
_MOST_TERMS = 64


class Row(Struct, frozen=True):
    """That a sum is zero, and the equations that say so."""

    affine: Affine
    origin: Origin


def row(result: int, affine: Affine, origin: Origin) -> Row:
    """That a variable equals a sum."""
    return Row(total((affine, variable(result).times(-1))), origin)


def add_combined(builder: Builder, rows: Sequence[Row], kept: AbstractSet[int]) -> None:
    """Adds what linear equations say about the kept variables alone."""
    short = [each for each in rows if len(each.affine.terms) <= _MOST_TERMS]
    for indices in entangled([tuple(each.affine.terms) for each in short]):
        for combined in _combined([short[index] for index in indices], kept):
            _add(builder, combined)


def entangled(rows: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """Equations that share variables, directly or through others, by index; not too many of them.

    Each is given by its variables. Those that form but a tree are left out: there, propagation
    through one after the other sees all that a combination does.
    """
    at: dict[int, list[int]] = {}
    for index, variables in enumerate(rows):
        for x in variables:
            at.setdefault(x, []).append(index)
    seen: set[int] = set()
    for start in range(len(rows)):
        if start not in seen:
            group = sorted(_reached(rows, at, start, seen))
            if len(group) <= _MOST_ROWS and _has_cycle([rows[index] for index in group]):
                yield group


def _reached(
    rows: Sequence[Sequence[int]], at: dict[int, list[int]], start: int, seen: set[int]
) -> list[int]:
    waiting, found, done = [start], [start], set[int]()
    seen.add(start)
    while waiting:
        for x in rows[waiting.pop()]:
            if x in done:
                continue
            done.add(x)
            new = [index for index in at[x] if index not in seen]
            seen.update(new)
            waiting += new
            found += new
    return found


def _has_cycle(group: Sequence[Sequence[int]]) -> bool:
    """Whether equations and their variables form more than a tree."""
    links = sum(map(len, group))
    return links >= len(group) + len({x for variables in group for x in variables})


def _combined(group: Sequence[Row], kept: AbstractSet[int]) -> Iterable[Row]:
    """The rows that are left when every other variable has been solved for and put in."""
    rows = list(group)
    originals = {each.affine.key for each in group}
    for x in sorted({x for each in group for x in each.affine.terms} - kept):
        using = [each for each in rows if x in each.affine.terms]
        if using:
            pivot = min(using, key=lambda each: (len(each.affine.terms), each.affine.key))
            rows = [each for each in rows if x not in each.affine.terms]
            rows += [_without(each, pivot, x) for each in using if each is not pivot]
    return [each for each in rows if each.affine.key not in originals]


def _without(each: Row, pivot: Row, x: int) -> Row:
    factor = -Fraction(each.affine.terms[x]) / pivot.affine.terms[x]
    affine = total((each.affine, pivot.affine.times(factor)))
    return Row(affine, tuple(sorted({*each.origin, *pivot.origin})))


def _add(builder: Builder, combined: Row) -> None:
    affine = combined.affine
    if affine.terms and len(affine.terms) <= _MOST_TERMS:
        x = min(affine.terms)
        builder.origin = combined.origin
        solved = affine.without(x).times(-1 / Fraction(affine.terms[x]))
        builder.give(x, solved, defines=False)
