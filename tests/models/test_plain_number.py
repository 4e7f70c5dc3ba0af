from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicli.models.plain_number import PLAIN_NUMBERS, from_plain_number
from kpicli.models.quantity import LONGEST, parse_quantity


@pytest.mark.parametrize("text", ["0", "12", "12.50", "0.001", "1" * LONGEST])
def test_a_plain_number_gives_back_its_text(text: str) -> None:
    assert PLAIN_NUMBERS[text] == Decimal(text)
    assert from_plain_number(PLAIN_NUMBERS[text]) == parse_quantity(text)


@pytest.mark.parametrize(
    "text",
    ["", ".", "007", "1.", ".5", "-3", "+3", "3%", "3 days", "1,000", "1e3", "0.00000001", "NaN",
     "true", "\u0663", "\u00b2", "1" * (LONGEST + 1)],
)  # fmt: skip
def test_other_texts_are_none(text: str) -> None:
    with pytest.raises(ValueError, match="does not give back the text"):
        PLAIN_NUMBERS[text]


@given(st.text("0123456789.", max_size=12))
def test_a_plain_number_is_the_quantity_of_its_text(text: str) -> None:
    try:
        value = PLAIN_NUMBERS[text]
    except ValueError:
        return
    assert from_plain_number(value) == parse_quantity(text)
