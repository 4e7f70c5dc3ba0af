"""Numbers of proofs."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kpicli.rules.conflict.amounts import is_huge, number


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


@pytest.mark.parametrize(
    ("value", "huge"), [("9999999999999999999999999999", False), ("-1E+28", True), ("1E-30", False)]
)
def test_a_number_is_huge_from_29_digits_on(value: str, *, huge: bool) -> None:
    assert is_huge(Decimal(value)) is huge
