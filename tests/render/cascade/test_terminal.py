from __future__ import annotations

from textwrap import dedent

import pytest
from msgspec.structs import replace

from kpicli.render.cascade import cascade_terminal
from kpicli.render.text import cell_width
from kpicli.render.theme import Style
from kpicli.reports.cascade import CascadeReport, CascadeRow
from render.cascades import CASCADE, VISITS, node, report


def drawing(text: str) -> str:
    return dedent(text).lstrip("\n")


def test_the_cascade_is_a_tree_of_lines() -> None:
    assert cascade_terminal(CASCADE, Style(80)) == drawing(
        """
        ◆ growth  Grow faster  [organization, acme]
        ├─ • revenue  Raise revenue by 20%  [department, sales, emea]
        │  └─ • clients  Raise new clients (draft)  [team, sales.emea]
        │     └─ • visits  More visits
        └─ • clients  Raise new clients (draft) (adds nothing) (shown above)

        ◆ objective  • KPI
        """
    )


def test_it_can_be_drawn_in_ascii() -> None:
    assert cascade_terminal(CASCADE, Style(80, unicode=False)) == drawing(
        """
        * growth  Grow faster  [organization, acme]
        |- o revenue  Raise revenue by 20%  [department, sales, emea]
        |  `- o clients  Raise new clients (draft)  [team, sales.emea]
        |     `- o visits  More visits
        `- o clients  Raise new clients (draft) (adds nothing) (shown above)

        * objective  o KPI
        """
    )


def test_where_there_is_little_room_the_place_goes_first_and_the_title_is_cut() -> None:
    assert cascade_terminal(CASCADE, Style(40)) == drawing(
        """
        ◆ growth  Grow faster
        ├─ • revenue  Raise revenue by 20%
        │  └─ • clients  Raise new clie… (draft)
        │     └─ • visits  More visits
        └─ • clients (draft) (adds n…

        ◆ objective  • KPI
        """
    )


def test_parts_are_coloured() -> None:
    lines = cascade_terminal(CASCADE, Style(80, color=True)).splitlines()
    assert lines[0] == "◆ \x1b[1mgrowth\x1b[0m  Grow faster\x1b[2m  [organization, acme]\x1b[0m"
    assert lines[2] == (
        "\x1b[2m│  └─ \x1b[0m• \x1b[36mclients\x1b[0m  Raise new clients\x1b[33m (draft)\x1b[0m"
        "\x1b[2m  [team, sales.emea]\x1b[0m"
    )


def test_circles_are_named_below() -> None:
    looped = replace(CASCADE, cycles=(("clients", "revenue"),))
    assert cascade_terminal(looped, Style(40)).endswith(
        "\n\nNote: a circle of contributions: clients\n→ revenue → clients\n\n◆ objective  • KPI\n"
    )
    assert "clients -> revenue -> clients" in cascade_terminal(looped, Style(80, unicode=False))
    assert "\x1b[1;33mNote:\x1b[0m a circle" in cascade_terminal(looped, Style(80, color=True))


@pytest.mark.parametrize(
    ("style", "depth"), [(Style(60), "…50 "), (Style(60, unicode=False), "...50 ")]
)
def test_a_deep_row_says_its_depth_and_keeps_its_nearest_branches(style: Style, depth: str) -> None:
    deep = CascadeReport((VISITS,), (), (CascadeRow(VISITS, (False,) * 50),), ())
    line = cascade_terminal(deep, style).splitlines()[0]
    assert line.startswith(depth)
    assert line.endswith(" visits  More visits")
    assert cell_width(line) <= 60


def test_titles_of_wide_characters_are_cut_by_cells() -> None:
    wide = report(node("a", "日本語の目標を達成する", "objective"))
    assert cascade_terminal(wide, Style(20)).splitlines()[0] == "◆ a  日本語の目標を…"


def test_titles_cannot_steer_the_terminal() -> None:
    hostile = report(node("a", "x\x1b[2J\u202ey\nz"))
    assert cascade_terminal(hostile, Style(80)).splitlines()[0] == "• a  x\\x1b[2J\\u202ey\\nz"


def test_a_cascade_without_goals_says_so() -> None:
    assert cascade_terminal(report(), Style(80)) == "No goals\n"
