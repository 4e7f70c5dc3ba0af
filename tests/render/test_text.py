from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kpicli.render.text import cell_width, cut, escaped, fitting, flowed, padded, wrapped

TEXTS = st.text(st.characters(codec=None))
ELLIPSES = st.sampled_from(["…", "..."])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain text, €5 größer 日本 ✔", "plain text, €5 größer 日本 ✔"),
        ("one\ntwo\r\tthree", r"one\ntwo\r\tthree"),
        ("\x00\x1b[31m\x7f\x9b", r"\x00\x1b[31m\x7f\x9b"),
        ("\u202eevil\u2066\u2069\u200f\u061c", r"\u202eevil\u2066\u2069\u200f\u061c"),
        ("zero\u200bwidth\ufeff\u2060", r"zero\u200bwidth\ufeff\u2060"),
        ("line\u2028paragraph\u2029next\x85", r"line\u2028paragraph\u2029next\x85"),
        ("lone \udcff \ud800", r"lone \udcff \ud800"),
        ("tag \U000e0041", r"tag \U000e0041"),
        ("soft\xadhyphen \u3164", r"soft\xadhyphen \u3164"),
        ("non\xa0breaking e\u0301", "non\xa0breaking e\u0301"),
        (r"C:\new \u202e", r"C:\new \u202e"),
        ("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",) * 2,  # Persian
        ("\u0d9a\u0dca\u200d\u0dbb\u0dd2\u0dba\u0dcf",) * 2,  # Sinhala
        ("pay\u200cpal \U0001f469\u200d\U0001f467", "pay\\u200cpal \U0001f469\\u200d\U0001f467"),
        ("\u0645\u200c", "\u0645\\u200c"),
        ("\u0645\u200c\u200c\u0645", "\u0645\\u200c\\u200c\u0645"),
    ],
)
def test_what_would_act_is_shown_escaped(text: str, shown: str) -> None:
    assert escaped(text) == shown


@given(TEXTS)
def test_escaped_text_is_one_line_that_can_be_written_and_does_nothing(text: str) -> None:
    shown = escaped(text)
    assert not {unicodedata.category(character) for character in shown} & {"Cc", "Cs", "Zl", "Zp"}
    directions = {unicodedata.bidirectional(character) for character in shown}
    assert not directions & {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    assert len(shown.splitlines()) <= 1
    assert shown.encode().decode() == shown


@given(TEXTS)
def test_escaping_twice_changes_nothing_more(text: str) -> None:
    assert escaped(escaped(text)) == escaped(text)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", 0),
        ("abc", 3),
        ("größer", 6),
        ("日本", 4),
        ("e\u0301", 1),
        ("ｆｕｌｌ", 8),  # noqa: RUF001 - full-width letters
        ("🚀", 2),
        ("▲●✖", 3),
        ("각", 2),
        ("\u1100\u1161\u11a8", 2),
        ("⚠\ufe0f", 1),
        ("\u0645\u06cc\u200c\u062e", 3),
    ],
)
def test_width_is_counted_in_cells(text: str, cells: int) -> None:
    assert cell_width(text) == cells


@pytest.mark.parametrize(
    ("text", "width", "ellipsis", "short"),
    [
        ("fits", 4, "…", "fits"),
        ("too long", 5, "…", "too …"),
        ("too long", 5, "...", "to..."),
        ("日本語", 6, "…", "日本語"),
        ("日本語", 5, "…", "日本…"),
        ("日本語", 4, "…", "日…"),
        ("abc", 2, "...", ".."),
        ("abc", 0, "…", ""),
        ("abc", -3, "…", ""),
        ("e\u0301e\u0301e\u0301", 2, "…", "e\u0301…"),
        ("e\u0301e\u0301e\u0301", 3, "…", "e\u0301e\u0301e\u0301"),
        ("เพิ่มลูกค้าใหม่", 11, "…", "เพิ่มลูกค้าใหม่"),
    ],
)
def test_cutting_leaves_an_ellipsis(text: str, width: int, ellipsis: str, short: str) -> None:
    assert cut(text, width, ellipsis) == short


@given(TEXTS.map(escaped), st.integers(0, 30), ELLIPSES)
def test_a_cut_text_fits(text: str, width: int, ellipsis: str) -> None:
    short = cut(text, width, ellipsis)
    assert cell_width(short) <= width
    assert short == text or short.endswith(ellipsis[:width])
    assert (short == text) is (cell_width(text) <= width) or text.endswith(ellipsis)


@given(TEXTS.map(escaped), st.integers(-2, 30))
def test_what_fits_is_a_beginning_and_one_more_would_not_fit(text: str, width: int) -> None:
    part = fitting(text, width)
    assert text.startswith(part)
    assert cell_width(part) <= max(width, 0)
    assert part == text or cell_width(text[: len(part) + 1]) > width


def test_padding_counts_cells_and_not_colours() -> None:
    assert padded("日", 4) == "日  "
    assert padded("\x1b[1mx\x1b[0m", 3, "x") == "\x1b[1mx\x1b[0m  "
    assert padded("long", 2) == "long"


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 5, [""]),
        ("one two three", 7, ["one two", "three"]),
        ("one two three", 100, ["one two three"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("a abcdefgh b", 3, ["a", "abc", "def", "gh", "b"]),
        ("a  b", 10, ["a  b"]),
        ("日本語", 3, ["日", "本", "語"]),
        ("日本", 1, ["日", "本"]),
        ("where 66 % is due", 9, ["where", "66 % is", "due"]),
        ("where 66 %, not 7", 9, ["where", "66 %, not", "7"]),
    ],
)
def test_text_is_wrapped_between_words(text: str, width: int, lines: list[str]) -> None:
    assert wrapped(text, width) == lines


@given(TEXTS.map(escaped), st.integers(2, 40))
@example("a" * 100, 2)
def test_wrapped_lines_fit_and_lose_only_spaces(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert lines
    assert all(cell_width(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_parts_are_not_broken_inside() -> None:
    assert flowed(["1 goal:", "1 on track,", "today"], 12) == ["1 goal:", "1 on track,", "today"]
