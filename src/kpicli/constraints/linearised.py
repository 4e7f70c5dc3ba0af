"""What a network says in sums alone: products between bounds, and sums times a variable.

Where `x` is at least `a` and `y` at least `b`, `(x - a) * (y - b)` is not negative, so `x * y` is
at least `b * x + a * y - a * b` (McCormick 1976); it takes one bound of each. A sum times a
variable is a sum of products. Many of these products are variables of the network already, so such
rows see together what its primitives do not see one by one.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import isinf
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, field

from kpicli.constraints.extremes import Maximum, Minimum
from kpicli.constraints.linear import Linear
from kpicli.constraints.primitives import Magnitude, Power, Primitive, Product, Quotient
from kpicli.constraints.products import Products
from kpicli.constraints.trail import HIGH, LOW

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kpicli.constraints.network import Network
    from kpicli.constraints.propagation import Propagation

End = tuple[int, int]
"""A variable and which of its bounds."""
Factor = int | float | Fraction
"""An exact number; a float stands for itself."""

_MOST_NEW = 2
"""How many products without a number may come in with a sum times a variable."""
_MOST_DEGREE = 4
_MOST_WIDTH = 64
"""Beyond so many variables and products no new products come in."""


class Row(NamedTuple):
    """That a sum is at least, at most or exactly a number, and what this rests on."""

    terms: Mapping[int, Factor]
    low: Fraction | None
    high: Fraction | None
    premises: frozenset[End] = frozenset()
    """The bounds that are in it."""
    causes: frozenset[int] = frozenset()
    """The primitives, by index, that it follows from."""


class Linearised(Struct, frozen=True):
    """Rows about the variables of a network, and about products numbered after them."""

    width: int
    """How many variables and products there are."""
    rows: tuple[Row, ...]
    nonzero: frozenset[int]
    """The variables that are not 0, whatever their bounds say: something is divided by them."""


def linearised(propagation: Propagation) -> Linearised:
    """The rows that hold between the bounds that a propagation has come to."""
    network = propagation.network
    work = _Work(network, propagation.low, propagation.high, Products(len(network.names)))
    triples = list(_triples(network.primitives))
    for index, triple in triples:
        work.add_product(index, *triple)
    for index, primitive in enumerate(network.primitives):
        work.add(index, primitive)
    factors = sorted({x for _, (_, *factors) in triples for x in factors})
    for index, primitive in enumerate(network.primitives):
        if isinstance(primitive, Linear):
            work.multiply(index, primitive, factors)
    return Linearised(work.products.width, tuple(work.rows), _nonzero(propagation, triples))


class _Work(Struct):
    """Rows while they are made."""

    network: Network
    low: Sequence[float]
    high: Sequence[float]
    products: Products
    rows: list[Row] = field(default_factory=list)

    def add_product(self, index: int, whole: int, left: int, right: int) -> None:
        """Adds what a primitive says that makes one variable the product of two."""
        also = self.products.equate(whole, left, right, index)
        if also and also.column != whole:
            self._add_sum({also.column: 1, whole: -1}, 0, also.causes | {index})
        self._enclose(whole, left, right, frozenset((index,)))

    def add(self, index: int, primitive: Primitive) -> None:
        """Adds what a sum, an extreme or a magnitude says."""
        match primitive:
            case Linear():
                terms, constant = _terms(primitive)
                self._add_sum(terms, constant, {index})
            case Minimum(result=result, operands=operands):
                self._add_orders([(x, result) for x in operands], index)
            case Maximum(result=result, operands=operands):
                self._add_orders([(result, x) for x in operands], index)
            case Magnitude(result=result, operand=x):
                self._add_orders([(result, x)], index)
                cause = frozenset((index,))
                self.rows.append(Row({result: 1, x: 1}, Fraction(0), None, causes=cause))

    def multiply(self, index: int, linear: Linear, factors: Iterable[int]) -> None:
        """Adds a sum times each of some variables, where that brings few new products."""
        terms, constant = _terms(linear)
        if any(map(self._is_constant, terms)):
            return
        for x in factors:
            if self._is_worth(x, list(terms)):
                self._multiply(terms, constant, x, index)

    def _is_worth(self, x: int, others: Sequence[int]) -> bool:
        new = [y for y in others if not self.products.known(x, y)]
        if len(new) > _MOST_NEW or len(new) == len(others) or self._is_constant(x):
            return False
        if not new:
            return True
        degree = min(self.products.degree(x, y) for y in new)
        return degree <= _MOST_DEGREE and self.products.width < _MOST_WIDTH

    def _multiply(self, terms: Mapping[int, Factor], constant: Factor, x: int, index: int) -> None:
        whole: dict[int, Factor] = {x: -constant}
        causes = {index}
        for y, factor in terms.items():
            known = self.products.known(x, y)
            if known is None:
                known = self.products.added(x, y)
                self._enclose(known.column, x, y, frozenset())
            causes |= known.causes
            whole[known.column] = whole.get(known.column, 0) + factor
        self._add_sum(whole, 0, causes)

    def _enclose(self, whole: int, left: int, right: int, causes: frozenset[int]) -> None:
        """Adds the planes between which a product lies."""
        for one, other in product((LOW, HIGH), repeat=2):
            a, b = self._bound(left, one), self._bound(right, other)
            if isinf(a) or isinf(b) or (left == right and one > other):
                continue
            terms: dict[int, Factor] = {whole: 1}
            for x, factor in ((left, b), (right, a)):
                terms[x] = terms.get(x, 0) - Fraction(factor)
            end = -Fraction(a) * Fraction(b)
            low, high = (end, None) if one == other else (None, end)
            premises = frozenset(((left, one), (right, other)))
            self.rows.append(Row(_without_zeros(terms), low, high, premises, causes))

    def _add_orders(self, pairs: Iterable[tuple[int, int]], index: int) -> None:
        """Adds that one variable is at least another, for pairs of them."""
        for more, less in pairs:
            cause = frozenset((index,))
            self.rows.append(Row({more: 1, less: -1}, Fraction(0), None, causes=cause))

    def _add_sum(
        self, terms: Mapping[int, Factor], constant: Factor, causes: Iterable[int]
    ) -> None:
        end = Fraction(constant)
        self.rows.append(Row(_without_zeros(terms), end, end, causes=frozenset(causes)))

    def _bound(self, x: int, end: int) -> float:
        return self.high[x] if end == HIGH else self.low[x]

    def _is_constant(self, x: int) -> bool:
        low, high = self.network.domains[x]
        return low == high


def _triples(primitives: Iterable[Primitive]) -> Iterable[tuple[int, tuple[int, int, int]]]:
    """The primitives that make a variable the product of two others: it, and these."""
    for index, primitive in enumerate(primitives):
        match primitive:
            case Product(result=result, left=left, right=right):
                yield index, (result, left, right)
            case Quotient(result=result, above=above, below=below):
                yield index, (above, result, below)
            case Power(result=result, base=base, exponent=2):
                yield index, (result, base, base)


def _nonzero(
    propagation: Propagation, triples: Sequence[tuple[int, tuple[int, int, int]]]
) -> frozenset[int]:
    """Divisors, the factors of what is not 0, and the products of what is not 0."""
    low, high, primitives = propagation.low, propagation.high, propagation.network.primitives
    found = {x for x in range(len(low)) if low[x] > 0 or high[x] < 0}
    found |= {each.below for each in primitives if isinstance(each, Quotient)}
    before = 0
    while before < len(found):
        before = len(found)
        for _, (whole, *factors) in triples:
            if whole in found:
                found.update(factors)
            elif found.issuperset(factors):
                found.add(whole)
    return frozenset(found)


def _terms(linear: Linear) -> tuple[dict[int, Factor], Factor]:
    """A sum as terms that are together equal to a constant."""
    *factors, constant = linear.exact
    terms: dict[int, Factor] = {linear.result: 1}
    for x, factor in zip(linear.operands, factors, strict=True):
        terms[x] = terms.get(x, 0) - factor
    return _without_zeros(terms), constant


def _without_zeros(terms: Mapping[int, Factor]) -> dict[int, Factor]:
    return {x: factor for x, factor in terms.items() if factor}
