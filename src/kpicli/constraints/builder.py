"""Primitives as they are made: each equal one once, whatever equations need it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from msgspec import Struct, field

from kpicli.constraints.linear import Linear
from kpicli.constraints.network import Network
from kpicli.constraints.primitives import Product
from kpicli.constraints.rounding import EVERYTHING, around

if TYPE_CHECKING:
    from kpicli.constraints.affine import Affine, Exact
    from kpicli.constraints.elimination import Row
    from kpicli.constraints.primitives import Primitive
    from kpicli.constraints.rounding import Bounds

_GREATEST = 10**290
"""A factor beyond it is kept as a variable with bounds, since floats end there."""

Origin = tuple[int, ...]
"""The equations that something follows from, by index, rising."""
Make = Callable[[int], "Primitive"]
"""A primitive from the number of its result."""


class Builder(Struct):
    """A network while it grows; the equation at work is the origin of what is made."""

    origin: Origin = ()
    numbers: dict[str, int] = field(default_factory=dict)
    _names: list[str | None] = field(default_factory=list)
    _domains: list[Bounds] = field(default_factory=list)
    _primitives: list[Primitive] = field(default_factory=list)
    _origins: list[list[Origin]] = field(default_factory=list)
    _primitives_beside: set[Primitive] = field(default_factory=set)
    _aside: set[int] = field(default_factory=set)
    """The primitives that do not give their result its value."""
    rows: list[Row] = field(default_factory=list)
    """The sums that give no variable its value but have to agree."""
    _sums: dict[int, Affine] = field(default_factory=dict)
    """The exact sums that give variables their values."""
    _known: dict[Hashable, tuple[int, int | None]] = field(default_factory=dict)
    """The variable and the primitive for each thing made."""

    @property
    def sums(self) -> Mapping[int, Affine]:
        """The exact sums that give variables their values."""
        return self._sums

    def definitions(self) -> dict[int, tuple[Primitive, Origin]]:
        """What gives each variable its value, and the equations that come with it."""
        return {
            primitive.variables[0]: (primitive, self._origins[index][0])
            for index, primitive in enumerate(self._primitives)
            if index not in self._aside
        }

    def network(self) -> Network:
        """What has been built."""
        return Network(
            tuple(self._names),
            tuple(self._domains),
            tuple(self._primitives),
            tuple(map(tuple, self._origins)),
            frozenset(range(len(self._primitives))) - self._aside,
        )

    def named(self, name: str) -> int:
        """The variable of that name."""
        if name not in self.numbers:
            self.numbers[name] = self._variable(name, EVERYTHING)
        return self.numbers[name]

    def constant(self, value: Exact) -> int:
        """A variable that is that number."""
        return self.bounded(around(value), ("constant", value))

    def bounded(self, bounds: Bounds, key: Hashable) -> int:
        """A variable between bounds, the same for the same key."""
        if key not in self._known:
            self._known[key] = self._variable(None, bounds), None
        return self._known[key][0]

    def made(self, key: Hashable, make: Make) -> int:
        """The result of a primitive, made unless one of that key is known."""
        if key not in self._known:
            result = self._variable(None, EVERYTHING)
            self._known[key] = result, len(self._primitives)
            self._append(make(result))
        result, index = self._known[key]
        if index is not None and self._origins[index][-1] != self.origin:
            self._origins[index].append(self.origin)
        return result

    def add_beside(self, primitive: Primitive) -> None:
        """Adds what must hold too, of variables that get their values otherwise."""
        if primitive not in self._primitives_beside:
            self._primitives_beside.add(primitive)
            self._aside.add(len(self._primitives))
            self._append(primitive)

    def variable(self, affine: Affine) -> int:
        """The variable that equals a sum."""
        single = affine.single
        if single and single[1] == 1:
            return single[0]
        if affine.is_constant:
            return self.constant(affine.constant)
        result = self.made(("linear", affine.key), lambda result: self._linear(result, affine))
        self._sums.setdefault(result, affine)
        return result

    def give(self, target: int, affine: Affine, *, defines: bool) -> None:
        """Makes a variable equal to a sum."""
        if defines:
            self._sums[target] = affine
        else:
            self._aside.add(len(self._primitives))
        self._append(self._linear(target, affine))

    def rename_last(self, result: int, target: int, *, defines: bool) -> bool:
        """Puts a named variable in the place of the newest part of a formula, if it is that."""
        last = len(self._primitives) - 1
        is_newest = result == len(self._names) - 1 and self._names[result] is None
        if not is_newest or last in self._aside or self._primitives[last].variables[0] != result:
            return False
        numbers = {x: x for x in self._primitives[last].variables} | {result: target}
        self._primitives[last] = self._primitives[last].renumbered(numbers)
        key = next(reversed(self._known))
        self._known[key] = target, last
        del self._names[result], self._domains[result]
        affine = self._sums.pop(result, None)
        if affine and defines:
            self._sums[target] = affine
        if not defines:
            self._aside.add(last)
        return True

    def _linear(self, result: int, affine: Affine) -> Linear:
        """That a variable equals a sum."""
        terms: dict[int, Exact] = {}
        for x, factor in sorted(affine.terms.items()):
            usual = self._scaled(x, factor)
            terms[usual[0]] = terms.get(usual[0], 0) + usual[1]
        constant = affine.constant
        if not _is_usual(constant):
            terms[self.constant(constant)] = 1
            constant = 0
        factors = tuple(map(float, terms.values()))
        return Linear(result, tuple(terms), factors, float(constant), (*terms.values(), constant))

    def _scaled(self, x: int, factor: Exact) -> tuple[int, Exact]:
        if _is_usual(factor):
            return x, factor
        k = self.constant(factor)
        return self.made(("product", k, x), lambda result: Product(result, k, x)), 1

    def _variable(self, name: str | None, bounds: Bounds) -> int:
        self._names.append(name)
        self._domains.append(bounds)
        return len(self._names) - 1

    def _append(self, primitive: Primitive) -> None:
        self._primitives.append(primitive)
        self._origins.append([self.origin])


def _is_usual(factor: Exact) -> bool:
    size = abs(Fraction(factor))
    return not size or Fraction(1, _GREATEST) <= size <= _GREATEST
