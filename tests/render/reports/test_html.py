"""The page: closed to the network, harmless, and complete."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from datetime import date
from decimal import Decimal
from hashlib import sha256
from html.parser import HTMLParser
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kpicli.render.reports.html import report_html
from kpicli.render.reports.html.text import script_json, shown
from kpicli.reports.progress import TeamReport
from kpicli.reports.reached import Reached
from kpicli.reports.sections import Grouping, Order, Section
from render.checks import CONFLICT, found, place
from render.progress_reports import CASCADE, MOVED, PLANNED, UNMEASURED, report, row

PAGE = replace(
    report(Section("", (row(PLANNED), row(UNMEASURED)))),
    organisation="Acme",
    teams=(TeamReport("sales", "Sales", "department", ("acme",)),),
)
_HOSTILE = st.text(
    st.sampled_from("<>&\"'/`{}$\\ \n\x00\u2028\u2029\u202e\ud800") | st.characters(codec=None)
) | st.sampled_from(
    [
        "</script><script>alert(1)</script>",
        "</noscript><img src=x onerror=alert(1)>",
        "<!--<script>",
        "{{ data }}",
        "]]>",
        "</title>",
    ]
)


class Elements(HTMLParser):
    """The tags of a page in order, what stands in scripts and styles, and all attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.held: list[str] = []
        self.is_holding = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag in {"script", "style"}:
            self.held.append("")
            self.is_holding = True

    def handle_data(self, data: str) -> None:
        if self.is_holding:
            self.held[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self.is_holding = self.is_holding and tag not in {"script", "style"}


WON = replace(PLANNED, reached=Reached(date(2026, 2, 28), Decimal("1.5")))
USUAL = Elements(report_html(report(Section("", ((WON, None),))), [CONFLICT]))


def data_of(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page)
    assert found
    document: dict[str, Any] = json.loads(found[1])
    return document


def test_only_our_own_style_and_script_may_run() -> None:
    page = report_html(PAGE)
    style, _, script = Elements(page).held
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    assert policy[1].replace("&#x27;", "'").split("; ") == [
        "default-src 'none'",
        f"style-src 'sha256-{_digest(style)}'",
        f"script-src 'sha256-{_digest(script)}'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]


def _digest(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()


def test_nothing_is_fetched_from_anywhere() -> None:
    page = report_html(PAGE, [CONFLICT])
    links = {value for name, value in Elements(page).attributes if name in {"src", "href"}}
    assert links == {"#main", "data:,"}
    assert set(re.findall(r"https?://[^\s\"']*", page)) == {"http://www.w3.org/2000/svg"}
    assert not re.search(r"url\(|@import|innerHTML|outerHTML|insertAdjacent|eval\(", page)


def test_the_page_carries_everything_about_a_goal() -> None:
    goal, _ = sorted(data_of(report_html(PAGE))["goals"], key=lambda part: part["kind"])
    assert goal == {
        "id": "sales.new_clients",
        "kind": "kpi",
        "title": "Raise new clients from 32 to 50",
        "text": "Quarter by quarter",
        "team": "sales",
        "owner": "dana",
        "name": "Dana Ito",
        "level": "department",
        "perspective": "customer",
        "period": ["FY2026", "2026-01-01", "2026-12-31"],
        "unit": "client",
        "value": "29",
        "target": "50",
        "baseline": "32",
        "measured": "2026-02-28",
        "age": 10,
        "cadence": "monthly",
        "next": "2026-03-31",
        "reviewed": "2026-03-01",
        "status": "off_track",
        "score": 0.0,
        "due": 18.63,
        "progress": "-16 %",
        "expected": "18 %",
        "up": ["win_mid_market", "revenue"],
        "forecast": {
            "value": "41.2",
            "low": "35",
            "high": "47.4",
            "chance": "12 %",
            "words": "unlikely",
        },
        "chart": {
            "unit": "client",
            "measured": [["2026-01-31", "32"], ["2026-02-28", "29"]],
            "line": [["2026-01-01", "32"], ["2026-12-31", "50"]],
            "interim": [["2026-06-30", "40"]],
            "levels": [["commit", "45"], ["stretch", "60"], ["target", "50"]],
        },
    }


def test_what_is_not_known_is_left_out() -> None:
    goal, _ = sorted(data_of(report_html(PAGE))["goals"], key=lambda part: part["id"])
    assert goal == {
        "id": "culture",
        "kind": "objective",
        "title": "People stay",
        "team": "sales",
        "owner": "dana",
        "status": "no_data",
    }


def test_findings_stand_beside_the_goals_they_concern() -> None:
    one = found(place("a.yaml", 3, (1, 2), "x"), message="about `culture`")
    concerning = replace(one, finding=replace(one.finding, goals=("culture", "culture", "gone")))
    document = data_of(report_html(PAGE, [CONFLICT, concerning]))
    assert {goal["id"]: goal.get("findings") for goal in document["goals"]} == {
        "culture": [1],
        "sales.new_clients": None,
    }
    assert document["elsewhere"] == [0]
    assert document["findings"][0] == {
        "severity": "error",
        "code": "C101",
        "rule": "disjoint-targets",
        "message": "no value of `discount` meets both",
        "help": "agree on one target",
        "place": "sales/goals.yaml:12",
    }


def test_movement_and_the_day_it_counts_from_are_in_the_page() -> None:
    page = report_html(MOVED)
    assert "1 goal as of 2026-03-10, movement since 2026-01-31" in page
    (goal,) = data_of(page)["goals"]
    assert goal["moved"] == {"score": "0 pp", "value": "-3", "was": "early"}


@pytest.mark.parametrize(
    ("by", "order", "said"),
    [
        (Grouping.CASCADE, Order.USUAL, "cascade"),
        (Grouping.TEAM, Order.USUAL, "team"),
        (Grouping.CASCADE, Order.ATTENTION, "attention"),
    ],
)
def test_the_page_opens_as_the_report_was_asked_for(by: Grouping, order: Order, said: str) -> None:
    assert data_of(report_html(replace(CASCADE, by=by, order=order)))["by"] == said


def test_without_scripts_there_is_a_table() -> None:
    page = report_html(PAGE)
    table = page[page.index("<noscript>") : page.index("</noscript>")]
    assert "<caption>All goals as of 2026-03-10</caption>" in table
    assert '<th scope="row" dir="auto">Raise new clients from 32 to 50</th>' in table
    assert '<td dir="auto">✖ off track</td>' in table


def test_what_was_reached_is_told_with_and_without_scripts() -> None:
    early = replace(PLANNED, id="early", owner="", owner_name="", reached=Reached())
    page = report_html(report(Section("", (row(early), row(WON), row(UNMEASURED)))))
    document = data_of(page)
    assert document["reached"] == ["sales.new_clients", "early"]
    assert {goal["id"]: goal.get("reached") for goal in document["goals"]} == {
        "culture": None,
        "early": {},
        "sales.new_clients": {"by": "Dana Ito", "how": "2026-02-28, 1.5 client beyond the target"},
    }
    plain = page[page.index("<noscript>") : page.index("</noscript>")]
    assert (
        "<h2>Reached</h2><ul><li><bdi>Raise new clients from 32 to 50</bdi>: "
        "<bdi>Dana Ito, 2026-02-28, 1.5 client beyond the target</bdi></li>\n"
        "<li><bdi>Raise new clients from 32 to 50</bdi></li>"
    ) in plain


def test_a_page_on_which_nothing_was_reached_has_no_list_of_it() -> None:
    page = report_html(PAGE)
    assert data_of(page)["reached"] == []
    assert "<h2>" not in page


@given(_HOSTILE, _HOSTILE)
def test_no_text_becomes_an_element(text: str, other: str) -> None:
    goal = replace(WON, title=text, owner_name=other, unit=text, description=other, team=text)
    hostile = replace(
        report(Section(other, ((goal, None),))),
        organisation=text,
        teams=(TeamReport("sales", text, "", ()),),
    )
    problem = found(place(text, 1, (1, 2), "x"), message=other, remedy=text)
    page = report_html(hostile, [problem])
    assert Elements(page).tags == USUAL.tags
    (written,) = data_of(page)["goals"]
    assert written["title"] == shown(text) if text else "title" not in written
    page.encode()


@given(_HOSTILE)
def test_json_in_a_script_reads_back_and_closes_nothing(text: str) -> None:
    written = script_json({"text": shown(text)})
    assert not set("<>&\n\u2028\u2029") & set(written)
    assert json.loads(written) == {"text": shown(text)}


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("\u0645\u06cc\u200c\u062e", "\u0645\u06cc\u200c\u062e"),
        ("👩\u200d💻", "👩\u200d💻"),
        ("a\u202eb", r"a\u202eb"),
        ("a\u2066b\x00\n", r"a\u2066b\x00\n"),
        ("<b>", "<b>"),
    ],
)
def test_joiners_stay_and_what_turns_text_is_shown(text: str, read: str) -> None:
    assert shown(text) == read


def test_the_same_report_gives_the_same_page() -> None:
    assert report_html(PAGE, [CONFLICT]) == report_html(PAGE, [CONFLICT])


@pytest.mark.parametrize("name", ["page.css", "print.css"])
def test_text_stands_out_from_what_is_behind_it(name: str) -> None:
    text = files("kpicli.render.reports.html").joinpath(name).read_text("utf-8")
    themes = re.findall(r"--ground: #.*?--chart[^\n]*", text, re.DOTALL)
    assert themes
    for theme in themes:
        colors = dict(re.findall(r"--([\w-]+): (#\w{6});", theme))
        pairs = [
            (ink, behind) for ink in ("ink", "soft") for behind in ("ground", "surface", "raised")
        ]
        pairs += [(tone, f"{tone}-tint") for tone in ("good", "fair", "bad", "idle")]
        pairs += [
            (tone, behind) for tone in ("good", "fair", "bad") for behind in ("surface", "raised")
        ]
        pairs += [("accent", "surface"), ("accent", "ground"), ("accent", "raised")]
        weak = {pair for pair in pairs if _contrast(colors[pair[0]], colors[pair[1]]) < 4.5}
        assert not weak


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_score_is_100_only_where_nothing_is_missing() -> None:
    nearly = replace(PLANNED, score=Decimal("0.99999"), progress=Decimal("0.99999"))
    (goal,) = data_of(report_html(report(Section("", (row(nearly),)))))["goals"]
    assert (goal["score"], goal["progress"]) == (99.99, "99 %")


def test_numbers_of_rows_get_short_before_they_need_more_room_than_there_is() -> None:
    freight = replace(PLANNED, value=Decimal(164_000), target=Decimal(360_000), unit="EUR")
    small = replace(PLANNED, id="small", value=Decimal(12_000), unit="EUR")
    wide, held = (
        data_of(report_html(report(Section("", (row(replace(freight, unit=unit)), row(small))))))
        for unit in ("EUR", "t")
    )
    assert [goal["short"]["value"] for goal in wide["goals"]] == ["164k", "12k"]
    assert [goal["value"] for goal in wide["goals"]] == ["164,000", "12,000"]
    assert not any("short" in goal for goal in held["goals"])
