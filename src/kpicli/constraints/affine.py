"""Sums of variables with exact factors, the form in which formulas are merged."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Exact = int | Fraction


class Affine(Struct, frozen=True):
    """A constant plus factors, none of them 0, times variables by number."""

    terms: Mapping[int, Exact]
    constant: Exact = 0

    @property
    def is_constant(self) -> bool:
        """Whether it names no variable."""
        return not self.terms

    @property
    def single(self) -> tuple[int, Exact] | None:
        """The variable and its factor, if there is one and no constant."""
        if len(self.terms) == 1 and not self.constant:
            return next(iter(self.terms.items()))
        return None

    @property
    def key(self) -> tuple[tuple[tuple[int, Exact], ...], Exact]:
        """The same for equal sums, whatever the order of their terms."""
        return tuple(sorted(self.terms.items())), self.constant

    def times(self, factor: Exact) -> Affine:
        """All of it times a factor."""
        if not factor:
            return Affine({})
        return Affine({x: f * factor for x, f in self.terms.items()}, self.constant * factor)

    def without(self, variable: int) -> Affine:
        """The rest beside one variable."""
        rest = {x: f for x, f in self.terms.items() if x != variable}
        return Affine(rest, self.constant)


def variable(number: int) -> Affine:
    """A variable alone."""
    return Affine({number: 1})


def total(parts: Iterable[Affine]) -> Affine:
    """The sum of sums; what cancels is gone."""
    terms: dict[int, Exact] = {}
    constant: Exact = 0
    for part in parts:
        constant += part.constant
        for x, factor in part.terms.items():
            terms[x] = terms.get(x, 0) + factor
    return Affine({x: factor for x, factor in terms.items() if factor}, constant)
