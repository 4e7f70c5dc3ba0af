"""`kpi report --preset`: whose definition of progress decides."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from kpicli.cli.exit_codes import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Kpi

SERIES = """\
kpis:
  - {id: i1_1_1, title: A, period: 2016-01-01/2030-12-31, baseline: 14.5, target: 7.25,
     actuals: {2023: 10.2}}
  - {id: i11_3_1, title: A, period: 2006-01-01/2030-12-31, baseline: 63, target: 85,
     actuals: {2020: 74}}
  - {id: i12_1_1, title: A, period: 2016-01-01/2030-12-31, baseline: 0.37, target: 60,
     actuals: {2024: 14.63}}
  - {id: i15_4_1, title: A, period: 2015-01-01/2030-12-31, baseline: 10.1, target: 30,
     actuals: {2015: 10.1, 2023: 13.7}}
  - {id: i11_6_1, title: A, period: 2015-01-01/2030-12-31, baseline: 699, target: 490,
     actuals: {2022: 683.4}}
  - {id: i15_2_1, title: A, period: 2020-01-01/2026-12-31, baseline: 42, target: 60,
     actuals: {2024: 40}}
  - {id: i1_2_1, title: A, period: 2017-01-01/2030-12-31, baseline: 66.6, range: 0..100,
     direction: increase, actuals: {2023: 71.4}}
  - {id: i15_1_1, title: A, period: 2016-01-01/2030-12-31, baseline: 79.82, range: 0..100,
     direction: increase, actuals: {2020: 80}}
  - {id: i16_6_1, title: A, period: 2016-01-01/2030-12-31, baseline: 87.93,
     direction: decrease, actuals: {2023: 77.78}}
  - {id: i11_2_1, title: A, period: 2019-01-01/2030-12-31, baseline: 11.3,
     direction: decrease, actuals: {2022: 11.6}}
