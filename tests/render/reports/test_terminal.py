from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kpicli.models.choices import Perspective
from kpicli.progress.status import ProgressStatus
from kpicli.render.reports import report_terminal
from kpicli.render.text import cell_width, escaped, fitting
from kpicli.render.theme import Style
from kpicli.reports.movement import Movement
from kpicli.reports.progress import GoalReport, Section
from kpicli.reports.sections import Grouping
from render.progress_reports import (
    CASCADE,
    CLIENTS,
    MOVED,
    OBJECTIVE,
    REVENUE,
    UNMEASURED,
    report,
    row,
)


def drawing(text: str) -> str:
    return dedent(text).lstrip("\n")


def row_of(goal: GoalReport, width: int = 200) -> str:
    return report_terminal(report(Section("", ((goal, None),))), Style(width)).splitlines()[1]


def test_at_60_columns_there_are_bar_score_and_status() -> None:
    assert report_terminal(CASCADE, Style(60)) == drawing(
        """
        goal                          │ expected  score  status
        ◆ Win the mid-market          ████│█▏···   62 %  ● on track
        ├─• Raise new clients from …  ·│········    0 %  ✖ off track
        └─• Keep revenue at €18M or…  █████████│  100 %  ✔ achieved
        ◆ People stay                                 –  ? no data

        ✖ off track: sales.new_clients
        kpi why ID shows how a status comes about, kpi tree all ids

        4 goals: ✔ 1 achieved, ● 1 on track, ✖ 1 off track,
        ? 1 no data, as of 2026-03-10
        """  # noqa: RUF001 - the sign for no number
    )


def test_at_80_columns_there_are_numbers() -> None:
    assert report_terminal(CASCADE, Style(80)) == drawing(
        """
        goal                          │ expected  score  value / target      status
        ◆ Win the mid-market          ████│█▏···   62 %                      ● on track
        ├─• Raise new clients from …  ·│········    0 %  29 / 50 client      ✖ off track
        └─• Keep revenue at €18M or…  █████████│  100 %  18.12M / ≥ 18M EUR  ✔ achieved
        ◆ People stay                                 –                      ? no data

        ✖ off track: sales.new_clients
        kpi why ID shows how a status comes about, kpi tree all ids

        4 goals: ✔ 1 achieved, ● 1 on track, ✖ 1 off track, ? 1 no data,
        as of 2026-03-10
        """  # noqa: RUF001 - the sign for no number
    )


def test_at_150_columns_there_are_ids_owner_coverage_day_and_history() -> None:
    heading, objective, kpi, *others = report_terminal(CASCADE, Style(150)).splitlines()
    assert heading == (
        "goal                                       id                 │ expected  score"
        "  value / target      status       owner  coverage  measured    history"
    )
    assert objective == (
        "◆ Win the mid-market                       win_mid_market     ████│█▏···   62 %"
        "                      ● on track   dana   80 %"
    )
    assert kpi == (
        "├─• Raise new clients from 32 to 50        sales.new_clients  ·│········    0 %"
        "  29 / 50 client      ✖ off track  dana             2026-02-28  █▁"
    )
    assert "kpi why" not in "".join(others)


LONG = replace(CLIENTS, id="sales.emea.new_clients.of_the_mid_market.won_by_referral")


def test_an_id_without_room_is_passed_over_and_stands_below_if_it_needs_attention() -> None:
    goals = (replace(LONG, status=ProgressStatus.AT_RISK), REVENUE)
    text = report_terminal(report(Section("", tuple((goal, None) for goal in goals))), Style(120))
    assert "measured    history" in text.splitlines()[0]
    assert f"\n▲ at risk: {LONG.id}\n" in text
    assert ": revenue" not in text


MEASURED = replace(
    CLIENTS,
    title="Raise monthly revenue from 100k to 120k EUR in all of our markets",
    value=Decimal(116_600),
    target=Decimal(120_000),
    unit="EUR",
    coverage=Decimal("0.5"),
)


