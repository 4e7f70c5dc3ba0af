"""What is read as a quantity, against the grammar that the JSON Schema has of it."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from kpicli.models.quantity import parse_quantity
from kpicli.models.quantity_grammar import QUANTITY

_PIECES = (
    *(
        "1",
        "12",
        "1,234",
        "1\u202f234",
        "_000",
        ".5",
        "5.",
        "e3",
        "E-3",
        "E\u22123",
        " ",
        "k",
        "M",
        "million",
    ),
    *("€", "USD ", "EUR", "%", "-", "+", "\u2212", "/", "1/", "/month", "*h", "·h", "clients"),
    *("x", "0x1F", "0o7", ":", ":1", "\n"),
)


@given(st.lists(st.sampled_from(_PIECES), max_size=6).map("".join))
@example("--5")
@example("€1%")
@example("€ 1k")
@example("1__000")
@example("_000")
@example("1k clients")
@example("1% clients")
@example("1e\u22125")
@example("1e\u22125:2")
@example("- -5")
@example("-€-5")
@example("- € 5 million/month")
@example("€5 1/month")
@example("€5 months")
@example("USD 5EUR")
def test_what_is_read_is_what_the_schema_allows(text: str) -> None:
    allowed = re.fullmatch(rf"\s*{QUANTITY}\s*", text) is not None
    assert (parse_quantity(text) is not None) == allowed
