from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicli.source import Position, Route, SourceFile

TEXTS = st.text(alphabet="ab\n\r\té😀\u2028", max_size=30)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("a", ["a"]),
        ("a\n", ["a", ""]),
        ("a\nb", ["a", "b"]),
        ("a\r\nb\rc\n\nd", ["a", "b", "c", "", "d"]),
        ("a\u2028b\x0cc", ["a\u2028b\x0cc"]),
    ],
)
def test_lines_break_as_in_yaml(text: str, lines: list[str]) -> None:
    source = SourceFile("a.yaml", text)
    assert [source.line(number + 1) for number in range(source.line_count)] == lines


@pytest.mark.parametrize(
    ("offset", "line", "column"),
    [(0, 1, 1), (1, 1, 2), (2, 1, 3), (3, 2, 1), (5, 2, 3), (99, 2, 3), (-1, 1, 1)],
)
def test_positions_count_characters_from_1(offset: int, line: int, column: int) -> None:
    assert SourceFile("a.yaml", "ä😀\nbc").position(offset) == Position(line, column)


@given(TEXTS, st.integers(0, 30))
def test_a_position_leads_back_to_its_offset(text: str, offset: int) -> None:
    source = SourceFile("a.yaml", text)
    offset = min(offset, len(text))
    place = source.position(offset)
    assert source.offset_of_line(place.line) + place.column - 1 == offset
    assert 1 <= place.line <= source.line_count


def test_past_the_end_is_the_last_line() -> None:
    assert SourceFile("a.yaml", "a\nb").offset_of_line(9) == 2


def test_routes() -> None:
    route = Route(("kpis", 0)).child("target", 1)
    assert route == Route(("kpis", 0, "target", 1))
    assert route.as_key() == Route(("kpis", 0, "target", 1), "key")
    assert route.as_key().child("x").part == "value"
