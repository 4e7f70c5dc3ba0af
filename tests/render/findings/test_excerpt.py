from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kpicli.render.findings.excerpt import Excerpt, excerpt
from kpicli.render.text import cell_width
from render.checks import place

LINES = st.text(st.characters(exclude_characters="\r\n"), max_size=120)
COLUMNS = st.integers(1, 130)


@given(LINES, COLUMNS, COLUMNS, st.integers(20, 150), st.sampled_from(["…", "..."]))
def test_the_marker_stays_under_the_line_and_the_line_within_the_width(
    line: str, start: int, end: int, width: int, ellipsis: str
) -> None:
    part = excerpt(place("a.yaml", 1, (start, end), line), width, ellipsis)
    assert cell_width(part.text) <= width
    assert part.offset >= 0
    assert part.length >= 1
    assert part.offset + part.length <= max(cell_width(part.text), 1) + 1


@given(st.text("ab 日\t\u202e", min_size=1, max_size=60), st.data())
def test_what_is_underlined_is_the_span(line: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(1, len(line)))
    end = data.draw(st.integers(start + 1, len(line) + 1))
    part = excerpt(place("a.yaml", 1, (start, end), line), 1000, "…")
    whole = excerpt(place("a.yaml", 1, (1, len(line) + 1), line), 1000, "…")
    before = excerpt(place("a.yaml", 1, (1, start), line[: start - 1]), 1000, "…")
    span = excerpt(place("a.yaml", 1, (1, end), line[start - 1 : end - 1]), 1000, "…")
    assert part.text == whole.text
    assert part.offset == cell_width(before.text)
    assert part.length == cell_width(span.text)


def test_the_marker_stands_under_what_is_written_for_a_character_that_cannot_be_carried() -> None:
    part = excerpt(place("a.yaml", 1, (7, 8), "unit: € # é"), 100, "...", "ascii")
    assert part == Excerpt("unit: \\u20ac # \\xe9", 6, 6)
    after = excerpt(place("a.yaml", 1, (9, 10), "unit: € # é"), 100, "...", "latin-1")
    assert after == Excerpt("unit: \\u20ac # é", 13, 1)
