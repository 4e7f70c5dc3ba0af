"""What stands below the table: what was reached, and the ids to ask about."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from kpicli.models.choices import Direction
from kpicli.progress.status import ProgressStatus
from kpicli.render.reports.endings import attention_lines, reached_lines
from kpicli.render.text import cell_width
from kpicli.render.theme import Style
from kpicli.reports.reached import Reached
from render.progress_reports import CLIENTS, OBJECTIVE

WON = replace(
    CLIENTS,
    status=ProgressStatus.ACHIEVED,
    owner_name="Dana Ito",
    reached=Reached(date(2026, 2, 28), Decimal("1.50")),
)


def test_what_was_reached_names_who_when_and_by_how_much() -> None:
    assert list(reached_lines((WON, CLIENTS), Style(100))) == [
        "Reached",
        "  ✔ Raise new clients from 32 to 50: Dana Ito, 2026-02-28, 1.5 client beyond the target",
        "",
    ]


def test_it_stands_below_the_title_where_there_is_no_room_beside_it() -> None:
    assert list(reached_lines((WON,), Style(60))) == [
        "Reached",
        "  ✔ Raise new clients from 32 to 50",
        "    Dana Ito, 2026-02-28, 1.5 client beyond the target",
        "",
    ]


def test_what_was_closed_because_it_was_reached_is_recognised_the_same() -> None:
    closed = replace(WON, status=ProgressStatus.CLOSED)
    assert list(reached_lines((closed,), Style(100))) == list(reached_lines((WON,), Style(100)))


@pytest.mark.parametrize(
    ("reached", "words"),
    [
        (Reached(), "Dana Ito"),
        (Reached(beyond=Decimal(0)), "Dana Ito, exactly the target"),
        (Reached(date(2026, 2, 28)), "Dana Ito, 2026-02-28"),
    ],
)
def test_what_is_not_known_is_left_out(reached: Reached, words: str) -> None:
    lines = list(reached_lines((replace(WON, reached=reached),), Style(100)))
    assert lines[1] == f"  ✔ Raise new clients from 32 to 50: {words}"


@pytest.mark.parametrize(
    ("direction", "words"),
    [
        (Direction.AT_MOST, "4 client below the ceiling"),
        (Direction.AT_LEAST, "4 client above the floor"),
        (Direction.INCREASE, "4 client beyond the target"),
    ],
)
def test_a_bound_that_was_kept_is_not_passed(direction: Direction, words: str) -> None:
    kept = Reached(date(2026, 12, 31), Decimal(4), is_kept=True)
    lines = reached_lines((replace(WON, direction=direction, reached=kept),), Style(100))
    assert list(lines)[1].endswith(f"2026-12-31, {words}")


def test_percentages_are_beyond_by_points() -> None:
    (_, line, _) = reached_lines((replace(WON, unit="%"),), Style(100))
    assert line.endswith(", 1.5 pp beyond the target")


def test_the_latest_kpis_come_first_and_objectives_last_and_of_many_there_is_a_count() -> None:
    early = replace(WON, id="early", title="Early", reached=Reached(date(2026, 1, 5)))
    whole = replace(WON, id="a", kind="objective", title="Whole", reached=Reached())
    lines = list(reached_lines((early, whole, WON), Style(100)))
    assert [line.split(":")[0].strip("✔ ") for line in lines[1:-1]] == [WON.title, "Early", "Whole"]
    many = [replace(WON, id=f"g{number}") for number in range(11)]
    assert list(reached_lines(many, Style(100)))[-2] == "  and 3 more"


def test_nothing_reached_is_nothing_said() -> None:
    assert list(reached_lines((CLIENTS, OBJECTIVE), Style(100))) == []


def test_the_ids_of_what_needs_attention_the_most_urgent_first() -> None:
    risky = replace(CLIENTS, id="b.risky", status=ProgressStatus.AT_RISK)
    assert list(attention_lines((OBJECTIVE, risky, CLIENTS), Style(100))) == [
        "✖ off track: sales.new_clients",
        "▲ at risk: b.risky",
        "kpi why ID shows how a status comes about, kpi tree all ids",
        "",
    ]


def test_of_many_ids_there_is_a_count_and_the_option_that_shows_them() -> None:
    many = [replace(CLIENTS, id=f"sales.goal_{number:02}") for number in range(15)]
    lines = list(attention_lines(many, Style(60)))
    assert lines[0].startswith("✖ off track: sales.goal_00, sales.goal_01,")
    assert lines[-3].endswith("and 3 more: --status off_track")
    assert max(map(cell_width, lines)) <= 60


def test_hostile_names_do_nothing_to_the_terminal() -> None:
    hostile = replace(WON, title="a\x1b[2J", owner_name="\u202eb")
    text = "".join(reached_lines((hostile,), Style(40)))
    assert "a\\x1b[2J" in text
    assert "\\u202eb" in text
