from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicli.rules.document.readings import ambiguous, other_reading


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("no", "a boolean"),
        ("Off", "a boolean"),
        ("Y", "a boolean"),
        ("ye\u017f", "a boolean"),
        ("2026-01-01", "a date"),
        ("012", "a number"),
        ("+1e3", "a number"),
        (".5", "a number"),
        ("12:30", "a number"),
        ("north", None),
        ("yess", None),
        ("t", None),
        ("o\ufb00", None),
        ("2026-Q1", None),
        ("-", None),
        ("sales", None),
        ("1" * 41, None),
    ],
)
def test_what_a_word_without_quotes_may_be(text: str, reading: str | None) -> None:
    assert other_reading(text) == reading


@given(st.lists(st.text("noyesfNOY0129+-.:_x", min_size=1, max_size=45)))
def test_a_glance_leaves_out_no_word_with_another_reading(texts: list[str]) -> None:
    assert ambiguous(texts) == {text for text in texts if other_reading(text)}
