"""Data as a goal file may hold it, of any shape."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

WORDS = st.sampled_from(
    [
        "", " ", "50", "-10%", "€1.2M", ">= 95%", "45..55", "complete", "TBD", "true", "10:1",
        "2026", "FY2026-Q3", "2026-01-31", "2026-06-30/2026-01-01", "linear", "sum(a, b)",
        "value", "date", "csv", "target", "change", "commit", "seasonal", "goal", "team:x",
    ]
)  # fmt: skip

SCALARS = st.none() | WORDS | st.text(max_size=12)

DATA: st.SearchStrategy[Any] = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(WORDS | st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)
"""Any nesting of texts, lists, mappings and nothing."""