@pytest.mark.parametrize(
    ("width", "headings"),
    [
        (60, ["expected", "score", "status"]),
        (80, ["expected", "score", "value", "status"]),
        (90, ["expected", "score", "value", "status"]),
        (100, ["expected", "score", "value", "status", "coverage"]),
        (110, ["expected", "score", "value", "status", "owner", "coverage"]),
        (120, ["expected", "score", "value", "status", "owner", "coverage", "measured"]),
        (140, ["id", "expected", "score", "value", "status", "owner", "coverage", "measured"]),
    ],
)
def test_columns_come_by_their_worth_beside_titles_that_can_be_read(
    width: int, headings: list[str]
) -> None:
    section = Section("", (row(MEASURED), row(MEASURED, (True,)), row(MEASURED, (True, True))))
    heading, *_ = report_terminal(report(section), Style(width)).splitlines()
    known = ("id", "expected", "score", "value", "status", "owner", "coverage", "measured")
    assert [name for name in known if name in heading.split()] == headings


def test_one_long_title_among_short_ones_can_be_read_beside_further_columns() -> None:
    short = replace(MEASURED, title="total")
    goals = (MEASURED, *(replace(short, id=f"o.q{number}") for number in range(15)))
    section = Section("", tuple((goal, None) for goal in goals))
    for width in range(60, 140):
        heading, line, *_ = report_terminal(report(section), Style(width)).splitlines()
        assert "measured" not in heading or MEASURED.title[:21] in line


def test_a_value_is_worth_more_than_the_bar() -> None:
    deep = report(Section("", (row(MEASURED, (True,) * 5),)))
    heading, line, *_ = report_terminal(deep, Style(80)).splitlines()
    assert heading.split() == ["goal", "score", "value", "/", "target", "status"]
    assert "116.6k / 120k EUR" in line


@given(
    st.lists(
        st.tuples(
            st.text(max_size=80),
            st.integers(0, 12),
            st.sampled_from(["", "EUR", "kg CO₂e/shipment", "\u2066円"]),
            st.decimals(-(10**9), 10**9, allow_nan=False),
        ),
        min_size=1,
        max_size=6,
    ),
    st.tuples(st.integers(20, 220), st.booleans()).map(
        lambda parts: Style(parts[0], unicode=parts[1])
    ),
)
def test_no_line_is_wider_than_the_terminal_and_further_columns_leave_titles_readable(
    parts: list[tuple[str, int, str, Decimal]], style: Style
) -> None:
    goals = [
        (replace(MEASURED, title=title, unit=unit, value=value), depth)
        for title, depth, unit, value in parts
    ]
    section = Section("", tuple(row(goal, (True,) * depth) for goal, depth in goals))
    heading, *lines = report_terminal(report(section), style).splitlines()
    assert max(map(cell_width, (heading, *lines))) <= style.width
    if {"id", "owner", "coverage", "measured", "history"} & set(heading.split()):
        for (goal, _), line in zip(goals, lines, strict=False):
            assert fitting(escaped(goal.title), 22 - cell_width(style.symbols.ellipsis)) in line


@pytest.mark.parametrize("width", [80, 100, 120, 160, 200])
def test_titles_keep_30_cells_before_days_and_history_take_room(width: int) -> None:
    long = replace(LONG, title="Raise new clients of the mid-market won by referral from 32 to 50")
    deep = report(Section("", (row(long, (True,) * 4), row(long, (True,) * 4))))
    heading, line, *_ = report_terminal(deep, Style(width)).splitlines()
    assert long.title[:21] in line
    assert "measured" not in heading or long.title[:29] in line


def test_at_200_columns_there_are_ids_and_whole_numbers() -> None:
    line = report_terminal(CASCADE, Style(200)).splitlines()[3]
    assert line == (
        "└─• Keep revenue at €18M or more in every quarter of the year  revenue            "
        "███████████████████│  100 %  18,123,456.78 / ≥ 18,000,000 EUR  ✔ achieved"
        "   dana             2026-02-28"
    )


def test_it_can_be_drawn_in_ascii() -> None:
    assert report_terminal(CASCADE, Style(80, unicode=False)) == drawing(
        """
        goal                         | expected  score  value / target       status
        * Win the mid-market         ####|#....   62 %                       > on track
        |-o Raise new clients fr...  .|........    0 %  29 / 50 client       x off track
        `-o Keep revenue at €18M...  #########|  100 %  18.12M / >= 18M EUR  + achieved
        * People stay                                -                       ? no data

        x off track: sales.new_clients
        kpi why ID shows how a status comes about, kpi tree all ids

        4 goals: + 1 achieved, > 1 on track, x 1 off track, ? 1 no data,
        as of 2026-03-10
        """
    )


