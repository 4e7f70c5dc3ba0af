from __future__ import annotations

import re

import pytest

from kpicli.linter import Part, Summary
from kpicli.render.findings import closing_line, closing_text
from kpicli.render.theme import Style
from render.checks import result

OVER = "41 files, 229 goals, 83 rules, as of 2026-09-01"


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((0, 0, 0), "All checks passed"),
        ((1, 4, 2), "Found 1 error, 4 warnings, 2 infos"),
        ((2, 1, 1), "Found 2 errors, 1 warning, 1 info"),
        ((0, 0, 1), "Found 1 info"),
    ],
)
def test_what_was_found_is_counted(counts: tuple[int, int, int], words: str) -> None:
    line = closing_line(result(summary=Summary(41, 229, 83, *counts)), Style(80))
    assert line == f"{words}: {OVER}"


def test_one_of_each_is_singular() -> None:
    line = closing_line(result(summary=Summary(1, 1, 1, 0, 0, 0)), Style(80))
    assert line == "All checks passed: 1 file, 1 goal, 1 rule, as of 2026-09-01"


def test_each_severity_has_its_colour() -> None:
    line = closing_line(result(summary=Summary(1, 1, 1, 1, 2, 0)), Style(80, color=True))
    assert line.startswith("Found \x1b[1;31m1 error\x1b[0m, \x1b[1;33m2 warnings\x1b[0m: ")


def test_passing_is_green() -> None:
    line = closing_line(result(summary=Summary(1, 1, 1, 0, 0, 0)), Style(80, color=True))
    assert line.startswith("\x1b[32mAll checks passed\x1b[0m: ")


def test_what_fits_stays_in_one_line() -> None:
    found = result(summary=Summary(1, 1, 1, 1, 2, 0))
    for color in (False, True):
        style = Style(80, color=color)
        assert closing_text(found, style) == closing_line(found, style)


@pytest.mark.parametrize("width", [1, 20, 33, 40, 60])
@pytest.mark.parametrize(
    "since", ["main", "a-branch-with-a-name-that-is-longer-than-any-line-of-these"]
)
def test_what_does_not_fit_is_broken_between_words(width: int, since: str) -> None:
    found = result(summary=Summary(41, 229, 83, 1, 4, 2, part=Part(7, since)))
    plain = closing_text(found, Style(width))
    assert max(map(len, plain.splitlines())) <= max(width, 20)
    assert plain.replace("\n", "").replace(" ", "") == closing_line(found, Style(width)).replace(
        " ", ""
    )
    painted = closing_text(found, Style(width, color=True))
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == plain


def test_the_colours_stay_in_a_line_that_is_broken() -> None:
    found = result(summary=Summary(41, 229, 83, 1, 4, 2))
    assert "\x1b[1;31m1 error\x1b[0m, " in closing_text(found, Style(40, color=True))
