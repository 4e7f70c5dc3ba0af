from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicli.render.json_text import Json, decimal_number, fraction, json_text, plain_number

TEXTS = st.text(st.characters(codec=None))
NUMBERS = st.decimals(-(10**99), 10**99, allow_nan=False)


def nested(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Json]:
    scalars = st.none() | st.booleans() | st.integers() | texts
    return st.recursive(
        scalars, lambda inner: st.lists(inner) | st.dictionaries(texts, inner), max_leaves=20
    )


@given(nested(st.text()))
def test_the_layout_is_that_of_the_standard_library(value: Json) -> None:
    assert json_text(value) == json.dumps(value, indent=2, ensure_ascii=False) + "\n"


@given(nested(TEXTS))
def test_any_text_can_be_written_and_read_back(value: Json) -> None:
    assert json.loads(json_text(value).encode()) == value


def test_what_it_looks_like() -> None:
    value: Json = {"a": [1, Decimal("2.50")], "b": {}, "c": [], "d": (True, None), "é\udc80": "x"}
    assert json_text(value) == (
        '{\n  "a": [\n    1,\n    2.50\n  ],\n  "b": {},\n  "c": [],\n'
        '  "d": [\n    true,\n    null\n  ],\n  "é\\udc80": "x"\n}\n'
    )


@given(NUMBERS)
def test_a_number_keeps_its_value_to_the_digit(number: Decimal) -> None:
    assert json.loads(json_text(number), parse_float=Decimal, parse_int=Decimal) == number
    assert plain_number(number) == number
    assert decimal_number(number) == number


@pytest.mark.parametrize(
    ("number", "plain", "decimal"),
    [
        ("1.0", "1", "1.0"),
        ("1200000.0", "1200000", "1200000.0"),
        ("1E+3", "1000", "1000.0"),
        ("-0.0", "0", "0.0"),
        ("-0.1667", "-0.1667", "-0.1667"),
        ("41.2000", "41.2", "41.2"),
        ("100", "100", "100.0"),
    ],
)
def test_numbers_have_one_form(number: str, plain: str, decimal: str) -> None:
    assert json_text(plain_number(Decimal(number))) == f"{plain}\n"
    assert json_text(decimal_number(Decimal(number))) == f"{decimal}\n"


def test_no_number_is_null() -> None:
    assert plain_number(None) is None
    assert decimal_number(None) is None


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        ("0.99999", "0.9999"),
        ("0.99994", "0.9999"),
        ("1", "1.0"),
        ("1.00001", "1.0"),
        ("0.66666", "0.6667"),
        ("-0.99999", "-1.0"),
        ("-4504504504504504504504502.45949", "-4504504504504504504504502.4595"),
    ],
)
def test_a_share_is_1_only_where_nothing_is_missing(share: str, shown: str) -> None:
    assert json_text(fraction(Decimal(share))) == f"{shown}\n"
