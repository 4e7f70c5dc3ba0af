"""Lines and columns as editors count them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicli.server.positions import Encoding, Place, offset_of, place_of, units
from kpicli.source import SourceFile

TEXTS = st.text(st.sampled_from("ab\n\ré😀\U0001d4b3\u2028\t"), max_size=30)
ENCODINGS = st.sampled_from(Encoding)


@pytest.mark.parametrize(
    ("text", "encoding", "expected"),
    [
        ("abc", Encoding.UTF16, 3),
        ("é", Encoding.UTF8, 2),
        ("é", Encoding.UTF16, 1),
        ("😀", Encoding.UTF8, 4),
        ("😀", Encoding.UTF16, 2),
        ("😀", Encoding.UTF32, 1),
        ("\uffff", Encoding.UTF16, 1),
        ("\U00010000", Encoding.UTF16, 2),
    ],
)
def test_a_character_takes_units(text: str, encoding: Encoding, expected: int) -> None:
    assert units(text, encoding) == expected


@pytest.mark.parametrize(
    ("place", "offset"),
    [
        (Place(0, 0), 0),
        (Place(0, 3), 2),  # behind the emoji, which is two units
        (Place(0, 2), 1),  # within the emoji: before it
        (Place(0, 99), 3),  # past the end of the line: at its end
        (Place(1, 0), 5),  # CRLF is one line break
        (Place(1, 2), 6),
        (Place(9, 0), 6),  # past the last line: the end
        (Place(-1, 0), 0),
        (Place(0, -1), 0),
    ],
)
def test_a_place_is_an_offset(place: Place, offset: int) -> None:
    assert offset_of(SourceFile("x", "a😀b\r\nc"), place, Encoding.UTF16) == offset


@pytest.mark.parametrize("sign", ["\u2028", "\x0b", "\x0c", "\x85", "\x1c"])
def test_only_cr_and_lf_break_lines(sign: str) -> None:
    source = SourceFile("x", f"a{sign}b\nc")
    assert offset_of(source, Place(1, 0), Encoding.UTF16) == 4


@given(TEXTS, ENCODINGS)
def test_every_offset_has_a_place_that_leads_back(text: str, encoding: Encoding) -> None:
    source = SourceFile("x", text)
    for offset in range(len(text) + 1):
        if text[offset - 1 : offset + 1] != "\r\n":  # there is no place between the two
            assert offset_of(source, place_of(source, offset, encoding), encoding) == offset
