"""Texts of open documents, and what edits make of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpicli.server.buffers import Buffers, Change, changed
from kpicli.server.positions import Encoding, Place
from kpicli.source import SourceFile

FILE = Path("/goals/goals.yaml")


def _after(text: str, *changes: Change) -> str:
    return changed(SourceFile("x", text), changes, Encoding.UTF16).text


@pytest.mark.parametrize(
    ("text", "change", "expected"),
    [
        ("abc", Change("X", Place(0, 1), Place(0, 2)), "aXc"),
        ("abc", Change("X"), "X"),
        ("a\nb", Change("", Place(0, 1), Place(1, 0)), "ab"),
        ("a\r\nb", Change("", Place(0, 1), Place(1, 0)), "ab"),
        ("a😀b", Change("-", Place(0, 3), Place(0, 3)), "a😀-b"),
        ("a\u2028b\nc", Change("-", Place(1, 0), Place(1, 1)), "a\u2028b\n-"),
        ("abc", Change("!", Place(7, 0), Place(9, 9)), "abc!"),
        ("abc", Change("!", Place(0, 99), Place(0, 99)), "abc!"),
        ("abc", Change("!", Place(0, 2), Place(0, 1)), "a!c"),
        ("", Change("x", Place(0, 0), Place(0, 0)), "x"),
    ],
)
def test_a_change_is_made_where_it_says(text: str, change: Change, expected: str) -> None:
    assert _after(text, change) == expected


def test_each_change_speaks_of_the_text_after_the_one_before() -> None:
    first = Change("xy", Place(0, 0), Place(0, 0))
    assert _after("abc", first, Change("", Place(0, 0), Place(0, 1))) == "yabc"


def test_a_document_that_is_not_open_is_not_changed() -> None:
    buffers = Buffers()
    buffers.change(FILE, [Change("x")], 2, Encoding.UTF16)
    assert buffers.get(FILE) is None


def test_a_closed_document_keeps_the_name_that_the_editor_gave_it() -> None:
    buffers = Buffers()
    buffers.open(FILE, "file:///goals/goals%2Eyaml", "x", 1)
    buffers.close(FILE)
    assert buffers.get(FILE) is None
    assert buffers.name(FILE) == "file:///goals/goals%2Eyaml"