"""
PUBLISHED = {
    "i1_1_1": ("0.9525901792032172", "2.5185563910306596", "on_track"),
    "i11_3_1": ("0.8949392974311927", "2.106761907621266", "at_risk"),
    "i12_1_1": ("1.249622415033452", "4.640227948342444", "on_track"),
    "i15_4_1": ("0.5160064971944834", "-0.34995572813974585", "off_track"),
    "i11_6_1": ("0.12830416881599752", "-1.9653950197943832", "off_track"),
    "i15_2_1": ("-0.18576295071190677", "-3.274018486731302", "off_track"),
    "i1_2_1": ("0.009991483690946268", "1.739752850099936", "at_risk"),
    "i15_1_1": ("0.0004506085041826591", "-2.1437311547039553", "off_track"),
    "i16_6_1": ("0.015215151249107883", "2.6075756245539417", "on_track"),
    "i11_2_1": ("-0.006572095158251079", "-3.321511894781385", "off_track"),
}
AS_OF = ("--as-of", "2025-07-01")


@pytest.fixture(autouse=True)
def _series(goals: Path) -> None:
    (goals / "series.yaml").write_text(SERIES, "utf-8")


def report(kpi: Kpi, *arguments: str) -> dict[str, Any]:
    outcome = kpi("report", "--format", "json", *AS_OF, *arguments)
    assert (outcome.code, outcome.err) == (ExitCode.CLEAN, "")
    found: dict[str, Any] = json.loads(outcome.out, parse_float=Decimal, parse_int=Decimal)
    return found


def goals_of(found: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {goal["id"]: goal for goal in found["goals"]}


def test_the_published_series_of_statistics_canada(kpi: Kpi) -> None:
    found = report(kpi, "--preset", "sdg")
    assert found["preset"] == "sdg"
    for key, (rate, gauge, word) in PUBLISHED.items():
        goal = goals_of(found)[key]
        assert abs(goal["preset_value"] / Decimal(rate) - 1) < Decimal("1e-12"), key
        assert abs(goal["preset_gauge"] / Decimal(gauge) - 1) < Decimal("1e-12"), key
        assert goal["status"] == word, key


def test_the_share_of_the_progress_chart(kpi: Kpi) -> None:
    goal = goals_of(report(kpi, "--preset", "un2023"))["i1_1_1"]
    assert (round(goal["preset_value"], 5), goal["status"]) == (Decimal("0.96583"), "on_track")


def test_without_a_preset_nothing_changes(kpi: Kpi) -> None:
    found = report(kpi)
    assert found["preset"] == "default"
    assert {goal["preset_value"] for goal in found["goals"]} == {None}
    assert found == report(kpi, "--preset", "default")
    assert goals_of(found)["i1_2_1"]["status"] == "no_data"


def settings(goals: Path, text: str) -> None:
    (goals / "kpi.toml").write_text(text, "utf-8")


def test_the_settings_name_a_preset_and_the_command_line_another(kpi: Kpi, goals: Path) -> None:
    settings(goals, '[status]\npreset = "evm"\n')
    assert report(kpi)["preset"] == "evm"
    assert report(kpi, "--preset", "sdg")["preset"] == "sdg"


def test_thresholds_count_with_the_preset_that_they_stand_beside(kpi: Kpi, goals: Path) -> None:
    settings(goals, '[status]\npreset = "sdg"\non_track = 0.89\n')
    assert goals_of(report(kpi))["i11_3_1"]["status"] == "on_track"
    assert goals_of(report(kpi, "--preset", "sdg"))["i11_3_1"]["status"] == "on_track"
    settings(goals, "[status]\non_track = 0.89\n")
    assert goals_of(report(kpi, "--preset", "sdg"))["i11_3_1"]["status"] == "at_risk"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('[status]\npreset = "skg"\n', 2, "did you mean `sdg`?"),
        ('[status]\npreset = "okr"\nat_risk = 0.8\n', 1, "at_risk (0.8) is above on_track (0.7)"),
    ],
)
def test_wrong_settings(kpi: Kpi, goals: Path, text: str, line: int, message: str) -> None:
    settings(goals, text)
    outcome = kpi("report")
    assert outcome.code == ExitCode.USAGE
    assert f"kpi.toml:{line}:" in outcome.err
    assert message in outcome.err


def test_an_unknown_preset_names_the_nearest(kpi: Kpi) -> None:
    outcome = kpi("report", "--preset", "un203")
    assert outcome.code == ExitCode.USAGE
    assert "did you mean `un2023`?" in outcome.err


def test_the_terminal_names_the_preset_at_the_end(kpi: Kpi) -> None:
    last = kpi("report", "--preset", "sdg", *AS_OF).out.splitlines()[-1]
    assert last.endswith("as of 2025-07-01, by sdg")
    assert kpi("report", *AS_OF).out.splitlines()[-1].endswith("as of 2025-07-01")


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_what_is_passed_on_names_the_preset(kpi: Kpi, form: str) -> None:
    assert "2025-07-01, by sdg" in kpi("report", "--preset", "sdg", "--format", form, *AS_OF).out
    assert ", by default" not in kpi("report", "--format", form, *AS_OF).out


def test_figures_have_columns_everywhere(kpi: Kpi) -> None:
    named = ("report", "--preset", "sdg", *AS_OF)
    heading, *lines = kpi(*named).out.splitlines()
    assert "  growth      sdg score  status" in heading
    assert any("   0.9526      2.519     ● on track" in line for line in lines)
    markdown = kpi(*named, "--format", "markdown").out
    assert "| owner | measured | growth | sdg score |\n" in markdown
    assert "| 0.9526 | 2.519 |\n" in markdown
    csv = kpi(*named, "--format", "csv").out
    assert ",0.95259017920321" in csv
    assert ",2.5185563910306" in csv
    assert (
        '"figures":[["Growth","0.9526"],["Sdg score","2.519"]]'
        in kpi(*named, "--format", "html").out
    )


def test_show_and_why_take_a_preset_and_name_it(kpi: Kpi) -> None:
    shown = kpi("show", "i1_1_1", "--preset", "sdg", *AS_OF).out
    assert "as of 2025-07-01, by sdg\n" in shown
    assert "by preset  growth 0.9526, sdg score 2.519\n" in shown
    for command in ("show", "why"):
        assert ", by " not in kpi(command, "i1_1_1", *AS_OF).out
        written = kpi(command, "i1_1_1", "--preset", "okr", "--format", "json", *AS_OF).out
        assert json.loads(written)["preset"] == "okr"


def test_why_shows_the_figure_that_decided(kpi: Kpi, goals: Path) -> None:
    settings(goals, '[status]\npreset = "sdg"\n')
    with_target = kpi("why", "i11_3_1", *AS_OF).out
    assert "0.8949" in with_target
    assert "on track from" in with_target
    assert "over what leads to the target in time" in " ".join(with_target.split())
    without = kpi("why", "i1_2_1", *AS_OF).out
    assert "there is no target" in without
    assert "on track from" not in without


OWN = """
defaults: {thresholds: {at_risk: 0.3}}
kpis:
  - {id: own, title: A, period: 2025, baseline: 0, target: 100, actuals: {2025-06-30: 40},
     thresholds: {on_track: 80%}}
  - {id: file, title: A, period: 2025, baseline: 0, target: 100, actuals: {2025-06-30: 20}}
