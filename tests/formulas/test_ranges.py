from __future__ import annotations

from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicli.formulas.ranges import (
    EVERYTHING,
    Range,
    exactly,
    magnitude,
    negative,
    power,
    product,
    quotient,
    sum_of,
)

NUMBERS = st.decimals(-1000, 1000, allow_nan=False, places=3)


@st.composite
def held(draw: st.DrawFn) -> tuple[Range, Decimal]:
    """A range and a number in it."""
    low, value, high = sorted(draw(st.tuples(NUMBERS, NUMBERS, NUMBERS)))
    return Range(low, high), value


def has(part: Range, value: Decimal) -> bool:
    return part.low <= value <= part.high


@given(held(), held(), st.integers(0, 8))
def test_no_value_is_lost(
    one: tuple[Range, Decimal], other: tuple[Range, Decimal], exponent: int
) -> None:
    (left, x), (right, y) = one, other
    with localcontext(prec=80):
        assert has(sum_of(left, right), x + y)
        assert has(product(left, right), x * y)
        assert has(negative(left), -x)
        assert has(magnitude(left), abs(x))
        assert has(power(left, exponent), x**exponent if exponent else Decimal(1))
        if y:
            assert has(quotient(left, right), x / y)


@pytest.mark.parametrize(
    ("low", "high", "sign"),
    [(1, 2, 1), (0, 2, 1), (-2, 0, -1), (-2, -1, -1), (-1, 1, 0), (0, 0, 0)],
)
def test_the_sign_is_known_unless_both_occur(low: int, high: int, sign: int) -> None:
    assert Range(Decimal(low), Decimal(high)).sign == sign


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        ((0, 4), ("0.25", "Infinity")),
        ((-4, 0), ("-Infinity", "-0.25")),
        ((-1, 1), ("-Infinity", "Infinity")),
        ((0, 0), ("-Infinity", "Infinity")),
        ((2, "Infinity"), ("0", "0.5")),
    ],
)
def test_a_divisor_of_zero_is_left_out(
    below: tuple[int | str, int | str], expected: tuple[str, str]
) -> None:
    divisor = Range(*map(Decimal, below))
    assert quotient(exactly(Decimal(1)), divisor) == Range(*map(Decimal, expected))


def test_nothing_times_anything_is_nothing() -> None:
    assert product(exactly(Decimal(0)), EVERYTHING) == exactly(Decimal(0))


def test_a_range_apart_from_another_stays_as_it_is() -> None:
    one, other = exactly(Decimal(1)), exactly(Decimal(2))
    assert one.within(other) == one
    assert EVERYTHING.within(other) == other
