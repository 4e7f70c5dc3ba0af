"""The grammar of suppression comments, with its near misses."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicli.linter.comments import Suppression, suppression, suppressions_in
from kpicli.models.period import FIRST_YEAR, LAST_YEAR
from kpicli.rules.registry import RULES
from kpicli.source import SourceFile

DAY = date(2026, 12, 31)


def read(text: str) -> Suppression:
    return suppression("goals.yaml", text)


def names(part: Suppression) -> list[str]:
    return [name for name, _ in part.names]


@pytest.mark.parametrize(
    ("text", "expected", "until", "reason"),
    [
        ("# kpi: ignore[a] why", ["a"], None, "why"),
        ("# kpi: ignore[S101] why", ["S101"], None, "why"),
        ("#kpi:ignore[a]why", ["a"], None, "why"),
        ("#  kpi:  ignore [ a ]  why  ", ["a"], None, "why"),
        ("# kpi: ignore[a, b,c] why", ["a", "b", "c"], None, "why"),
        ("# kpi: ignore[a,,b,] why", ["a", "b"], None, "why"),
        ("# kpi: ignore[a, a] why", ["a"], None, "why"),
        ("# kpi: ignore[a b] why", ["a b"], None, "why"),
        ("# kpi: ignore[a]", ["a"], None, ""),
        ("# kpi: ignore[a] until 2026-12-31 why", ["a"], DAY, "why"),
        ("# kpi: ignore[a] until 2026-12-31: why", ["a"], DAY, "why"),
        ("# kpi: ignore[a] (until 2026-12-31) why", ["a"], DAY, "why"),
        ("# kpi: ignore[a], until  2026-12-31", ["a"], DAY, ""),
        ("# kpi: ignore[a] until the board decides", ["a"], None, "until the board decides"),
        ("# kpi: ignore[a] agreed until 2026-12-31", ["a"], None, "agreed until 2026-12-31"),
        ("# kpi: ignore[a] - why, and [how]", ["a"], None, "why, and [how]"),
        ("# kpi: ignore[a] \u2014 why", ["a"], None, "why"),
        ("# kpi: ignore[a] - : ...", ["a"], None, ""),
        ("# kpi: ignore[a] see #412", ["a"], None, "see #412"),
        ("# kpi: ignore[a] #412", ["a"], None, "#412"),
        ("# kpi: ignore[a] why # other", ["a"], None, "why"),
        ("# kpi: ignore[a] why #kpi: ignore[b] too", ["a"], None, "why"),
    ],
)
def test_what_is_read(text: str, expected: list[str], until: date | None, reason: str) -> None:
    part = read(text)
    assert part.problem == ""
    assert (names(part), part.until, part.reason) == (expected, until, reason)
    assert part.lines == range(0)


def test_a_whole_file_has_no_lines() -> None:
    part = read("# kpi: ignore-file[a] why")
    assert (names(part), part.lines, part.reason) == (["a"], None, "why")


@pytest.mark.parametrize(
    "text",
    [
        "# kpi: ignore",
        "# kpi: ignore a why",
        "# kpi: ignore[] why",
        "# kpi: ignore[ , ] why",
        "# kpi: ignore[a why",
        "# kpi: ignore(a) why",
        "# kpi: ignore: [a] why",
        "# kpi: ignore-line[a] why",
        "# kpi: ignore-files[a] why",
        "# kpi: ignore[[a]] why",
    ],
)
def test_without_a_name_in_brackets_it_holds_for_nothing(text: str) -> None:
    part = read(text)
    assert part.problem == "the suppression names no rule in brackets"
    assert part.names == ()


@pytest.mark.parametrize("day", ["31.12.2026", "2026-13-01", "2026-02-29", "2026-Q4", "2026"])
def test_a_date_in_another_form_is_a_problem(day: str) -> None:
    part = read(f"# kpi: ignore[a] until {day} why")
    assert part.problem == f"`{day}` is not a date"


@pytest.mark.parametrize(
    "comment",
    [
        "# kpi: ignored[a] why",
        "# kpi: ignores nothing",
        "# KPI: ignore[a] why",
        "# kpi ignore[a] why",
        "# kpis: ignore[a] why",
        "# see kpi: ignore[a] why",
        "## kpi: ignore[a] why",
    ],
)
def test_other_comments_are_no_suppressions(comment: str) -> None:
    assert suppressions_in(SourceFile("goals.yaml", f"kpis: 1  {comment}")) == ()


def test_several_may_stand_in_a_comment() -> None:
    text = "kpis: 1  # x # kpi: ignore[a] why # kpi: ignore[b] too # y"
    found = suppressions_in(SourceFile("goals.yaml", text))
    assert [(names(part), part.reason) for part in found] == [(["a"], "why"), (["b"], "too")]
    assert [text[part.span.start : part.span.end] for part in found] == [
        "# kpi: ignore[a] why",
        "# kpi: ignore[b] too",
    ]


def test_names_have_their_places() -> None:
    text = "kpis: 1  # kpi: ignore[a-b,  c ] why"
    (found,) = suppressions_in(SourceFile("goals.yaml", text))
    assert [(name, text[span.start : span.end]) for name, span in found.names] == [
        ("a-b", "a-b"),
        ("c", "c"),
    ]


def test_windows_line_breaks_do_not_matter() -> None:
    text = "kpis: 1  # kpi: ignore[a] why\r\nteams: 2 # kpi: ignore[b] too\r\n"
    found = suppressions_in(SourceFile("goals.yaml", text))
    assert [(part.reason, part.lines) for part in found] == [
        ("why", range(1, 2)),
        ("too", range(2, 3)),
    ]


@pytest.mark.parametrize(("days", "expected"), [(-1, False), (0, False), (1, True)])
def test_the_last_day_counts(days: int, *, expected: bool) -> None:
    part = read("# kpi: ignore[a] until 2026-12-31 why")
    assert part.is_expired(DAY + timedelta(days)) is expected
    assert not read("# kpi: ignore[a] why").is_expired(DAY)


rule_names = st.lists(
    st.sampled_from([key for rule in RULES for key in (rule.name, rule.code)]),
    min_size=1,
    max_size=4,
    unique=True,
)
days = st.none() | st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))
words = st.text("abcäß日 0123456789'\"[],:.!?()", max_size=30).map(str.strip)
reasons = words.filter(lambda text: text == "" or text[0].isalpha())


@given(rule_names, days, reasons)
def test_what_is_written_is_read(listed: list[str], until: date | None, reason: str) -> None:
    ending = f" until {until.isoformat()}" if until else ""
    part = read(f"# kpi: ignore[{', '.join(listed)}]{ending} {reason}")
    assert (names(part), part.until, part.reason) == (listed, until, reason)


@given(st.text(max_size=60).filter(lambda text: not set(text) & set("\r\n")))
def test_whatever_stands_there_is_read_or_has_a_problem(text: str) -> None:
    part = read(f"# kpi: ignore{text}")
    assert bool(part.problem) is not bool(part.names)
    assert bool(part.problem) is bool(part.remedy)
