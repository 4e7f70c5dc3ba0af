"""Whatever stands in somebody's goal files, no output breaks or acts."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kpicli.linter import CheckResult, LocatedFinding, LocatedLabel
from kpicli.render.cascade import cascade_dot, cascade_json, cascade_mermaid, cascade_terminal
from kpicli.render.findings import concise, full
from kpicli.render.findings.json import check_json
from kpicli.render.reports import report_json, report_terminal
from kpicli.render.rule_page import rule_page
from kpicli.render.text import cell_width
from kpicli.render.theme import Style
from kpicli.reports.progress import ProgressReport, Section
from kpicli.source import Position
from render import cascades, checks, progress_reports

if TYPE_CHECKING:
    from kpicli.reports.cascade import CascadeReport

_OURS = re.compile(r"\x1b\[[0-9;]+m")
_SYNTAX = '"\\`[](){}<>|#;:&%-_\n\r\t\x00\x1b\x85\u2028\u202e\u2066\u200b\udc80日e\u0301'
TEXTS = st.text(st.sampled_from(_SYNTAX) | st.characters(codec=None), min_size=1, max_size=40)
STYLES = st.builds(
    Style, st.sampled_from([1, 20, 60, 80, 200]), color=st.booleans(), unicode=st.booleans()
)
COLUMNS = st.integers(1, 60)


@st.composite
def labels(draw: st.DrawFn) -> LocatedLabel:
    start = Position(draw(st.integers(1, 2000)), draw(COLUMNS))
    end = Position(start.line + draw(st.integers(0, 2)), draw(COLUMNS))
    line = draw(TEXTS | st.just("")).replace("\n", "").replace("\r", "")
    return LocatedLabel(draw(TEXTS), start, end, line, draw(TEXTS | st.just("")))


@st.composite
def findings(draw: st.DrawFn) -> LocatedFinding:
    primary, *related = draw(st.lists(labels(), min_size=1, max_size=4))
    remedy = draw(st.none() | TEXTS)
    return checks.found(primary, *related, message=draw(TEXTS), remedy=remedy)


@st.composite
def cascade_reports(draw: st.DrawFn) -> CascadeReport:
    """The usual four goals with other texts."""
    nodes = {
        node.id: replace(node, title=draw(TEXTS), team=draw(TEXTS))
        for node in cascades.CASCADE.nodes
    }
    rows = tuple(replace(row, node=nodes[row.node.id]) for row in cascades.CASCADE.rows)
    return replace(cascades.CASCADE, nodes=tuple(nodes.values()), rows=rows)


@st.composite
def progress_reports_(draw: st.DrawFn) -> ProgressReport:
    goal = replace(progress_reports.CLIENTS, title=draw(TEXTS), unit=draw(TEXTS))
    section = Section(draw(TEXTS), (progress_reports.row(goal, (False,)), (goal, None)))
    return progress_reports.report(section)


RESULTS = st.lists(findings(), max_size=3).map(lambda found: checks.result(*found))


def assert_harmless(text: str) -> None:
    """No character of the text acts but line breaks and our own colours."""
    shown = _OURS.sub("", text).replace("\n", "")
    assert not {unicodedata.category(character) for character in shown} & {"Cc", "Cs", "Zl", "Zp"}
    assert not set("\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\ufeff") & set(shown)
    assert not set(map(chr, range(0x2060, 0x2070))) & set(shown)


@given(RESULTS, STYLES)
def test_concise_keeps_one_line_a_finding(result: CheckResult, style: Style) -> None:
    text = concise(result, style)
    assert_harmless(text)
    assert text.count("\n") == len(text.splitlines()) == len(result.findings)


@given(RESULTS, STYLES)
def test_full_is_harmless_and_only_its_first_lines_stand_at_the_margin(
    result: CheckResult, style: Style
) -> None:
    text = full(result, replace(style, width=4000))
    assert_harmless(text)
    assert_harmless(full(result, style))
    plain = _OURS.sub("", text)
    margin = [line for line in plain.splitlines() if line[:1].isalpha()]
    assert len(margin) == len(result.findings)


@given(RESULTS, STYLES)
def test_colour_changes_nothing_but_colour(result: CheckResult, style: Style) -> None:
    plain = full(result, replace(style, color=False))
    assert _OURS.sub("", full(result, replace(style, color=True))) == plain


@given(RESULTS)
def test_check_json_carries_text_verbatim(result: CheckResult) -> None:
    document = json.loads(check_json(result).encode())
    for written, part in zip(document["findings"], result.findings, strict=True):
        assert written["message"] == part.finding.message
        assert written["help"] == part.finding.help
        assert written["location"]["path"] == part.primary.path
        assert [place["message"] for place in written["related"]] == [
            label.message for label in part.related
        ]


@given(cascade_reports(), STYLES)
def test_the_tree_keeps_a_line_for_each_row(report: CascadeReport, style: Style) -> None:
    text = cascade_terminal(report, style)
    assert_harmless(text)
    assert len(text.splitlines()) == len(report.rows) + 2
    assert max(map(cell_width, _OURS.sub("", text).splitlines())) <= style.columns


@given(cascade_reports())
def test_mermaid_keeps_its_structure(report: CascadeReport) -> None:
    text = cascade_mermaid(report)
    assert_harmless(text)
    heading, *lines = text.splitlines()
    assert heading == "flowchart BT"
    label = r"(?:[\w ,.%'\-\x80-\U0010ffff]|#(?:quot|[0-9]+);)*"
    nodes = re.compile(rf'  n[1-4](?:\["{label}<br/>\w+"\]|\(\["{label}<br/>\w+"\]\))')
    assert all(nodes.fullmatch(line) for line in lines[:4])
    links = cascade_mermaid(cascades.CASCADE).splitlines()[5:]
    assert lines[4:] == links


@given(cascade_reports())
def test_mermaid_labels_read_back_to_what_the_terminal_shows(report: CascadeReport) -> None:
    for line, node in zip(cascade_mermaid(report).splitlines()[1:], report.nodes, strict=False):
        label = line.partition('["')[2].partition("<br/>")[0].replace("#quot;", '"')
        read = re.sub(r"#([0-9]+);", lambda found: chr(int(found[1])), label)
        assert read == _shown(node.title)


def _shown(text: str) -> str:
    goal = cascades.report(cascades.node("a", text))
    line = cascade_terminal(goal, Style(10_000)).splitlines()[0]
    return line.partition("a  ")[2]


@given(cascade_reports())
def test_dot_keeps_its_structure(report: CascadeReport) -> None:
    text = cascade_dot(report)
    assert_harmless(text)
    bare = re.sub(r'"(?:[^"\\]|\\.)*"', '""', text)
    assert bare == re.sub(r'"(?:[^"\\]|\\.)*"', '""', cascade_dot(cascades.CASCADE))


@given(cascade_reports())
def test_tree_json_carries_text_verbatim(report: CascadeReport) -> None:
    goals = json.loads(cascade_json(report).encode())["goals"]
    assert [goal["title"] for goal in goals] == [node.title for node in report.nodes]
    assert [goal["team"] for goal in goals] == [node.team for node in report.nodes]


@given(progress_reports_(), STYLES)
def test_the_report_keeps_a_line_for_each_goal(report: ProgressReport, style: Style) -> None:
    text = report_terminal(report, replace(style, width=80))
    assert_harmless(text)
    # The heading of columns, an empty line, the heading of the section, the goal, the end. Where
    # the ids have no room, the goal's stands before the end with a hint.
    assert len(text.splitlines()) in {7, 9, 10, 11}
    assert max(map(cell_width, _OURS.sub("", text).splitlines()[3:])) <= 80


@given(progress_reports_())
def test_report_json_carries_text_verbatim(report: ProgressReport) -> None:
    (goal,) = json.loads(report_json(report).encode())["goals"]
    assert (goal["title"], goal["unit"]) == (report.goals[0].title, report.goals[0].unit)


@given(st.lists(TEXTS | st.sampled_from(["```", "````yaml", "## x", "- y"])), STYLES)
def test_a_page_is_harmless(lines: list[str], style: Style) -> None:
    assert_harmless(rule_page("\n".join(lines), style))
