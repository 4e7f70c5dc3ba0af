from __future__ import annotations

import json
import re
import unicodedata
from decimal import Decimal
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kpicli.render.reports.whatif import whatif_terminal
from kpicli.render.reports.whatif_json import whatif_json
from kpicli.render.text import cell_width
from kpicli.render.theme import Style
from render.whatif_reports import COMES, GROWTH, LEADS, NOTHING, REPORT, SPEND

if TYPE_CHECKING:
    from kpicli.reports.whatif import WhatifReport

TEXTS = st.text(
    st.sampled_from("[]{}<>|#\n\r\t\x00\x1b\x85\u2028\u202e\u2066\u200b\udc80日e\u0301 ")
    | st.characters(codec=None),
    min_size=1,
    max_size=40,
)


def test_each_goal_before_and_after_and_the_conflicts() -> None:
    assert whatif_terminal(REPORT, Style(100)) == dedent(
        """\
        What if, as of 2026-09-01
          finance.spend  120,000 EUR
          finance.spend  target <= 90k

        • finance.spend  Spend no more than 100,000
          value     80,000 → 120,000 EUR
          target    <= 100k → <= 90k
          progress  1 → -0.25
          score     1 → 0
          status    ● on track → ✖ off track

        • marketing.leads  Bring 2,000 leads (by formula)
          value     – → 1,500 lead
          progress  – → 0.75
          status    ? no data → ● on track

        ◆ growth  Grow
          progress  0.3333 → 0.5

        Conflicts that appear
          error[C104] infeasible-targets: `finance.spend` and `marketing.leads` cannot hold together:
            leads come to at most 1,800

        Conflicts that disappear
          warning[U101] shortfall: the plan falls short

        Notes
          `spend` stands for `finance.spend`
        """  # noqa: E501, RUF001 - a line of output, and the sign where there is no number
    )


def test_nothing_changes() -> None:
    assert whatif_terminal(NOTHING, Style(80)) == dedent(
        """\
        What if, as of 2026-09-01
          finance.spend  80,000 EUR

        No goal changes

        No conflict appears or disappears
        """
    )


def test_what_does_not_fit_goes_on_below_its_beginning() -> None:
    lines = whatif_terminal(replace(REPORT, goals=(SPEND,)), Style(30)).splitlines()
    assert lines[5:9] == [
        "• finance.spend  Spend no more",
        "than 100,000",
        "  value     80,000 → 120,000",
        "            EUR",
    ]


def test_without_unicode_signs_are_ascii() -> None:
    text = whatif_terminal(REPORT, Style(100, unicode=False))
    assert "  value     - -> 1,500 lead\n" in text
    assert text.isascii()


@pytest.mark.parametrize("width", [1, 20, 27, 40, 61, 80, 120])
@pytest.mark.parametrize("report", [REPORT, NOTHING], ids=["changes", "nothing"])
def test_no_line_is_wider_than_the_terminal(width: int, report: WhatifReport) -> None:
    text = whatif_terminal(report, Style(width))
    assert max(map(cell_width, text.splitlines())) <= max(width, 20)


@pytest.mark.parametrize("width", [1, 30, 100])
def test_colour_changes_nothing_but_colour(width: int) -> None:
    colored = whatif_terminal(REPORT, Style(width, color=True))
    assert re.sub(r"\x1b\[[0-9;]+m", "", colored) == whatif_terminal(REPORT, Style(width))
    assert "\x1b[1;31merror[C104]\x1b[0m" in colored


@given(TEXTS, st.sampled_from([1, 20, 80]), st.booleans())
def test_no_text_acts_or_breaks(text: str, width: int, color: bool) -> None:  # noqa: FBT001 - as drawn
    goal = replace(LEADS, title=text, unit=text, before=replace(LEADS.before, target=text), id=text)
    hostile = replace(
        REPORT,
        supposed=(replace(REPORT.supposed[0], unit=text), replace(REPORT.supposed[1], target=text)),
        goals=(goal,),
        appearing=(replace(COMES, message=text),),
        notes=(text,),
    )
    drawn = whatif_terminal(hostile, Style(width, color=color))
    plain = re.sub(r"\x1b\[[0-9;]+m", "", drawn)
    lines = plain.split("\n")
    assert not {unicodedata.category(sign) for line in lines for sign in line} & {"Cc", "Cs", "Zl"}
    assert "\u202e" not in plain
    document = json.loads(whatif_json(hostile))
    assert document["goals"][0]["title"] == text


def test_json() -> None:
    document = json.loads(whatif_json(REPORT))
    assert (document["schema"], document["as_of"]) == ("kpi.whatif/v1", "2026-09-01")
    assert document["supposed"] == [
        {"id": "finance.spend", "value": 120000, "unit": "EUR", "target": None},
        {"id": "finance.spend", "value": None, "unit": None, "target": "<= 90k"},
    ]
    spend, leads, growth = document["goals"]
    assert spend == {
        "id": "finance.spend",
        "kind": "kpi",
        "title": "Spend no more than 100,000",
        "unit": "EUR",
        "cause": "supposed",
        "before": {
            "target": "<= 100k",
            "value": 80000,
            "progress": 1.0,
            "score": 1.0,
            "status": "on_track",
        },
        "after": {
            "target": "<= 90k",
            "value": 120000,
            "progress": -0.25,
            "score": 0.0,
            "status": "off_track",
        },
    }
    assert leads["cause"] == "formula"
    assert (leads["before"]["value"], leads["before"]["score"]) == (None, None)
    assert (growth["unit"], growth["before"]["target"]) == (None, None)
    assert growth["before"]["progress"] == 0.3333
    assert document["conflicts"]["appearing"] == [
        {
            "rule": "infeasible-targets",
            "code": "C104",
            "severity": "error",
            "message": COMES.message,
            "help": "one must give",
            "goals": ["finance.spend", "marketing.leads"],
            "fingerprint": "f1",
        }
    ]
    assert [part["help"] for part in document["conflicts"]["disappearing"]] == [None]
    assert document["notes"] == ["`spend` stands for `finance.spend`"]


def test_shares_have_four_places() -> None:
    before = replace(GROWTH.before, progress=Decimal("0.99999"), score=Decimal("0.99999"))
    after = replace(GROWTH.after, progress=Decimal("3.125e-7"), score=Decimal("3.125e-7"))
    report = replace(REPORT, goals=(replace(GROWTH, before=before, after=after),))
    assert "progress  0.9999 → 0\n" in whatif_terminal(report, Style(100))
