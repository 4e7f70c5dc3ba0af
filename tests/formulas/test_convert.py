from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formulas.quantified import units
from kpicli.formulas import Compatibility, Unit, compare_units, convert, parse_unit


@pytest.mark.parametrize(
    ("value", "unit", "into", "converted"),
    [
        ("1.5", "kEUR", "EUR", "1500"),
        ("250000", "EUR", "MEUR", "0.25"),
        ("15", "%", "ratio", "0.15"),
        ("0.15", "ratio", "pp", "15"),
        ("90", "min", "h", "1.5"),
        ("2", "days", "h", "48"),
        ("2", "years", "quarters", "8"),
        ("60", "EUR/h", "EUR/min", "1"),
        ("7", "lead", "ticket", "7"),
        ("1", "min", "h", "0.01666666666666666666666666667"),
        ("-3", "h", "min", "-180"),
        ("0", "h", "day", "0"),
    ],
)
def test_a_value_converts_by_the_scales(value: str, unit: str, into: str, converted: str) -> None:
    assert convert(Decimal(value), parse_unit(unit), parse_unit(into)) == Decimal(converted)


def test_equal_scales_leave_every_digit() -> None:
    value = Decimal("1.00000000000000000000000000000000000000001")
    assert convert(value, parse_unit("EUR"), parse_unit("€")) is value


def test_converting_between_currencies_is_our_own_mistake() -> None:
    with pytest.raises(ValueError, match="'EUR' does not convert into 'USD'"):
        convert(Decimal(1), parse_unit("EUR"), parse_unit("USD"))


@given(st.decimals(-(10**12), 10**12, places=4), units(), units())
def test_converting_there_and_back_returns_the_value(value: Decimal, a: Unit, b: Unit) -> None:
    if compare_units(a, b) is Compatibility.CLASH_HARD:
        b = a * parse_unit("%")
    back = convert(convert(value, a, b), b, a)
    assert abs(back - value) <= abs(value) * Decimal("1e-26")
