"""Ratios and products solved for each other: what is left without the variables between them.

Propagation looks at one equation at a time. `conversion = orders / visits`,
`order_value = revenue / orders` and `visit_value = revenue / visits` say that `visit_value` is
`conversion * order_value`, whatever the three amounts are; only together do they say so.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from functools import partial, reduce
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.constraints.affine import Affine, variable
from kpicli.constraints.elimination import entangled
from kpicli.constraints.primitives import Power, Product, Quotient

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from kpicli.constraints.builder import Builder, Origin

_MOST_FACTORS = 6


class _Row(Struct, frozen=True):
    """That the variables with positive exponents multiply to those with negative ones.

    The latter are multiplied by a factor. The equations of `origin` say so.
    """

    exponents: Mapping[int, int]
    factor: Fraction
    origin: Origin


def add_multiplied(builder: Builder, kept: AbstractSet[int]) -> None:
    """Adds what products, quotients and powers say about the kept variables alone.

    Kept are those that have more than a sign: of amounts it is mostly known that they are not
    negative, and nothing else.
    """
    rows = list(_rows(builder))
    divisors = _divisors(builder)
    for indices in entangled([tuple(each.exponents) for each in rows]):
        for combined in _combined([rows[index] for index in indices], kept, divisors):
            _add(builder, combined)


def _rows(builder: Builder) -> Iterator[_Row]:
    """What defines variables as products and the like."""
    for result, (primitive, origin) in builder.definitions().items():
        scaled = builder.sums[result].single if result in builder.sums else None
        match primitive:
            case Product(left=left, right=right):
                yield _row((result,), (left, right), origin)
            case Quotient(above=above, below=below):
                yield _row((result, below), (above,), origin)
            case Power(base=base, exponent=exponent):
                yield _row((result,), (base,) * exponent, origin)
            case _ if scaled is not None:
                yield _Row({result: 1, scaled[0]: -1}, Fraction(scaled[1]), origin)
            case _:
                pass


def _row(above: Iterable[int], below: Iterable[int], origin: Origin) -> _Row:
    """That one product is another; nothing stands in both but a divisor."""
    exponents = Counter(above)
    exponents.subtract(below)
    return _Row({x: n for x, n in exponents.items() if n}, Fraction(1), origin)


def _divisors(builder: Builder) -> dict[int, Origin]:
    """The variables that are not zero, each with the equations that divide by it."""
    return {
        primitive.below: origin
        for primitive, origin in builder.definitions().values()
        if isinstance(primitive, Quotient)
    }


def _combined(
    group: Sequence[_Row], kept: AbstractSet[int], divisors: Mapping[int, Origin]
) -> Iterator[_Row]:
    """The rows that are left when every other variable has been solved for and put in."""
    rows = list(group)
    unknown = {x for each in group for x in each.exponents} - kept
    # What nothing divides by may be zero, so it must be gone before it would have to cancel out.
    for x in sorted(unknown, key=lambda x: (x in divisors, x)):
        using = [each for each in rows if x in each.exponents]
        rows = [each for each in rows if x not in each.exponents]
        single = [each for each in using if abs(each.exponents[x]) == 1]
        if single:
            pivot = min(single, key=_length)
            others = (_without(each, pivot, x, divisors) for each in using if each is not pivot)
            rows += [each for each in others if each is not None and _length(each)[0]]
    known = [each.exponents for each in group]
    yield from (each for each in rows if each.exponents not in known)


def _length(each: _Row) -> tuple[int, list[tuple[int, int]]]:
    return sum(map(abs, each.exponents.values())), sorted(each.exponents.items())


def _without(each: _Row, pivot: _Row, x: int, divisors: Mapping[int, Origin]) -> _Row | None:
    """A row in which a variable is replaced; none where something that may be zero cancels out."""
    times = -each.exponents[x] * pivot.exponents[x]
    origin = {*each.origin, *pivot.origin}
    exponents = dict(each.exponents)
    for y, exponent in pivot.exponents.items():
        before, added = exponents.pop(y, 0), times * exponent
        if y != x and before * added < 0:
            if y not in divisors:
                return None
            origin.update(divisors[y])
        if before + added:
            exponents[y] = before + added
    return _Row(exponents, each.factor * pivot.factor**times, tuple(sorted(origin)))


def _add(builder: Builder, combined: _Row) -> None:
    if _length(combined)[0] > _MOST_FACTORS:
        return
    builder.origin = combined.origin
    above, below, factor = _sides(combined)
    result = builder.variable(_multiplied(builder, above))
    operands = [*below]
    if factor == 1 and len(operands) == 2 and set(below.values()) == {1}:  # noqa: PLR2004 - a product of two
        builder.add_beside(Product(result, *operands))
        return
    builder.give(result, _multiplied(builder, below).times(factor), defines=False)


def _sides(combined: _Row) -> tuple[dict[int, int], dict[int, int], Fraction]:
    """The exponents of two products, of which the first is the second times a factor.

    Where one of them is a variable alone it comes first, as the result of an argument.
    """
    above = {x: n for x, n in sorted(combined.exponents.items()) if n > 0}
    below = {x: -n for x, n in sorted(combined.exponents.items()) if n < 0}
    if [*below.values()] == [1] and [*above.values()] != [1]:
        return below, above, 1 / combined.factor
    return above, below, combined.factor


def _multiplied(builder: Builder, exponents: Mapping[int, int]) -> Affine:
    """The product of variables to some exponents, 1 where there is none."""
    factors = [_power(builder, x, n) for x, n in sorted(exponents.items())]
    return variable(reduce(partial(_product, builder), factors)) if factors else Affine({}, 1)


def _power(builder: Builder, x: int, exponent: int) -> int:
    if exponent == 1:
        return x
    return builder.made(("power", x, exponent), lambda z: Power(z, x, exponent))


def _product(builder: Builder, one: int, other: int) -> int:
    x, y = sorted((one, other))
    return builder.made(("product", x, y), lambda z: Product(z, x, y))
