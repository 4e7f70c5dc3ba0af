"""One goal whole, at every width, with any text, with and without Unicode and colour."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from kpicli.render.reports.show import likelihood_words, show_terminal
from kpicli.render.reports.show_json import show_json
from kpicli.render.text import cell_width, escaped
from kpicli.render.theme import Style
from kpicli.reports.show import ShowReport, show_report
from repository import workspace

_AS_OF = date(2026, 7, 1)
_COLOR = re.compile(r"\x1b\[[0-9;]*m")
_GOALS = """
    teams: [{id: acme, title: Acme, level: organization, lead: ada}]
    objectives: [{id: growth, title: Win, period: 2026}]
    kpis:
      - id: leads
        title: Raise leads from 10 to 20
        description: Those who asked for an offer
        team: acme
        stakeholders: [ada, bob]
        period: 2026
        contributes_to: growth
        guardrails: [calls]
        unit: lead
        baseline: 10
        target: {commit: 15, target: 20, stretch: 30}
        interim_targets: {2026-Q1: 12, 2026-Q3: 17}
        reviewed: 2026-05-01
        target_changes: [{date: 2026-02-02, from: 25, to: 20, reason: Less demand}]
        actuals:
          2026-01: 10
          2026-02: 11
          2026-03: 13
          2026-04: 13
          2026-06: {value: 15, note: Two slipped, by: ada, confidence: 0.7}
      - id: calls
        title: Keep calls at 45 to 55
        period: 2026
        target: 45..55
        contributes_to: leads
        actuals: {2026-01: 50, 2026-02: 48}
      - id: site
        title: Open the site
        period: 2026
        target: complete
        actuals: {2026-01: 10%, 2026-02: 60%}
      - id: sold
        title: Sell 100
        period: 2026
        aggregation: sum
        baseline: 0
        target: 100
        actuals: {2026-01: 10, 2026-02: 20}
      - {id: bare, title: Bare}
      - {id: started, title: Raise from 1 to 2, period: 2026, baseline: 1, target: 2}
