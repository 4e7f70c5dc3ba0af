"""Numbers as messages show them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicli.models.quantity import amount_text, number_text, parse_quantity


@pytest.mark.parametrize(
    ("number", "text"),
    [("50", "50"), ("1.50", "1.50"), ("1E+3", "1000"), ("1E-7", "0.0000001"), ("-0", "0")],
)
def test_numbers_have_no_exponent(number: str, text: str) -> None:
    assert number_text(Decimal(number)) == text


@pytest.mark.parametrize(
    ("unit", "text"), [("", "5"), ("%", "5%"), ("days", "5 days"), ("EUR/lead", "5 EUR/lead")]
)
def test_amounts_have_their_unit(unit: str, text: str) -> None:
    assert amount_text(Decimal(5), unit) == text


@given(st.decimals(-(10**12), 10**12, places=6), st.sampled_from(["", "%", "days", "EUR/lead"]))
def test_an_amount_can_be_read_again(number: Decimal, unit: str) -> None:
    quantity = parse_quantity(amount_text(number, unit))
    assert quantity is not None
    assert (quantity.value, quantity.unit) == (number, unit)
