"""No primitive ever loses a solution, whatever box around it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import inf, nextafter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicli.constraints.extremes import Maximum, Minimum
from kpicli.constraints.linear import Linear
from kpicli.constraints.primitives import Magnitude, Power, Primitive, Product, Quotient
from kpicli.constraints.weighted_mean import WeightedMean

PRIMITIVES: tuple[Primitive, ...] = (
    Product(0, 1, 2),
    Quotient(0, 1, 2),
    Power(0, 1, 2),
    Power(0, 1, 3),
    Power(0, 1, 8),
    Magnitude(0, 1),
    Maximum(0, (1, 2, 3)),
    Minimum(0, (1, 2, 3)),
    Linear(0, (1, 2, 3), (1.0, -2.0, 0.1), 0.7),
    Linear(0, (1,), (3.0,)),
    Linear(0, (), (), 5.0),
    WeightedMean(0, (1, 2), (3, 4)),
    WeightedMean(0, (1, 2, 1), (3, 3, 4)),
)

numbers = st.one_of(
    st.integers(-5, 5),
    st.floats(-1e6, 1e6, allow_nan=False).map(lambda number: round(number, 3)),
    st.floats(-1e150, 1e150, allow_nan=False),
).map(float)
widths = st.one_of(st.sampled_from([0.0, 1.0, inf]), st.floats(0, 1e6))
boxes = st.lists(st.tuples(numbers, widths, widths), min_size=5, max_size=5)


@pytest.mark.parametrize("primitive", PRIMITIVES, ids=str)
@given(boxes)
def test_narrowing_keeps_every_solution(
    primitive: Primitive, box: list[tuple[float, float, float]]
) -> None:
    values = {x: number for x, (number, _, _) in enumerate(box)}
    result = exact_value(primitive, values)
    if result is None:
        return
    values[0] = result
    low = {x: values[x] - box[x][1] for x in values}
    high = {x: values[x] + box[x][2] for x in values}
    # The exact result lies between the floats beside the nearest one.
    low[0], high[0] = nextafter(low[0], -inf), nextafter(high[0], inf)
    for x, least, most in primitive.narrow(low, high):
        slack = 1e-12 * abs(values[x])
        assert least <= values[x] + slack
        assert most >= values[x] - slack
        low[x], high[x] = max(low[x], least), min(high[x], most)
        low[x], high[x] = min(low[x], values[x]), max(high[x], values[x])


def exact_value(primitive: Primitive, values: dict[int, float]) -> float | None:
    """The result for exact operands, to the nearest float; none where it is undefined."""
    exact = {x: Fraction(value) for x, value in values.items()}
    try:
        result = float(exact_result(primitive, exact))
    except (ZeroDivisionError, OverflowError):
        return None
    # A result below all floats would be zero, which is not the product of anything else.
    return None if result == 0.0 != exact_result(primitive, exact) else result


def exact_result(primitive: Primitive, values: dict[int, Fraction]) -> Fraction:
    match primitive:
        case Linear(operands=operands, factors=factors, constant=constant):
            terms = (values[x] * Fraction(f) for x, f in zip(operands, factors, strict=True))
            return Fraction(constant) + sum(terms)
        case WeightedMean(operands=operands, weights=weights):
            pairs = zip(operands, weights, strict=True)
            return sum((values[x] * values[w] for x, w in pairs), Fraction()) / sum(
                values[w] for w in weights
            )
        case Quotient(above=above, below=below):
            return values[above] / values[below]
        case Product(left=left, right=right):
            return values[left] * values[right]
        case Power(base=base, exponent=exponent):
            return values[base] ** exponent
        case Magnitude(operand=operand):
            return abs(values[operand])
        case Maximum(operands=operands):
            return max(values[x] for x in operands)
        case Minimum(operands=operands):
            return min(values[x] for x in operands)
        case _:
            raise AssertionError(primitive)


def narrowed(primitive: Primitive, **bounds: tuple[float, float]) -> dict[str, tuple[float, float]]:
    """The bounds of the variables a, b, c, d, e, where a is the result."""
    names = "abcde"
    low = {x: bounds.get(name, (-inf, inf))[0] for x, name in enumerate(names)}
    high = {x: bounds.get(name, (-inf, inf))[1] for x, name in enumerate(names)}
    for x, least, most in primitive.narrow(low, high):
        low[x], high[x] = max(low[x], least), min(high[x], most)
    return {name: (low[x], high[x]) for x, name in enumerate(names)}


@pytest.mark.parametrize(
    ("primitive", "bounds", "name", "expected"),
    [
        (Product(0, 1, 2), {"b": (2, 3), "c": (4, 5)}, "a", (8, 15)),
        (Product(0, 1, 2), {"b": (-2, 3), "c": (4, 5)}, "a", (-10, 15)),
        (Product(0, 1, 2), {"a": (8, 10), "b": (2, 4)}, "c", (2, 5)),
        (Product(0, 1, 2), {"a": (8, 10), "b": (0, 4)}, "c", (2, inf)),
        (Product(0, 1, 2), {"a": (0, 10), "b": (0, 4)}, "c", (-inf, inf)),
        (Quotient(0, 1, 2), {"b": (100, inf), "c": (0, 1000)}, "a", (0.1, inf)),
        (Quotient(0, 1, 2), {"b": (0, 5), "c": (0, 10)}, "a", (0, inf)),
        (Quotient(0, 1, 2), {"a": (0.4, 9), "b": (1, 2), "c": (-1, 1)}, "a", (1, 9)),
        (Quotient(0, 1, 2), {"a": (-0.9, 0.9), "b": (1, 2), "c": (-1, 1)}, "a", (inf, -inf)),
        (Quotient(0, 1, 2), {"c": (0, 0)}, "c", (inf, -inf)),
        (Power(0, 1, 2), {"b": (-3, 2)}, "a", (0, 9)),
        (Power(0, 1, 2), {"a": (4, 9), "b": (-1, 5)}, "b", (2, 3)),
        (Power(0, 1, 2), {"a": (-inf, -1)}, "a", (inf, -inf)),
        (Power(0, 1, 3), {"a": (-8, 27)}, "b", (-2, 3)),
        (Magnitude(0, 1), {"b": (-3, -2)}, "a", (2, 3)),
        (Magnitude(0, 1), {"a": (1, 4), "b": (0, inf)}, "b", (1, 4)),
        (Maximum(0, (1, 2)), {"a": (5, inf), "b": (-inf, 3)}, "c", (5, inf)),
        (Minimum(0, (1, 2)), {"b": (1, 90), "c": (2, 500)}, "a", (1, 90)),
        (Linear(0, (1, 2), (2.0, -1.0), 1.0), {"b": (0, 1), "c": (0, 4)}, "a", (-3, 3)),
        (Linear(0, (1, 2), (2.0, -1.0), 1.0), {"a": (5, 7), "c": (0, 4)}, "b", (2, 5)),
        (Linear(0, (1, 2), (1.0, 1.0)), {"a": (5, 7)}, "b", (-inf, inf)),
        (
            WeightedMean(0, (1, 2), (3, 4)),
            {"b": (0, 40), "c": (0, 50), "d": (150, 200), "e": (50, 60)},
            "a",
            (0, 42.857142857142854),
        ),
        (
            WeightedMean(0, (1, 2), (3, 4)),
            {"b": (0, 40), "c": (0, 50), "d": (0, 200), "e": (0, inf)},
            "a",
            (0, 50),
        ),
        (
            WeightedMean(0, (1, 2), (3, 4)),
            {"a": (45, inf), "c": (0, 50), "d": (150, 150), "e": (50, 50)},
            "b",
            (43.333333333333336, inf),
        ),
        (WeightedMean(0, (1, 2), (3, 4)), {"b": (0, 1), "c": (0, 1)}, "a", (-inf, inf)),
    ],
)
def test_narrowing_finds_the_bounds(
    primitive: Primitive,
    bounds: dict[str, tuple[float, float]],
    name: str,
    expected: tuple[float, float],
) -> None:
    assert narrowed(primitive, **bounds)[name] == pytest.approx(expected, rel=1e-9, abs=1e-9)


def test_a_sum_of_nothing_below_zero_is_not_below_zero() -> None:
    assert narrowed(Linear(0, (1, 2), (1.0, 0.1)), b=(0, 1), c=(0, 1))["a"][0] == 0.0
    assert Decimal(narrowed(Product(0, 1, 2), b=(0, 1), c=(0, 1))["a"][0]) == 0