def test_status_and_bar_have_the_colour_of_the_status() -> None:
    lines = report_terminal(CASCADE, Style(60, color=True)).splitlines()
    assert lines[1] == (
        "◆ \x1b[1mWin the mid-market\x1b[0m          \x1b[32m████│█▏···\x1b[0m   62 %"
        "  \x1b[32m● on track\x1b[0m"
    )
    assert lines[2].startswith("\x1b[2m├─\x1b[0m• Raise new clients from …  \x1b[31m·│")


@pytest.mark.parametrize("width", [20, 40, 60, 80, 100, 120, 160, 200, 300])
def test_every_line_fits_the_width(width: int) -> None:
    for style in (Style(width), Style(width, unicode=False)):
        lines = report_terminal(CASCADE, style).splitlines()
        assert max(map(cell_width, lines)) <= width


def test_groups_stand_under_their_headings() -> None:
    grouped = report(
        Section("no team", ((UNMEASURED, None),)), Section("sales", ((OBJECTIVE, None),))
    )
    assert report_terminal(grouped, Style(100)) == drawing(
        """
        goal                  id              │ expected  score  status      owner  coverage

        no team
        ◆ People stay         culture                         –  ? no data   dana

        sales
        ◆ Win the mid-market  win_mid_market  ████│█▏···   62 %  ● on track  dana   80 %

        2 goals: ● 1 on track, ? 1 no data, as of 2026-03-10
        """  # noqa: RUF001 - the sign for no number
    )


def heading_of(goal: GoalReport, width: int, by: Grouping = Grouping.CASCADE) -> list[str]:
    owned = replace(report(Section("dana", ((goal, None),))), by=by)
    return report_terminal(owned, Style(width)).splitlines()[0].split()


def test_owners_are_shown_from_100_columns_on_unless_the_sections_are_theirs() -> None:
    short = replace(CLIENTS, title="Clients", id="c")
    assert "owner" not in heading_of(short, 99)
    assert "owner" in heading_of(short, 100)
    assert "owner" not in heading_of(short, 100, Grouping.OWNER)
    assert "owner" not in heading_of(replace(short, owner=""), 200)


def test_an_owner_without_room_is_passed_over_and_a_long_name_is_cut() -> None:
    named = replace(CLIENTS, owner_name="Department of Citywide Administrative Services")
    assert "  ✖ off track  Department of C…  2026-02-28" in row_of(named, 160)
    titled = replace(named, title="Raise new clients of the mid-market won by referral")
    deep = report(Section("", (row(titled, (True,) * 8),)))
    for width, columns in ((108, ["measured"]), (114, ["owner"]), (130, ["owner", "measured"])):
        heading = report_terminal(deep, Style(width)).splitlines()[0].split()
        assert [name for name in ("owner", "measured") if name in heading] == columns


def test_what_an_owner_is_called_cannot_steer_the_terminal() -> None:
    assert r"  a\x1b[2J\u202e" in row_of(replace(CLIENTS, owner_name="a\x1b[2J\u202e"))


def test_a_long_heading_is_wrapped() -> None:
    named = report(
        Section("dcas (Department of Citywide Administrative Services)", ((CLIENTS, None),))
    )
    lines = report_terminal(named, Style(40)).splitlines()
    assert lines[2:4] == ["dcas (Department of Citywide", "Administrative Services)"]


def test_a_status_as_a_heading_is_said_in_words() -> None:
    grouped = report(Section(ProgressStatus.NO_DATA, ((UNMEASURED, None),)))
    assert "\nno data\n" in report_terminal(grouped, Style(60))
    assert "\nno_data\n" in report_terminal(
        report(Section("no_data", ((UNMEASURED, None),))), Style(60)
    )


