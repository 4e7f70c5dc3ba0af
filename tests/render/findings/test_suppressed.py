from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from kpicli.linter import Comparison, Summary, SuppressedFinding
from kpicli.render.findings import closing_line, suppressed
from kpicli.render.theme import Style
from render.checks import CONFLICT, result

PASSED = Summary(41, 229, 83, 0, 0, 0)
CLOSING = "All checks passed: 41 files, 229 goals, 83 rules, as of 2026-09-01"


def test_each_has_its_line_and_its_reason() -> None:
    parts = (
        SuppressedFinding(CONFLICT, "Agreed in January", date(2026, 12, 31)),
        SuppressedFinding(CONFLICT, "", None),
    )
    line = (
        "sales/goals.yaml:12:13: error[C101] disjoint-targets: no value of `discount` meets both\n"
    )
    assert suppressed(replace(result(), suppressed=parts), Style(80)) == (
        f"Suppressed\n{line}  reason: Agreed in January (until 2026-12-31)\n"
        f"{line}  reason: no reason given\n\n"
    )


def test_control_characters_in_a_reason_are_escaped() -> None:
    part = SuppressedFinding(CONFLICT, "a\x1b[31m\u202eb", None)
    text = suppressed(replace(result(), suppressed=(part,)), Style(80))
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_nothing_is_written_where_nothing_is_suppressed() -> None:
    assert suppressed(result(CONFLICT), Style(80)) == ""


@pytest.mark.parametrize(
    ("summary", "ending"),
    [
        (PASSED, ""),
        (replace(PASSED, suppressed=2), " (2 suppressed)"),
        (replace(PASSED, comparison=Comparison(12, 0, 3)), " (12 known, 0 new, 3 fixed)"),
        (replace(PASSED, comparison=Comparison(0, 0, 0)), " (0 known, 0 new, 0 fixed)"),
        (
            replace(PASSED, suppressed=1, comparison=Comparison(12, 0, 3)),
            " (1 suppressed; 12 known, 0 new, 3 fixed)",
        ),
    ],
)
def test_the_closing_line_says_what_is_hidden(summary: Summary, ending: str) -> None:
    assert closing_line(result(summary=summary), Style(80)) == CLOSING + ending
