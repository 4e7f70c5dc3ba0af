from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicli.render.numbers import (
    compact_number_text,
    number_text,
    percent_text,
    quantity_text,
    short_number_text,
)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("29", "29"),
        ("1150000", "1,150,000"),
        ("-1234.5", "-1,234.5"),
        ("1E+3", "1,000"),
        ("12.50", "12.5"),
        ("0.3333333333", "0.3333"),
        ("0.00012344999", "0.0001234"),
        ("-0.000099996", "-0.0001"),
        ("1.23456", "1.2346"),
        ("0.99999", "0.9999"),
        ("0.99994", "0.9999"),
        ("1.00001", "1"),
        ("-0.99999", "-1"),
        ("0", "0"),
        ("-0.0", "0"),
        ("1E-90", f"0.{'0' * 89}1"),
        ("1E+100", f"10{',000' * 33}"),
    ],
)
def test_numbers_are_written_for_people(number: str, text: str) -> None:
    assert number_text(Decimal(number)) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("999999", "999,999"),
        ("1000000", "1M"),
        ("18123456.78", "18.12M"),
        ("-1150000", "-1.15M"),
        ("999999999", "1,000M"),
        ("1234567890", "1.235bn"),
        ("1E+14", "100,000bn"),
        ("1E+15", "1e15"),
        ("-1.23456E+30", "-1.235e30"),
        ("9.9999E+30", "1e31"),
        ("1000000000000000000000000000000", "1e30"),
        ("0.000001", "0.000001"),
        ("-1.5E-7", "-1.5e-7"),
        ("0.25", "0.25"),
    ],
)
def test_large_numbers_are_short_in_tables(number: str, text: str) -> None:
    assert short_number_text(Decimal(number)) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("9999", "9,999"),
        ("10000", "10k"),
        ("116600", "116.6k"),
        ("-120000", "-120k"),
        ("12345.678", "12.35k"),
        ("999999", "1,000k"),
        ("1000000", "1M"),
        ("0E+5", "0"),
        ("0.25", "0.25"),
    ],
)
def test_thousands_are_short_where_room_is(number: str, text: str) -> None:
    assert compact_number_text(Decimal(number)) == text


@pytest.mark.parametrize(
    ("number", "unit", "text"),
    [("29", "client", "29 client"), ("95", "%", "95 %"), ("7.5", "", "7.5")],
)
def test_a_unit_stands_behind_its_number(number: str, unit: str, text: str) -> None:
    assert quantity_text(Decimal(number), unit) == text


@pytest.mark.parametrize(
    ("fraction", "text"),
    [("0", "0 %"), ("0.99999", "99 %"), ("1", "100 %"), ("-0.001", "0 %"), ("12.5", "1,250 %")],
)
def test_percent_are_rounded_towards_0(fraction: str, text: str) -> None:
    assert percent_text(Decimal(fraction)) == text


@given(st.decimals(-(10**99), 10**99, allow_nan=False))
def test_any_number_has_a_text_near_it(number: Decimal) -> None:
    text = number_text(number)
    assert "E" not in text
    assert abs(Decimal(text.replace(",", "")) - number) <= abs(number) / 1000
    assert 0 < len(compact_number_text(number)) <= len(short_number_text(number)) <= len(text)