def test_a_repeated_row_says_so_where_there_is_room() -> None:
    repeated = report(Section("", (row(OBJECTIVE, (True,), repeated=True),)))
    assert "└─◆ Win the mid-market (shown above)" in report_terminal(repeated, Style(80))
    assert "above" not in report_terminal(repeated, Style(40))


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({}, "  29 / 50 client  "),
        ({"unit": ""}, "  29 / 50  "),
        ({"value": None}, "  – / 50 client  "),  # noqa: RUF001 - the sign for no number
        ({"target": None}, "  29 client  "),
        ({"target": (Decimal(45), Decimal(55))}, "  29 / 45..55 client  "),
        ({"direction": "at_most"}, "  29 / ≤ 50 client  "),
        ({"direction": "at_most", "is_strict": True}, "  29 / < 50 client  "),
        ({"direction": "at_least", "is_strict": True}, "  29 / > 50 client  "),
        ({"target": True, "value": Decimal("0.6"), "unit": ""}, "  60 % / complete  "),
        ({"value": Decimal("1E+9")}, "  1,000,000,000 / 50 client  "),
    ],
)
def test_values_stand_beside_their_targets(changes: dict[str, object], text: str) -> None:
    assert text in row_of(replace(CLIENTS, **changes))


@pytest.mark.parametrize(
    ("coverage", "text"), [("1", None), ("0", None), ("0.999", "99 %"), ("0.25", "25 %")]
)
def test_coverage_is_shown_where_it_is_partial(coverage: str, text: str | None) -> None:
    partial = report(Section("", ((replace(OBJECTIVE, coverage=Decimal(coverage)), None),)))
    shown = report_terminal(partial, Style(120))
    assert ("coverage" in shown) == (text is not None)
    assert text is None or f"{text}\n" in shown


def test_a_score_just_below_1_is_not_shown_as_100_percent() -> None:
    assert "   99 %  " in row_of(replace(CLIENTS, score=Decimal("0.99999")))


def test_history_shows_as_many_values_as_there_is_room_for() -> None:
    start = date(2026, 1, 1)
    history = tuple((start + timedelta(days=day), Decimal(day)) for day in range(50))
    line = row_of(replace(CLIENTS, history=history))
    assert line.endswith("  ▁▁▂▂▂▃▃▃▃▄▄▄▅▅▅▆▆▆▆▇▇▇██")


def test_titles_and_units_cannot_steer_the_terminal() -> None:
    line = row_of(replace(REVENUE, title="a\x1b[2J\nb\u202e", unit="\u2066x"), 120)
    assert line.startswith("• a\\x1b[2J\\nb\\u202e")
    assert "18M \\u2" in line


def test_deep_rows_keep_room_for_their_titles() -> None:
    deep = report(Section("", (row(CLIENTS, (False,) * 40),)))
    lines = report_terminal(deep, Style(80)).splitlines()
    assert lines[1].startswith("…40 │ │ │ │ │ ├─• Raise new")
    assert max(map(cell_width, lines)) <= 80


def test_a_report_without_goals_has_only_its_summary() -> None:
    assert report_terminal(report(Section("", ())), Style(80)) == "0 goals, as of 2026-03-10\n"


def test_movement_stands_beside_the_score_and_the_status_before_where_there_is_room() -> None:
    lines = report_terminal(MOVED, Style(100)).splitlines()
    assert lines[0].startswith("goal                               │ expected  score  moved  value")
    assert lines[1].startswith(
        "• Raise new clients from 32 to 50  ·│········    0 %  0 pp   29 / 50"
    )
    assert "✖ off track  early" in lines[1]
    assert lines[-1] == "1 goal: ✖ 1 off track, as of 2026-03-10, since 2026-01-31"


@pytest.mark.parametrize(
    ("score", "text"),
    [
        ("0.034", "+3 pp"),
        ("-0.2", "-20 pp"),
        ("0.004", "0 pp"),
        ("-0.004", "0 pp"),
        (None, "0 %  29 / 50 client"),
    ],
)
def test_movement_is_in_percentage_points(score: str | None, text: str) -> None:
    change = None if score is None else Decimal(score)
    moved = Movement(None, None, change, ProgressStatus.OFF_TRACK)
    assert f"  {text}  " in row_of(replace(CLIENTS, movement=moved))


def test_a_perspective_as_a_heading_is_said_in_words() -> None:
    grouped = report(Section(Perspective.INTERNAL_PROCESS, ((UNMEASURED, None),)))
    assert "\ninternal process\n" in report_terminal(grouped, Style(60))
