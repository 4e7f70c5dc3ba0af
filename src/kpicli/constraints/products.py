"""Which products of variables a network has, whatever the way in which it multiplies them.

`revenue = visits * rate * price` and `orders = visits * rate` make `revenue` the product of
`orders` and `price` too. So a product is known by all the variables that it is made of, sorted.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Iterable

_Monomial = tuple[int, ...]
"""Variables, sorted, each as often as it is multiplied."""


class Known(NamedTuple):
    """A number for a product, and the primitives by index that say that it is one."""

    column: int
    causes: frozenset[int]


class Products(Struct):
    """Variables by number and products of them, numbered after the variables."""

    width: int
    """How many variables and products there are."""
    _columns: dict[_Monomial, Known] = field(default_factory=dict)
    _monomials: dict[int, list[_Monomial]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for x in range(self.width):
            self._name((x,), Known(x, frozenset()))

    def known(self, left: int, right: int) -> Known | None:
        """The product of two numbers, if it has a number itself."""
        for one, other in product(self._monomials[left], self._monomials[right]):
            found = self._columns.get(_sorted(one, other))
            if found is not None:
                causes = self._columns[one].causes | self._columns[other].causes
                return Known(found.column, found.causes | causes)
        return None

    def equate(self, whole: int, left: int, right: int, cause: int) -> Known | None:
        """Makes a number the product of two others; what else is, if there is such a number."""
        if found := self.known(left, right):
            return found
        one, other = self._monomials[left][-1], self._monomials[right][-1]
        causes = self._columns[one].causes | self._columns[other].causes
        self._name(_sorted(one, other), Known(whole, causes | {cause}))
        return None

    def degree(self, left: int, right: int) -> int:
        """Of how many variables the product of two numbers is made."""
        return len(self._monomials[left][-1]) + len(self._monomials[right][-1])

    def added(self, left: int, right: int) -> Known:
        """A new number for the product of two numbers."""
        one, other = self._monomials[left][-1], self._monomials[right][-1]
        causes = self._columns[one].causes | self._columns[other].causes
        new = Known(self.width, causes)
        self.width += 1
        self._name(_sorted(one, other), new)
        return new

    def _name(self, monomial: _Monomial, known: Known) -> None:
        self._columns[monomial] = known
        self._monomials.setdefault(known.column, []).append(monomial)


def _sorted(one: Iterable[int], other: Iterable[int]) -> _Monomial:
    return tuple(sorted((*one, *other)))
