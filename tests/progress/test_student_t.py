from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicli.progress.student_t import t_cdf, t_quantile

VALUES = st.decimals(-50, 50, places=3)
FREEDOMS = st.integers(1, 98)


@pytest.mark.parametrize(
    ("value", "freedom", "probability"),
    [
        ("0", 1, "0.5"),
        ("1", 1, "0.75"),
        ("-1", 1, "0.25"),
        ("1.5", 1, "0.812832958189"),
        ("1.5", 2, "0.863803437554"),
        ("1.5", 4, "0.896"),
        ("1.5", 5, "0.903048159879"),
        ("1.5", 10, "0.917746336777"),
        ("1.5", 30, "0.927967035436"),
        ("1e20", 3, "1"),
        ("-1e20", 4, "0"),
    ],
)
def test_the_distribution_agrees_with_known_values(
    value: str, freedom: int, probability: str
) -> None:
    assert t_cdf(Decimal(value), freedom) == Decimal(probability)


@pytest.mark.parametrize(
    ("probability", "freedom", "value"),
    [
        ("0.9", 1, "3.077683537175"),
        ("0.9", 2, "1.885618083164"),
        ("0.9", 4, "1.533206274059"),
        ("0.9", 5, "1.475884048824"),
        ("0.9", 30, "1.310415025391"),
        ("0.975", 10, "2.228138851986"),
        ("0.5", 7, "0"),
    ],
)
def test_the_quantiles_agree_with_known_values(probability: str, freedom: int, value: str) -> None:
    assert t_quantile(Decimal(probability), freedom) == Decimal(value)


@given(VALUES, FREEDOMS)
def test_the_distribution_is_symmetric(value: Decimal, freedom: int) -> None:
    assert abs(t_cdf(value, freedom) + t_cdf(-value, freedom) - 1) <= Decimal("1e-12")


@given(VALUES, VALUES, FREEDOMS)
def test_the_distribution_never_falls(one: Decimal, other: Decimal, freedom: int) -> None:
    low, high = sorted((one, other))
    assert 0 <= t_cdf(low, freedom) <= t_cdf(high, freedom) <= 1


@given(st.decimals("0.5", "0.999", places=3), FREEDOMS)
def test_the_quantile_inverts_the_distribution(probability: Decimal, freedom: int) -> None:
    value = t_quantile(probability, freedom)
    assert abs(t_cdf(value, freedom) - probability) <= Decimal("1e-11")
