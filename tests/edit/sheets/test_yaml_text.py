"""Data written as YAML reads back as the very data."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpicli.documents import Value, parse
from kpicli.documents.values import resolve
from kpicli.edit.sheets.own_cells import cell_of, value_of
from kpicli.edit.sheets.yaml_text import scalar, yaml_text
from kpicli.source import SourceFile

WORDS = st.sampled_from(
    [
        "a: b", "a #c", "# x", "- a", "'x'", '"q"', "x\n", "a\nb", "a\n\nb\n", "  a\nb", "a\n ",
        "yes", "12", "1e3", "~", "null", "a\tb", "(x)", "€5", "2026-01-01", "a:", "x'y", "%", "@a",
        "`", "|", ">", "!t", "&a", "*a", "?", "? a", "a\u2028b", "x\x85y", "\ufeffx", "a,b", "[x]",
        "12:30", "=", "<<", "012", "a  b", "x" * 600, "2026",
    ]
) | st.text(max_size=12).filter(
    lambda text: not any("\ud800" <= sign <= "\udfff" for sign in text)
)  # fmt: skip
SCALARS = st.none() | WORDS | WORDS.map(resolve)
DATA: st.SearchStrategy[Value] = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=8,
)


def _is_same(one: Value, other: Value) -> bool:
    """Whether two values are equal, of the same kinds, their keys in the same order."""
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(_is_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_is_same, one, other))
    return type(one) is type(other) and one == other


@settings(max_examples=400, suppress_health_check=list(HealthCheck))
@given(st.dictionaries(WORDS, DATA, min_size=1, max_size=3))
def test_any_data_reads_back(data: dict[str, Value]) -> None:
    document, findings = parse(SourceFile("goals.yaml", yaml_text(data)))
    assert document is not None, findings
    assert not findings
    assert _is_same(document.data, data)


@settings(max_examples=400, suppress_health_check=list(HealthCheck))
@given(DATA)
def test_any_value_of_meta_comes_back_from_its_cell(value: Value) -> None:
    assert _is_same(value_of(cell_of(value, "meta"), "meta"), value)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Days (net) of 5%, or more", "Days (net) of 5%, or more"),
        ("Carriers' punctuality", "Carriers' punctuality"),
        ("2026-01-31", "2026-01-31"),
        ("12", '"12"'),
        ("no", '"no"'),
        ("12:30", '"12:30"'),
        (">= 95%", '">= 95%"'),
        ("Win: all", '"Win: all"'),
        ("a #1", '"a #1"'),
        ("", '""'),
    ],
)
def test_quotes_stand_only_where_they_are_needed(text: str, written: str) -> None:
    assert scalar(text) == written
