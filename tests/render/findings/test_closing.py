from __future__ import annotations

import pytest

from kpicli.linter import Summary
from kpicli.render.findings import closing_line
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
