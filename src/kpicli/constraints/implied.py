"""Equations that follow from the others and see more: each variable stands in them once.

Propagation takes every mention of a variable for a variable of its own, so `n * price - n * cost`
is wider to it than `n * (price - cost)`. Such forms are added beside the original, also where
they run through several definitions.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.constraints.affine import Affine, total, variable
from kpicli.constraints.elimination import add_combined, row
from kpicli.constraints.primitives import Power, Primitive, Product, Quotient
from kpicli.constraints.weighted_mean import WeightedMean

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from kpicli.constraints.affine import Exact
    from kpicli.constraints.builder import Builder, Origin

_MOST_TERMS = 32
"""Sums are not written out to more terms."""
_MOST_FACTORS = 8


class _Expanded(Struct, frozen=True):
    """A sum in which no variable is itself a sum, and what was put together for it."""

    affine: Affine
    origin: Origin
    has_merged: bool
    """Whether a variable came in by two ways."""


def add_implied(builder: Builder, known: AbstractSet[int]) -> None:
    """Adds implied forms of the sums and quotients built so far; something is known of some."""
    algebra = _Algebra(builder, builder.definitions(), dict(builder.sums))
    rows = [row(x, affine, algebra.definitions[x][1]) for x, affine in algebra.sums.items()]
    add_combined(builder, [*rows, *builder.rows], known | algebra.nonlinear)
    for result, (primitive, origin) in algebra.definitions.items():
        builder.origin = origin
        if result in algebra.sums:
            algebra.imply_sum(result)
        elif isinstance(primitive, Quotient):
            algebra.imply_quotient(primitive)


class _Algebra(Struct, frozen=True):
    builder: Builder
    definitions: Mapping[int, tuple[Primitive, Origin]]
    sums: Mapping[int, Affine]

    @property
    def nonlinear(self) -> set[int]:
        """The variables in anything but sums."""
        definitions = self.definitions.items()
        others = (primitive for x, (primitive, _) in definitions if x not in self.sums)
        return {x for primitive in others for x in primitive.variables}

    def imply_sum(self, result: int) -> None:
        """Adds a sum written out, with its squares completed, and with common factors."""
        expanded = self._expanded(self.sums[result])
        if expanded is None:
            return
        affine = expanded.affine
        self.builder.origin = expanded.origin
        if expanded.has_merged:
            self.builder.give(result, affine, defines=False)
        for x in self._common_factors(affine):
            self._imply_factored(result, affine, x)
        for square in affine.terms:
            self._imply_completed(result, affine, square)

    def imply_quotient(self, quotient: Quotient) -> None:
        """Adds a quotient without what dividend and divisor have in common."""
        self._imply_cancelled(quotient)
        expanded = self._expanded(variable(quotient.above))
        if expanded is None:
            return
        self._imply_mean(quotient, expanded)
        inside, outside = self._split(expanded.affine, quotient.below)
        if inside != Affine({}):
            self.builder.origin = expanded.origin
            rest = self._over(outside, quotient.below)
            self.builder.give(quotient.result, total((inside, rest)), defines=False)

    def _imply_cancelled(self, quotient: Quotient) -> None:
        """Adds `1 / y` for `x / (x * y)`, and `y` for `x / (x / y)`."""
        given = self.builder.origin
        match self.definitions.get(quotient.below):
            case (Product(left=left, right=right), origin) if quotient.above in {left, right}:
                other = right if quotient.above == left else left
                self.builder.origin = tuple(sorted({*given, *origin}))
                whole = self._over(variable(self.builder.constant(1)), other)
                self.builder.give(quotient.result, whole, defines=False)
            case (Quotient(above=above, below=below), origin) if above == quotient.above:
                self.builder.origin = tuple(sorted({*given, *origin}))
                self.builder.give(quotient.result, variable(below), defines=False)
        self.builder.origin = given

    def _imply_mean(self, quotient: Quotient, above: _Expanded) -> None:
        """Adds that a quotient of sums is a weighted mean, if it is one written out.

        `(v * w + u * x + y) / (w + x)` is the mean of `v` and `u` by the weights `w` and `x`, plus
        `y / (w + x)`; `w / (w + 5)` is the mean of 1 and 0 by the weights `w` and 5.
        """
        below = self._expanded(variable(quotient.below))
        if below is None or len(below.affine.terms) + bool(below.affine.constant) < 2:  # noqa: PLR2004 - a mean of several
            return
        values, outside = self._weighed(above.affine, below.affine)
        if all(value == Affine({}) for value in values):
            return
        self.builder.origin = tuple(sorted({*above.origin, *below.origin}))
        mean = self._mean(values, _weights(below.affine))
        rest = self._over(outside, quotient.below)
        self.builder.give(quotient.result, total((mean, rest)), defines=False)

    def _weighed(self, above: Affine, below: Affine) -> tuple[list[Affine], Affine]:
        """What each weight of a divisor is multiplied with in a dividend, and what is left."""
        values = []
        for x, factor in sorted(below.terms.items()):
            inside, above = self._split(above, x)
            values.append(inside.times(1 / Fraction(factor)))
        if below.constant:
            values.append(Affine({}, Fraction(above.constant) / below.constant))
            above = Affine(above.terms)
        return values, above

    def _mean(self, values: list[Affine], weights: list[Affine]) -> Affine:
        if len({value.key for value in values}) == 1:
            return values[0]
        operands = tuple(map(self.builder.variable, values))
        by = tuple(map(self.builder.variable, weights))
        key = ("mean", operands, by)
        return variable(self.builder.made(key, lambda z: WeightedMean(z, operands, by)))

    def _expanded(self, affine: Affine) -> _Expanded | None:
        """A sum with all sums in it written out; none if it gets too long."""
        origin, brought = set(self.builder.origin), len(affine.terms)
        for _ in range(_MOST_TERMS):
            x = next((each for each in affine.terms if each in self.sums), None)
            if x is None:
                has_merged = brought > len(affine.terms)
                return _Expanded(affine, tuple(sorted(origin)), has_merged)
            inner = self.sums[x]
            origin.update(self.definitions[x][1])
            brought += len(inner.terms) - 1
            if brought > _MOST_TERMS:
                return None
            affine = total((affine.without(x), inner.times(affine.terms[x])))
        return None

    def _common_factors(self, affine: Affine) -> list[int]:
        """The variables that several terms of a sum have as a factor."""
        counts = Counter(x for term in affine.terms for x in {term, *self._factors(term)})
        return sorted(x for x, count in counts.items() if count > 1)[:_MOST_FACTORS]

    def _imply_factored(self, result: int, affine: Affine, x: int) -> None:
        inside, outside = self._split(affine, x)
        factor = self.builder.variable(inside)
        if factor == x:
            return
        low, high = sorted((factor, x))
        whole = self.builder.made(("product", low, high), lambda z: Product(z, low, high))
        self.builder.give(result, total((outside, variable(whole))), defines=False)

    def _imply_completed(self, result: int, affine: Affine, square: int) -> None:
        """Adds `a * (x + b / 2a) ** 2 - b * b / 4a + rest` for `a * x ** 2 + b * x + rest`."""
        power = self.definitions.get(square, (None, ()))[0]
        if not isinstance(power, Power) or power.exponent != 2 or power.base not in affine.terms:  # noqa: PLR2004 - a square
            return
        a, b = Fraction(affine.terms[square]), Fraction(affine.terms[power.base])
        base = self.builder.variable(Affine({power.base: 1}, b / (2 * a)))
        whole = self.builder.made(("power", base, 2), lambda z: Power(z, base, 2))
        rest = affine.without(square).without(power.base)
        least = Affine({whole: a}, -b * b / (4 * a))
        self.builder.give(result, total((rest, least)), defines=False)

    def _split(self, affine: Affine, x: int) -> tuple[Affine, Affine]:
        """A sum as `x * inside + outside`."""
        inside, outside = [], []
        for term, factor in affine.terms.items():
            partner = self._partner(term, x)
            if partner is None:
                outside.append(Affine({term: factor}))
            else:
                inside.append(partner.times(factor))
        return total(inside), total((*outside, Affine({}, affine.constant)))

    def _partner(self, term: int, x: int) -> Affine | None:
        """What a term is to be multiplied with `x` to give."""
        if term == x:
            return Affine({}, 1)
        factors = self._factors(term)
        if x not in factors:
            return None
        return variable(factors[0] if factors[1] == x else factors[1])

    def _factors(self, term: int) -> tuple[int, ...]:
        match self.definitions.get(term):
            case (Product(left=left, right=right), _):
                return left, right
            case (Power(base=base, exponent=2), _):
                return base, base
            case _:
                return ()

    def _over(self, above: Affine, below: int) -> Affine:
        if above == Affine({}):
            return above
        factor: Exact = 1
        x, factor = above.single or (self.builder.variable(above), 1)
        whole = self.builder.made(("quotient", x, below), lambda z: Quotient(z, x, below))
        return variable(whole).times(factor)


def _weights(below: Affine) -> list[Affine]:
    weights = [Affine({x: factor}) for x, factor in sorted(below.terms.items())]
    return [*weights, Affine({}, below.constant)] if below.constant else weights
