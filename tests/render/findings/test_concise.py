from __future__ import annotations

from kpicli.findings import Severity
from kpicli.render.findings import concise
from kpicli.render.theme import Style
from render.checks import CONFLICT, found, place, result


def test_a_finding_is_one_line() -> None:
    assert concise(result(CONFLICT), Style(20)) == (
        "sales/goals.yaml:12:13: error[C101] disjoint-targets: no value of `discount` meets both\n"
    )


def test_place_and_severity_are_coloured() -> None:
    warning = found(place("a.yaml", 1, (1, 2), "x"), message="wrong", severity=Severity.WARNING)
    assert concise(result(warning), Style(80, color=True)) == (
        "\x1b[36ma.yaml:1:1\x1b[0m: \x1b[1;33mwarning[C101]\x1b[0m disjoint-targets: wrong\n"
    )


def test_nothing_found_is_no_text() -> None:
    assert concise(result(), Style(80)) == ""


def test_line_breaks_and_overrides_are_shown_escaped_in_paths_too() -> None:
    hostile = found(place("a\nb\u202e.yaml", 1, (1, 2), "x"), message="one\r\ntwo\x1b[2J")
    assert concise(result(hostile), Style(80)) == (
        "a\\nb\\u202e.yaml:1:1: error[C101] disjoint-targets: one\\r\\ntwo\\x1b[2J\n"
    )
