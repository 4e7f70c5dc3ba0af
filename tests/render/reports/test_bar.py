from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicli.render.reports.bar import progress_bar, sparkline
from kpicli.render.symbols import ASCII, UNICODE, Symbols

FRACTIONS = st.decimals(0, 1, places=4)
SYMBOLS = st.sampled_from([UNICODE, ASCII])


@pytest.mark.parametrize(
    ("score", "expected", "bar"),
    [
        ("0", None, "··········"),
        ("0", "0", "│·········"),
        ("0.5", "0.7", "█████··│··"),
        ("0.55", None, "█████▌····"),
        ("0.7", "0.5", "█████│█···"),
        ("0.9999", None, "█████████▉"),
        ("1", None, "██████████"),
        ("1", "1", "█████████│"),
        ("0.5", "-3", "│████·····"),
        ("0.5", "7", "█████····│"),
    ],
)
def test_a_bar_shows_score_and_expectation(score: str, expected: str | None, bar: str) -> None:
    due = None if expected is None else Decimal(expected)
    assert progress_bar(Decimal(score), due, 10, UNICODE) == bar


def test_a_bar_in_ascii() -> None:
    assert progress_bar(Decimal("0.55"), Decimal("0.7"), 10, ASCII) == "#####..|.."


@given(FRACTIONS, st.none() | st.decimals(-5, 5, places=3), st.integers(1, 40), SYMBOLS)
def test_a_bar_fills_its_width(
    score: Decimal, expected: Decimal | None, width: int, symbols: Symbols
) -> None:
    assert len(progress_bar(score, expected, width, symbols)) == width


@given(FRACTIONS, st.integers(1, 40))
def test_a_bar_is_full_at_1_only(score: Decimal, width: int) -> None:
    is_full = progress_bar(score, None, width, UNICODE) == UNICODE.full * width
    assert is_full == (score == 1)


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ([], ""),
        ([5], "▄"),
        ([5, 5, 5], "▄▄▄"),
        ([0, 1], "▁█"),
        ([0, 7, 3, 4], "▁█▄▅"),
        ([99, 1, 2, 3, 4], "▁▃▆█"),
    ],
)
def test_a_sparkline_shows_the_last_values(values: list[int], line: str) -> None:
    assert sparkline([Decimal(value) for value in values], 4, UNICODE) == line


@given(st.lists(st.decimals(-(10**50), 10**50), max_size=30), SYMBOLS)
def test_a_sparkline_has_a_sign_for_each_value(values: list[Decimal], symbols: Symbols) -> None:
    assert len(sparkline(values, 12, symbols)) == min(len(values), 12)
