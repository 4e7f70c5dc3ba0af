"""Numbers of proofs."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kpicli.rules.conflict.amounts import number


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("3000.00", "3,000"),
        ("0.123456", "0.1235"),
        ("-1234.5678", "-1,234.57"),
        ("1E+20", "100,000,000,000,000,000,000"),
        ("1.36534209697E+100", "1.365e+100"),
        ("-2E+28", "-2.000e+28"),
    ],
)
def test_a_number_is_told_with_the_digits_that_count(value: str, shown: str) -> None:
    assert number(Decimal(value)) == shown
