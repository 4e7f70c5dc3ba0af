"""Progress as Markdown: exact texts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from kpicli.models.choices import Perspective
from kpicli.models.preset import Preset
from kpicli.progress.status import ProgressStatus
from kpicli.render.reports import report_markdown
from kpicli.reports.reached import Reached
from kpicli.reports.sections import Section
from render.progress_reports import CASCADE, CLIENTS, MOVED, OBJECTIVE, UNMEASURED, report, row

if TYPE_CHECKING:
    from kpicli.reports.goal import GoalReport


def written(text: str) -> str:
    return dedent(text).lstrip("\n")


def row_of(goal: GoalReport) -> str:
    return report_markdown(report(Section("", ((goal, None),)))).splitlines()[4]


def test_a_cascade_is_one_table() -> None:
    assert report_markdown(replace(CASCADE, organisation="Acme & Co")) == written(
        """
        # Acme &amp; Co: progress as of 2026-03-10

        | goal | status | score | expected | value | target | owner | measured |
        | --- | --- | ---: | ---: | ---: | ---: | --- | --- |
        | **Win the mid-market** | ● on track | 62 % | 40 % |  |  | dana |  |
        | &emsp;Raise new clients from 32 to 50 | ✖ off track | 0 % | 18 % | 29 client | 50 client | dana | 2026-02-28 |
        | &emsp;Keep revenue at €18M or more in every quarter of the year | ✔ achieved | 100 % | 100 % | 18,123,456.78 EUR | ≥ 18,000,000 EUR | dana | 2026-02-28 |
        | **People stay** | ? no data |  |  |  |  | dana |  |

        **4 goals**: ✔ 1 achieved, ● 1 on track, ✖ 1 off track, ? 1 no data
        """  # noqa: E501 - the lines of a table
    )


def test_groups_have_headings_and_tables_of_their_own() -> None:
    grouped = report(
        Section(Perspective.LEARNING_GROWTH, ((UNMEASURED, None),)),
        Section(ProgressStatus.ON_TRACK, ((OBJECTIVE, None),)),
        Section("team|x", ((CLIENTS, None),)),
    )
    headings = [line for line in report_markdown(grouped).splitlines() if line.startswith("#")]
    assert headings == [
        "# Progress as of 2026-03-10",
        "## learning and growth",
        "## on track",
        r"## team\|x",
    ]


def test_movement_stands_beside_the_numbers() -> None:
    lines = report_markdown(MOVED).splitlines()
    assert lines[2].endswith("| measured | moved | was |")
    assert lines[4].endswith("| 2026-02-28 | 0 pp (-3) | early |")
    assert lines[-1] == "**1 goal**: ✖ 1 off track, movement since 2026-01-31"


def test_a_repeated_goal_says_so() -> None:
    repeated = report(Section("", (row(OBJECTIVE, (True, False), repeated=True),)))
    line = report_markdown(repeated).splitlines()[4]
    assert line.startswith("| &emsp;&emsp;**Win the mid-market** (shown above) |")


def test_deep_rows_are_not_indented_without_end() -> None:
    deep = report(Section("", (row(CLIENTS, (False,) * 40),)))
    assert report_markdown(deep).splitlines()[4].count("&emsp;") == 12


@pytest.mark.parametrize(
    ("changes", "cells"),
    [
        ({"target": (Decimal(45), Decimal(55))}, "| 29 client | 45..55 client |"),
        ({"target": True, "value": Decimal("0.6")}, "| 60 % | complete |"),
        ({"target": None}, "| 29 client |  |"),
        ({"direction": "at_most", "is_strict": True}, "| 29 client | &lt; 50 client |"),
        ({"value": None}, "|  | 50 client |"),
        ({"unit": "a|b"}, r"| 29 a\|b | 50 a\|b |"),
        ({"owner_name": "Dana <Ito>"}, "| Dana &lt;Ito&gt; |"),
    ],
)
def test_values_and_targets_carry_their_unit(changes: dict[str, object], cells: str) -> None:
    assert cells in row_of(replace(CLIENTS, **changes))


def test_the_figures_of_a_preset_are_columns() -> None:
    judged = replace(CLIENTS, preset_value=Decimal("0.95259"), preset_gauge=Decimal("2.51856"))
    by_sdg = replace(report(Section("", ((judged, None),))), preset=Preset.SDG)
    title, _, heading, _, line, *_ = report_markdown(by_sdg).splitlines()
    assert title.endswith(", by sdg")
    assert heading.endswith("| measured | growth | sdg score |")
    assert line.endswith("| 2026-02-28 | 0.9526 | 2.519 |")
    by_okr = report_markdown(replace(by_sdg, preset=Preset.OKR))
    assert "| measured | grade |\n" in by_okr
    assert "2.519" not in by_okr


def test_what_was_reached_is_a_list_of_its_own() -> None:
    won = replace(
        CLIENTS,
        title="Win *all*",
        owner_name="Dana <b>",
        reached=Reached(date(2026, 2, 28), Decimal("1.5")),
    )
    text = report_markdown(report(Section("", ((won, None), (OBJECTIVE, None)))))
    (line,) = (line for line in text.splitlines() if line.startswith("- "))
    assert "\n## Reached\n\n- " in text
    assert line.endswith(", 2026-02-28, 1.5 client beyond the target")
    assert "*all*" not in line.replace("\\*", "")
    assert "<b>" not in line


def test_what_was_reached_last_comes_first_and_kpis_before_objectives() -> None:
    days = {"a": date(2026, 1, 31), "b": date(2026, 2, 28), "c": None}
    goals = [replace(CLIENTS, id=key, title=key, reached=Reached(day)) for key, day in days.items()]
    goals.append(replace(OBJECTIVE, id="0", title="top", owner="", reached=Reached()))
    text = report_markdown(report(Section("", tuple((goal, None) for goal in goals))))
    lines = [line for line in text.splitlines() if line.startswith("- ")]
    assert lines == ["- b: dana, 2026-02-28", "- a: dana, 2026-01-31", "- c: dana", "- top"]


def test_a_report_without_goals_says_so() -> None:
    assert report_markdown(report(Section("", ()))) == (
        "# Progress as of 2026-03-10\n\n**0 goals**\n"
    )