"""
_IDS = ["growth", "leads", "calls", "site", "sold", "bare", "started"]


def _report(key: str, text: str = _GOALS) -> ShowReport:
    loaded = workspace(text, _AS_OF)
    return show_report(loaded, loaded.goals[key])


@pytest.mark.parametrize("key", _IDS)
@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
@pytest.mark.parametrize("unicode", [True, False])
def test_nothing_is_wider_than_the_terminal(key: str, width: int, *, unicode: bool) -> None:
    text = show_terminal(_report(key), Style(width, unicode=unicode))
    assert max(map(cell_width, text.splitlines())) <= width
    assert unicode or text.isascii()


@pytest.mark.parametrize("key", _IDS)
def test_colour_adds_nothing_but_colour(key: str) -> None:
    report = _report(key)
    painted = show_terminal(report, Style(100, color=True))
    assert _COLOR.sub("", painted) == show_terminal(report, Style(100))


def test_all_there_is_to_know() -> None:
    text = show_terminal(_report("leads"), Style(100))
    for said in (
        "team          acme (Acme)",
        "stakeholders  ada, bob",
        "period        2026, 2026-01-01 to 2026-12-31, 184 days left",
        "target        20 lead, commit 15, stretch 30",
        "value         15 lead on 2026-06-30, 1 day ago",
        "50 %, ",
        "2026-03-31  12 lead  past",
        "2026-09-30  17 lead  to come",
        "growth  Win",
        "calls  Keep calls at 45 to 55",
        "2026-06  15  ada, 70 % sure: Two slipped",
        "2026-02-02  target 25 → 20: Less demand",
        "the target is ",
    ):
        assert said in text


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-07-01", "due on 2026-07-31, in 30 days (monthly)"),
        ("2026-07-31", "due today (monthly)"),
        ("2026-08-01", "was due on 2026-07-31, 1 day ago (monthly)"),
    ],
)
def test_when_the_next_value_is_due(day: str, words: str) -> None:
    goals = _GOALS.replace("reviewed:", "cadence: monthly\n        reviewed:")
    report = replace(_report("leads", goals), as_of=date.fromisoformat(day))
    lines = show_terminal(report, Style(100)).splitlines()
    assert f"next value    {words}" in lines
    assert "next value" not in show_terminal(_report("leads"), Style(100))


def test_the_chart_shows_actuals_against_the_expected_line() -> None:
    goals = _GOALS.replace("{commit: 15, target: 20, stretch: 30}", "20")
    lines = show_terminal(_report("leads", goals), Style(60, unicode=False)).splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("22.5 +"))
    chart = lines[start : start + 15]
    assert chart[0] == "22.5 +" + "x".rjust(53)
    assert chart[2].startswith("  20 +- - - - -")
    assert sum(line.count("o") for line in chart[:11]) == 5
    assert chart[11].index("^") == chart[12].index("2026-07-01") + 5
    assert "o actual  . expected  - target 20  # interim target" in chart[13]


def test_the_chart_marks_commit_and_stretch_and_names_them() -> None:
    lines = show_terminal(_report("leads"), Style(120, unicode=False)).splitlines()
    dashed = [line for line in lines if line.count("~   ~") > 3]
    assert len(dashed) == 2
    assert dashed[0].startswith("30 +~   ~   ~")
    assert "- target 20  ~ commit 15  ~ stretch 30  # interim target" in "".join(lines)


@pytest.mark.parametrize("target", ["0", '"<= 0"', "0..0"])
def test_a_target_of_zero_is_drawn_and_named_once(target: str) -> None:
    goals = _GOALS.replace("45..55", f"{target}\n        baseline: 60")
    lines = show_terminal(_report("calls", goals), Style(80, unicode=False)).splitlines()
    assert any(line.startswith(" 0 +- - - - -") for line in lines)
    assert any("- target 0  ^" in line for line in lines)


def test_of_a_deliverable_the_bottom_of_the_chart_is_no_target() -> None:
    lines = show_terminal(_report("site"), Style(80, unicode=False)).splitlines()
    assert any(line.startswith("100 % +- - - - -") for line in lines)
    assert not any(line.startswith("  0 % +- -") for line in lines)
    assert any("- target 100 %  ^" in line for line in lines)


def test_what_was_reached_says_by_whom_since_when_and_by_how_much() -> None:
    won = _GOALS.replace("2026-06: {value: 15,", "2026-06: {value: 21,")
    assert won != _GOALS
    text = show_terminal(_report("leads", won), Style(100))
    assert "reached       by ada, 2026-06-30, 1 lead beyond the target\n" in text
    assert "reached" not in show_terminal(_report("leads"), Style(100))


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("site", "complete"),
        ("site", "60 % on 2026-02-28"),
        ("sold", "30 in total, the last 20 on 2026-02-28"),
        ("sold", "actual, total so far"),
        ("calls", "target 45 and 55"),
        ("started", "none in the period"),
        ("growth", "contributors"),
    ],
)
def test_each_kind_of_goal_says_what_it_is(key: str, said: str) -> None:
    assert said in show_terminal(_report(key), Style(120))


def test_a_value_that_does_not_follow_from_what_was_measured_is_not_known() -> None:
    goals = "kpis: [{id: a, title: A, unit: EUR, actuals: {2026-01: 5, 2026-02: 6 USD}}]"
    text = show_terminal(_report("a", goals), Style(80))
    assert "not known: see kpi why a\n" in text
    assert "none in the period" not in text


@settings(max_examples=40)
@given(st.text(min_size=1).filter(str.strip), st.integers(60, 200))
def test_text_of_people_does_nothing_to_the_terminal(title: str, width: int) -> None:
    report = _report("leads")
    hostile = replace(report, goal=replace(report.goal, title=title, description=title))
    text = show_terminal(hostile, Style(width))
    assert max(map(cell_width, text.splitlines())) <= width
    assert all(escaped(line) == line for line in text.split("\n"))
    assert show_json(hostile)


@pytest.mark.parametrize(
    ("probability", "words"),
    [("1", "very likely"), ("0.9", "very likely"), ("0.89", "likely"), ("0.5", "uncertain"),
     ("0.29", "unlikely"), ("0.09", "very unlikely"), ("0", "very unlikely")],
)  # fmt: skip
def test_a_probability_has_a_word(probability: str, words: str) -> None:
    assert likelihood_words(Decimal(probability)) == words


def test_a_part_of_a_sum_says_how_much_of_it_has_data() -> None:
    text = """
        defaults: {period: 2026}
        kpis:
          - {id: top, title: Top, unit: EUR, rollup: sum, target: ">= 9"}
          - {id: a, title: A, unit: EUR, contributes_to: top, actuals: {2026-02: 5}}
          - {id: b, title: B, unit: EUR, contributes_to: top}
    """
    shown = show_terminal(_report("top", text), Style(100))
    assert " 5 EUR, from 50 % of what contributes to it\n" in shown
    whole = show_terminal(_report("top", text.replace("id: b", "id: b, weight: 0")), Style(100))
    assert " 5 EUR, from what contributes to it\n" in whole
