from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

from kpicli.findings import Severity
from kpicli.render.findings import full
from kpicli.render.theme import Style
from render.checks import CONFLICT, FINANCE, SALES, found, place, result

if TYPE_CHECKING:
    from kpicli.linter import LocatedFinding


def shown(finding: LocatedFinding, style: Style | None = None) -> str:
    return full(result(finding), style or Style(80))


def drawing(text: str) -> str:
    return dedent(text).lstrip("\n")


def test_a_finding_shows_its_places_in_every_file() -> None:
    assert shown(CONFLICT) == drawing(
        """
        error[C101] disjoint-targets: no value of `discount` meets both
          --> sales/goals.yaml:12:13
           |
        12 |     target: ">= 12%"
           |             ^^^^^^^^ at least 12 %
           |
          ::: finance/goals.yaml:9:13
           |
         9 |     target: "<= 8%"
           |             ------- at most 8 %
           |
           = help: agree on one target

        """
    )


def test_each_finding_is_followed_by_an_empty_line() -> None:
    alone = found(place("a.yaml", 1, (1, 2), "x"))
    assert full(result(alone, alone), Style(80)) == 2 * shown(alone)
    assert shown(alone).endswith("|\n\n")
    assert full(result(), Style(80)) == ""


def test_places_in_one_file_are_in_the_order_of_lines_with_dots_between_distant_ones() -> None:
    finding = found(
        place("a.yaml", 20, (3, 5), "  id: c", "the third"),
        place("a.yaml", 7, (3, 5), "  id: a", "the first"),
        place("a.yaml", 8, (3, 5), "  id: b"),
    )
    assert shown(finding) == drawing(
        """
        error[C101] disjoint-targets: no value of `discount` meets both
          --> a.yaml:20:3
           |
         7 |   id: a
           |   -- the first
         8 |   id: b
           |   --
        ...
        20 |   id: c
           |   ^^ the third
           |

        """
    )


def test_two_places_on_one_line_share_it() -> None:
    line = "{id: a, target: 5}"
    finding = found(place("a.yaml", 3, (17, 18), line, "here"), place("a.yaml", 3, (6, 7), line))
    assert shown(finding).splitlines()[2:6] == [
        "  |",
        "3 | {id: a, target: 5}",
        "  |      -",
        "  |                 ^ here",
    ]


def test_a_long_line_is_cut_around_the_span() -> None:
    line = f"{'a' * 60} wrong {'b' * 60}"
    finding = found(place("a.yaml", 3, (62, 67), line, "this"))
    assert shown(finding, Style(44)).splitlines()[4:6] == [
        "3 | …aaaaaaaaaaa wrong bbbbbbbbbbbbbbbbbbbb…",
        "  |              ^^^^^ this",
    ]
    assert shown(finding, Style(44, unicode=False)).splitlines()[4:6] == [
        "3 | ...aaaaaaaaaa wrong bbbbbbbbbbbbbbbbb...",
        "  |               ^^^^^ this",
    ]


def test_a_line_cut_differently_for_two_places_is_shown_twice() -> None:
    line = f"first {'a' * 100} last"
    finding = found(place("a.yaml", 3, (1, 6), line), place("a.yaml", 3, (108, 112), line))
    assert shown(finding, Style(44)).splitlines()[4:8] == [
        "3 | first aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…",
        "  | ^^^^^",
        "3 | …aaaaaaaaaaa last",
        "  |              ----",
    ]


def test_words_that_do_not_fit_behind_the_marker_stand_under_it() -> None:
    finding = found(place("a.yaml", 3, (9, 13), "target: 1000", "a target that nobody can reach"))
    assert shown(finding, Style(40)).splitlines()[4:8] == [
        "3 | target: 1000",
        "  |         ^^^^",
        "  |         a target that nobody can",
        "  |         reach",
    ]


def test_message_and_help_are_wrapped_and_help_keeps_its_own_lines() -> None:
    finding = found(
        place("a.yaml", 3, (1, 2), "x"),
        message="the message is longer than the line",
        remedy="first do this and then\nthat",
    )
    assert shown(finding, Style(30)) == drawing(
        """
        error[C101] disjoint-targets:
        the message is longer than the
        line
         --> a.yaml:3:1
          |
        3 | x
          | ^
          |
          = help: first do this and
                  then
                  that

        """
    )


def test_wide_characters_tabs_and_escapes_keep_the_carets_aligned() -> None:
    line = "\t日本: \u202eno"
    finding = found(place("a.yaml", 3, (2, 4), line), place("a.yaml", 3, (7, 9), line))
    assert shown(finding).splitlines()[3:6] == [
        "3 |     日本: \\u202eno",
        "  |     ^^^^",
        "  |                 --",
    ]


def test_a_place_over_several_lines_is_underlined_to_the_end_of_its_first() -> None:
    label = place("a.yaml", 3, (3, 99), "  kpis:")
    assert "  |   ^^^^^\n" in shown(found(label))


def test_carets_stay_inside_of_the_line() -> None:
    assert "  |   ^\n" in shown(found(place("a.yaml", 3, (9, 9), "a: ")))
    assert "  |     ^^^\n" in shown(found(place("a.yaml", 3, (5, 60), "    a: b"[:7])))


def test_an_empty_line_without_words_is_not_shown() -> None:
    finding = found(place("kpi.toml", 1, (1, 1), ""), message="there are no goal files")
    assert shown(finding) == (
        "error[C101] disjoint-targets: there are no goal files\n --> kpi.toml:1:1\n\n"
    )


def test_an_empty_line_with_words_is() -> None:
    finding = found(place("a.yaml", 4, (1, 1), "", "the file ends here"))
    assert shown(finding).splitlines()[2:5] == ["  |", "4 |", "  | ^ the file ends here"]


def test_colours_say_what_a_part_is() -> None:
    finding = found(SALES, FINANCE, remedy="agree", severity=Severity.WARNING)
    lines = shown(finding, Style(80, color=True)).splitlines()
    assert lines[0].startswith("\x1b[1;33mwarning[C101]\x1b[0m\x1b[1m disjoint-targets: ")
    assert lines[1] == "  \x1b[1;34m-->\x1b[0m \x1b[36msales/goals.yaml:12:13\x1b[0m"
    assert lines[4] == "   \x1b[1;34m|\x1b[0m             \x1b[1;33m^^^^^^^^ at least 12 %\x1b[0m"
    assert lines[9] == "   \x1b[1;34m|\x1b[0m             \x1b[34m------- at most 8 %\x1b[0m"
    assert lines[11] == "   \x1b[1;34m=\x1b[0m \x1b[1;32mhelp\x1b[0m: agree"


def test_a_line_of_a_million_characters_is_cut_at_once() -> None:
    finding = found(place("a.yaml", 1, (500_001, 500_004), "a" * 1_000_000))
    assert max(map(len, shown(finding).splitlines())) == 80
