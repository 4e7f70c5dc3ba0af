from __future__ import annotations

import json
import re
from decimal import Decimal
from textwrap import dedent

import pytest
from msgspec.structs import replace

from kpicli.render.reports.why import why_terminal
from kpicli.render.reports.why_json import why_json
from kpicli.render.text import cell_width
from kpicli.render.theme import Style
from kpicli.reports.steps import Part, Step
from render.why_reports import EMEA, REPORT

MINUS = "\u2212"


def drawing(text: str) -> str:
    return dedent(text).lstrip("\n").replace("_", MINUS)


def test_every_step_stands_on_a_line_with_its_place() -> None:
    assert why_terminal(REPORT, Style(100)) == drawing(
        """
        • sales.clients  Raise clients from 32 to 50
        ✖ off track, as of 2026-09-01

        Progress
          target     50 client: as written  sales/goals.yaml:12
          progress   (29 _ 32) ÷ (18 × 1) = -0.1667: it fell
          direction  at most
          range      45 to 55 %
          value      no actual in the period so far

        Contributors
          sales.emea  ● on track, weight 2, score 0.75, value 21.5, expected 0.6658  sales/emea.yaml:7

        Findings
          error[U101] shortfall: the plan falls short (sales/goals.yaml:12)
            it comes to 40
            help: raise it
        """  # noqa: E501, RUF001 - a line of output, and the sign of a product
    )


def test_what_does_not_fit_goes_on_below_its_beginning() -> None:
    lines = why_terminal(REPORT, Style(40)).splitlines()
    assert lines[5:11] == [
        "  target     50 client: as written",
        "             sales/goals.yaml:12",
        f"  progress   (29 {MINUS} 32) ÷ (18 × 1) =",  # noqa: RUF001 - see above
        "             -0.1667: it fell",
        "  direction  at most",
        "  range      45 to 55 %",
    ]


def test_without_unicode_signs_are_ascii() -> None:
    text = why_terminal(REPORT, Style(100, unicode=False))
    assert "(29 - 32) / (18 * 1) = -0.1667" in text
    assert text.isascii()


@pytest.mark.parametrize("width", [1, 20, 27, 40, 61, 80, 120])
@pytest.mark.parametrize("unicode", [True, False], ids=["unicode", "ascii"])
def test_no_line_is_wider_than_the_terminal(width: int, *, unicode: bool) -> None:
    text = why_terminal(REPORT, Style(width, unicode=unicode))
    assert max(map(cell_width, text.splitlines())) <= max(width, 20)


def test_colour_changes_nothing_but_colour() -> None:
    colored = why_terminal(REPORT, Style(50, color=True))
    assert re.sub(r"\x1b\[[0-9;]+m", "", colored) == why_terminal(REPORT, Style(50))
    assert "\x1b[1;31merror[U101]\x1b[0m" in colored


def test_of_many_contributors_the_first_are_shown() -> None:
    parts = tuple(replace(EMEA, goal=f"c{index}") for index in range(23))
    text = why_terminal(replace(REPORT, contributors=parts), Style(100))
    assert "  c19  ●" in text
    assert "c20" not in text
    assert "\n  3 more\n" in text


def test_days_and_ids_are_whole_where_half_a_line_holds_them() -> None:
    part = replace(EMEA, goal="customer_service.desk.short_calls")
    steps = (Step("actual 2026-06-30", result=Decimal(3)),)
    report = replace(REPORT, contributors=(part,), parts=(Part("value", steps),))
    assert "  actual 2026-06-30  3\n" in why_terminal(report, Style(40))
    assert "  customer_service.desk.short_calls  ● on track" in why_terminal(report, Style(80))


def test_a_contributor_that_does_not_count_says_why() -> None:
    part = replace(EMEA, score=None, value=None, expected=None, note="not counted: no score")
    text = why_terminal(replace(REPORT, contributors=(part,)), Style(100))
    assert "● on track, weight 2, not counted: no score  sales/emea.yaml:7" in text


def test_json() -> None:
    document = json.loads(why_json(REPORT))
    assert document["schema"] == "kpi.why/v1"
    assert document["as_of"] == "2026-09-01"
    assert document["goal"] == {
        "id": "sales.clients",
        "kind": "kpi",
        "title": "Raise clients from 32 to 50",
        "status": "off_track",
    }
    (part,) = document["parts"]
    target, progress, direction, *_ = part["steps"]
    assert target == {
        "name": "target",
        "working": None,
        "result": 50,
        "unit": "client",
        "note": "as written",
        "location": {"path": "sales/goals.yaml", "line": 12, "column": 9},
    }
    assert progress["working"] == "(29 - 32) / (18 * 1)"
    assert progress["location"] is None
    assert (direction["result"], direction["unit"]) == ("at_most", None)
    assert document["contributors"] == [
        {
            "goal": "sales.emea",
            "weight": 2,
            "score": 0.75,
            "value": 21.5,
            "expected": 0.6658,
            "status": "on_track",
            "note": None,
            "location": {"path": "sales/emea.yaml", "line": 7, "column": 21},
        }
    ]
    assert document["findings"] == [
        {
            "rule": "shortfall",
            "code": "U101",
            "severity": "error",
            "message": "the plan falls short",
            "help": "raise it",
            "steps": ["it comes to 40"],
            "location": {"path": "sales/goals.yaml", "line": 12, "column": 9},
        }
    ]


def test_what_is_missing_is_null() -> None:
    bare = replace(
        REPORT,
        contributors=(replace(EMEA, score=None, value=None, expected=None),),
        places={},
        verdicts=(replace(REPORT.verdicts[0], help=""),),
    )
    document = json.loads(why_json(bare))
    (part,) = document["contributors"]
    assert (part["score"], part["value"], part["expected"], part["location"]) == (None,) * 4
    assert document["findings"][0]["help"] is None
    assert document["parts"][0]["steps"][4]["result"] is None
