"""Whatever stands in somebody's goal files, no format for other programs breaks or acts."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING
from xml.etree.ElementTree import fromstring

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from msgspec.structs import replace

from kpicli.findings import Severity
from kpicli.linter import CheckResult, LocatedFinding, LocatedLabel, SuppressedFinding
from kpicli.render.findings import concise, full
from kpicli.render.findings.commands import Notation, without_commands
from kpicli.render.findings.github import check_github
from kpicli.render.findings.gitlab import check_gitlab
from kpicli.render.findings.jsonl import check_jsonl
from kpicli.render.findings.junit import check_junit
from kpicli.render.findings.markdown import check_markdown
from kpicli.render.findings.sarif import check_sarif
from kpicli.render.text import escaped
from kpicli.render.theme import Style
from kpicli.source import Position
from render import checks
from render.runner import commands
from render.schemas import assert_code_quality, assert_junit, assert_sarif

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

_PIECES = [
    *("::error::", "\n::warning file=x::", "  ::add-mask::", "##[error]", "##[add-path]/", "%0A"),
    *("]]>", "<!--", "-->", "<script>alert(1)</script>", "&lt;", "</code>", "<img src=x>"),
    *("`", "``", "|", "\\", "\\|", "*", "_", "~~", "# ", "- ", "$$", "{0}", "{{"),
    *("@ada", "@acme/board", "#12", "!12", "a@b.org", "https://a.org", "www.a.org", "](1)"),
    *("[x](javascript:1)", "![i](https://a.org/i)", "[x]: //a.org", "://", "=", ","),
    *("\r", "\n", "\t", "\x00", "\x1b[31m", "\x85", "\u2028", "\u202e", "\u2066", "\udc80"),
    *("\ufffe", "\U000e0041", "e\u0301", "日", " ", "a", "B1"),
]
TEXTS = st.lists(st.sampled_from(_PIECES) | st.characters(codec=None), min_size=1, max_size=12).map(
    "".join
)
FEWER = settings(max_examples=60)
_PLAIN = Style(100, color=False)


@st.composite
def labels(draw: st.DrawFn) -> LocatedLabel:
    start = Position(draw(st.integers(1, 99)), draw(st.integers(1, 60)))
    end = Position(start.line, start.column + draw(st.integers(0, 9)))
    line = draw(TEXTS).replace("\n", "").replace("\r", "")
    return LocatedLabel(draw(TEXTS), start, end, line, draw(TEXTS | st.just("")))


@st.composite
def findings(draw: st.DrawFn) -> LocatedFinding:
    primary, *related = draw(st.lists(labels(), min_size=1, max_size=3))
    severity = draw(st.sampled_from(Severity))
    message, remedy = draw(TEXTS), draw(st.none() | TEXTS)
    part = checks.found(primary, *related, message=message, remedy=remedy, severity=severity)
    goals, notes = draw(st.tuples(TEXTS)), draw(st.lists(TEXTS, max_size=2).map(tuple))
    return replace(part, finding=replace(part.finding, goals=goals, notes=notes))


@st.composite
def results(draw: st.DrawFn) -> CheckResult:
    shown = draw(st.lists(findings(), max_size=3))
    hidden = st.tuples(findings(), TEXTS, st.none()).map(lambda parts: SuppressedFinding(*parts))
    return replace(checks.result(*shown), suppressed=tuple(draw(st.lists(hidden, max_size=1))))


@given(results())
def test_a_log_has_a_command_for_each_finding_and_no_other(result: CheckResult) -> None:
    found = commands(check_github(result))
    assert len(found) == len(result.findings)
    assert {command.name for command in found} <= {"error", "warning", "notice"}
    keys = ["file", "line", "endLine", "col", "endColumn", "title"]
    for command in found:
        assert list(command.properties) == keys
        assert command.properties["title"] == "C101 disjoint-targets"
    paths = {command.properties["file"] for command in found}
    assert paths == {escaped(part.primary.path) for part in result.findings}
    texts = {command.data.split("\n")[0] for command in found}
    assert texts == {escaped(part.finding.message) for part in result.findings}


@given(results())
def test_what_people_read_opens_no_command(result: CheckResult) -> None:
    for text in (full(result, _PLAIN), concise(result, _PLAIN)):
        assert not commands(without_commands(text, Notation.TEXT))


@given(results())
def test_each_line_of_json_lines_is_a_finding(result: CheckResult) -> None:
    lines = check_jsonl(result).encode().decode().splitlines()
    messages = [json.loads(line)["message"] for line in lines]
    assert messages == [part.finding.message for part in result.findings]


@FEWER
@given(results())
def test_code_quality_meets_its_documentation(result: CheckResult) -> None:
    result = replace(result, findings=tuple(map(_named, result.findings)))
    for violation in assert_code_quality(check_gitlab(result)):
        assert violation["description"] == escaped(violation["description"])


def _named(part: LocatedFinding) -> LocatedFinding:
    """The same in a file whose path starts at the root, as every path does."""
    return replace(part, primary=replace(part.primary, path=f"g{part.primary.path}"))


@FEWER
@given(results())
def test_junit_meets_its_schema(result: CheckResult) -> None:
    text = check_junit(result)
    assert_junit(text)
    for element in fromstring(text).iter():  # noqa: S314 - our own text
        for words in (*element.attrib.values(), *(element.text or "").split("\n")):
            assert words == escaped(words)


@FEWER
@given(results())
def test_sarif_meets_its_schema_and_links_nowhere(result: CheckResult) -> None:
    run = assert_sarif(check_sarif(result, "1"))
    assert len(run["results"]) == len(result.findings) + len(result.suppressed)
    for written in run["results"]:
        text = written["message"]["text"]
        assert all(line == escaped(line) for line in text.split("\n"))
        assert not re.search(r"(?<!\\)\]\(", text)


@FEWER
@given(results())
def test_markdown_is_one_table_in_which_nothing_acts(result: CheckResult) -> None:
    text = check_markdown(result)
    assert len(text.splitlines()) == (5 + 1 + len(result.findings) if result.findings else 3)
    tokens = list(_flat(MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)))
    assert sum(token.type == "tr_open" for token in tokens) == (
        len(result.findings) + 1 if result.findings else 0
    )
    kinds = {token.type for token in tokens}
    assert not kinds & {"link_open", "image", "html_block", "code_inline", "strong_open", "s_open"}
    markup = {token.content for token in tokens if token.type == "html_inline"}
    assert markup <= {"<code>", "</code>", "<br>", "<em>", "</em>", "<!-- -->"}
    assert not re.search(r"(?i)\bhttps?:/|\bwww\.", text)


@FEWER
@given(results())
def test_markdown_mentions_nobody(result: CheckResult) -> None:
    tokens = _flat(MarkdownIt("commonmark").enable("table").parse(check_markdown(result)))
    for token in tokens:
        if token.type == "text":
            assert not re.search(r"[@#!]\w", unescape(token.content))


def test_a_finding_about_the_whole_repository_points_at_its_settings() -> None:
    whole = checks.result(checks.found(checks.place("kpi.toml", 1, (1, 1), "")))
    (command,) = commands(check_github(whole))
    assert (command.properties["file"], command.properties["line"]) == ("kpi.toml", "1")
    assert assert_code_quality(check_gitlab(whole))[0]["location"]["path"] == "kpi.toml"
    assert assert_sarif(check_sarif(whole, "1"))["results"][0]["locations"]
    assert_junit(check_junit(whole))
    assert "<code>kpi.toml:1</code>" in check_markdown(whole)
    assert '"path": "kpi.toml", "line": 1' in check_jsonl(whole)


def _flat(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _flat(token.children or [])
