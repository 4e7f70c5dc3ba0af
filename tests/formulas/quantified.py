"""Units for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from kpicli.formulas import Unit, parse_unit

WORDS = ("EUR", "kEUR", "USD", "%", "h", "min", "day", "month", "quarter", "lead", "tickets", "1")


def units() -> st.SearchStrategy[Unit]:
    words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4)
    return st.builds(lambda sign, w: parse_unit(sign.join(w)), st.sampled_from("*/"), words)