"""


def test_thresholds_of_a_goal_and_of_a_file_go_before_the_settings(kpi: Kpi, goals: Path) -> None:
    (goals / "own.yaml").write_text(OWN, "utf-8")
    settings(goals, "[status]\non_track = 0.85\nat_risk = 0.8\n")
    found = goals_of(report(kpi))
    assert (found["own"]["status"], found["file"]["status"]) == ("on_track", "at_risk")
    assert found["own"]["thresholds"] == {"on_track": Decimal("0.8"), "at_risk": Decimal("0.8")}
    assert found["file"]["thresholds"] == {"on_track": Decimal("0.85"), "at_risk": Decimal("0.3")}
    why = kpi("why", "own", *AS_OF).out
    assert "on track from  0.8: its own  own.yaml:5\n" in why
    assert "at risk from   0.8: as [status] in kpi.toml has it\n" in why
    assert "at risk from   0.3: its own  own.yaml:2\n" in kpi("why", "file", *AS_OF).out


def test_a_setting_gives_way_where_it_would_contradict_a_goal(kpi: Kpi, goals: Path) -> None:
    (goals / "own.yaml").write_text(OWN.replace("80%", "60%"), "utf-8")
    why = kpi("why", "own", *AS_OF).out
    assert "at risk from   0.6: its own thresholds leave no room for 0.7\n" in why


def test_thresholds_of_goals_are_of_no_use_to_another_preset(kpi: Kpi, goals: Path) -> None:
    (goals / "own.yaml").write_text(OWN, "utf-8")
    found = goals_of(report(kpi, "--preset", "evm"))
    assert found["own"]["thresholds"] == {"on_track": 1, "at_risk": Decimal("0.9")}
    settings(goals, '[status]\npreset = "evm"\n')
    found = goals_of(report(kpi, "--preset", "evm"))
    assert found["own"]["thresholds"] == {"on_track": Decimal("0.8"), "at_risk": Decimal("0.8")}


def test_wrong_thresholds_are_named_with_their_line(kpi: Kpi, goals: Path) -> None:
    (goals / "own.yaml").write_text(OWN.replace("80%", "20%, at_risk: 30%"), "utf-8")
    found = kpi("check", "--select", "D", "--format", "concise")
    assert "own.yaml:5" in found.out
    assert "`thresholds`: `at_risk` (0.3) is above `on_track` (0.2)" in found.out
