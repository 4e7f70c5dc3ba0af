"""Which findings suppressions hide, and what is said about those that hide none."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicli.config import Settings
from kpicli.fields.read import read
from kpicli.linter import narrowed
from kpicli.rules.registry import RENAMED
from repository import GOALS, lint, shown

if TYPE_CHECKING:
    from kpicli.linter import CheckResult

RULES = ("missing-owner", "missing-target", "D1")


def check(text: str, *rules: str) -> CheckResult:
    return lint(text, *(rules or RULES))


def findings(result: CheckResult) -> list[str]:
    return [part.finding.rule.name for part in result.findings]


def reasons(result: CheckResult) -> list[str]:
    return [part.reason for part in result.suppressed]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            """\
            kpis:
              - id: a  # kpi: ignore[missing-owner] why
                title: A
            """,
            id="at the end of the line",
        ),
        pytest.param(
            """\
            kpis:
              - id: a  # kpi: ignore[S101] why
                title: A
            """,
            id="by code",
        ),
        pytest.param(
            """\
            kpis:
              # kpi: ignore[missing-owner] why
              - title: A
                id: a
            """,
            id="above the list item",
        ),
        pytest.param(
            """\
            teams: []
            # kpi: ignore[missing-owner] why
            kpis:
              - title: A
                id: a
            """,
            id="above the section",
        ),
        pytest.param(
            """\
            # kpi: ignore-file[missing-owner] why

            teams: []
            kpis:
              - {id: a, title: A}
            """,
            id="for the whole file",
        ),
    ],
)
def test_a_finding_is_hidden(text: str) -> None:
    result = check(text, "missing-owner", "D1")
    assert findings(result) == []
    assert reasons(result) == ["why"]
    assert result.summary.suppressed == 1
    assert result.summary.findings == 0


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            """\
            kpis:
              - id: a
                title: A  # kpi: ignore[missing-owner] why
            """,
            id="on the line below",
        ),
        pytest.param(
            """\
            kpis:
              - id: a  # kpi: ignore[missing-target] why
                title: A
            """,
            id="of another rule",
        ),
        pytest.param(
            """\
            kpis:
              # kpi: ignore[missing-owner] why
              - {id: b, title: B, owner: x}
              - {id: a, title: A}
            """,
            id="above the item before",
        ),
        pytest.param(
            """\
            kpis:
              - id: b
                title: B
                owner: x
                # kpi: ignore[missing-owner] why
              - id: a
                title: A
            """,
            id="at the end of the item before",
        ),
        pytest.param(
            """\
            # kpi: ignored[missing-owner] why
            kpis:
              - {id: a, title: A}
            """,
            id="in another form",
        ),
        pytest.param(
            """\
            kpis:
              - id: a
                title: A
                description: |
                  # kpi: ignore-file[missing-owner] why
                meta: {note: "# kpi: ignore[missing-owner] why"}
            """,
            id="in a text",
        ),
    ],
)
def test_a_finding_is_shown(text: str) -> None:
    result = check(text, "missing-owner")
    assert findings(result) == ["missing-owner"]
    assert result.suppressed == ()


def test_a_value_over_lines_has_its_comment_behind_its_end() -> None:
    result = lint(
        """\
        kpis:
          - id: a
            title: "Improve
              the service"  # kpi: ignore[vague-title] why
            target: complete
        """,
        "vague-title",
    )
    assert findings(result) == []
    assert reasons(result) == ["why"]


def test_what_is_merged_is_suppressed_where_it_is_written() -> None:
    result = check(
        """\
        kpis:
          - &base
            id: a  # kpi: ignore[missing-owner] why
            title: A
            target: 1
          - <<: *base
            id: b
        """
    )
    assert shown(result) == ["goals.yaml:7:9 missing-owner: `b` has no owner"]


def test_only_the_primary_place_counts() -> None:
    files = {
        "teams.yaml": """\
            teams:
              - {id: sales, title: Sales}  # kpi: ignore[missing-owner] why
            """,
        GOALS: "kpis: [{id: a, title: A, target: 1, team: sales}]",
    }
    result = lint(files, *RULES)
    assert findings(result) == ["missing-owner", "unused-suppression"]


def test_windows_line_breaks() -> None:
    text = "kpis:\r\n  # kpi: ignore[missing-owner] why\r\n  - id: a\r\n    title: A\r\n"
    assert reasons(check(text, "missing-owner")) == ["why"]


def test_several_that_hide_the_same_are_all_used() -> None:
    result = check(
        """\
        # kpi: ignore-file[missing-owner] first

        kpis:
          - {id: a, title: A, target: 1}  # kpi: ignore[missing-owner] second
        """
    )
    assert findings(result) == []
    assert reasons(result) == ["first"]


@pytest.mark.parametrize("rule", ["syntax-error", "D002", "unused-suppression", "D105"])
def test_some_rules_are_never_suppressed(rule: str) -> None:
    text = f"kpis:\n  - {{id: a, title: A, target: 1, owner: x}}  # kpi: ignore[{rule}] why\n"
    (part,) = check(text).findings
    assert part.finding.message == f"`{rule}` cannot be suppressed"


def test_errors_of_loading_are_shown_whatever_comments_say() -> None:
    result = check("kpis: 3  # kpi: ignore[schema-error] why\n")
    assert findings(result) == ["schema-error", "unused-suppression"]


UNUSED = """\
kpis:
  - {id: a, title: A, target: 1, owner: x}  # kpi: ignore[missing-owner] why
"""


def test_an_unused_one_is_a_finding() -> None:
    assert shown(check(UNUSED)) == [
        "goals.yaml:2:59 unused-suppression: `missing-owner` finds nothing here to suppress"
    ]


@pytest.mark.parametrize("rules", [("missing-target", "D1"), ("D103",), ("missing-owner",)])
def test_nothing_is_unused_whose_rule_or_whose_verdict_is_not_selected(
    rules: tuple[str, ...],
) -> None:
    assert findings(check(UNUSED, *rules)) == []


@pytest.mark.parametrize("rule", ["missing-owner", "S", "unused-suppression"])
def test_nothing_is_unused_where_its_rule_is_ignored(rule: str) -> None:
    settings = read(Settings, {"check": {"per_file_ignores": {"*.yaml": [rule]}}})
    assert findings(lint(UNUSED, *RULES, settings=settings)) == []


def test_nothing_is_unused_while_something_cannot_be_loaded() -> None:
    result = lint({GOALS: UNUSED, "other.yaml": "kpis: 3"}, *RULES)
    assert findings(result) == ["schema-error"]


def test_paths_leave_out_what_is_unused_and_count_what_is_suppressed_there() -> None:
    text = UNUSED + "  - {id: b, title: B, target: 1}  # kpi: ignore[missing-owner] why\n"
    files = {"a/goals.yaml": text, "b/goals.yaml": text.replace("id: ", "id: b")}
    result = narrowed(lint(files, *RULES), ["b"])
    assert findings(result) == []
    assert result.summary.suppressed == 1


def test_severities_of_the_settings_hold_for_verdicts() -> None:
    settings = read(Settings, {"check": {"severity": {"D103": "error"}}})
    assert lint(UNUSED, *RULES, settings=settings).summary.errors == 1


EXPIRED = "kpis: [{id: a, title: A, target: 1}]  # kpi: ignore[S101] until 2026-06-30 why\n"


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (date(2026, 6, 30), []),
        (date(2026, 7, 1), ["missing-owner", "expired-suppression"]),
    ],
)
def test_past_its_day_it_hides_nothing(as_of: date, expected: list[str]) -> None:
    assert findings(lint(EXPIRED, *RULES, as_of=as_of)) == expected


def test_without_a_reason_it_holds_and_is_a_finding() -> None:
    result = check("kpis: [{id: a, title: A, target: 1}]  # kpi: ignore[missing-owner]\n")
    assert findings(result) == ["unexplained-suppression"]
    assert reasons(result) == [""]


def test_former_names_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(RENAMED, "ownerless", "missing-owner")
    result = check("kpis: [{id: a, title: A, target: 1}]  # kpi: ignore[ownerless] why\n")
    assert findings(result) == []
    assert reasons(result) == ["why"]


def test_fingerprints_do_not_depend_on_what_is_suppressed() -> None:
    goals = "kpis: [{{id: a, title: A, target: 1}}]{comment}\n"
    bare = check(goals.format(comment=""))
    hidden = check(goals.format(comment="  # kpi: ignore[missing-owner] why"))
    assert [part.fingerprint for part in bare.findings] == [
        part.located.fingerprint for part in hidden.suppressed
    ]


@st.composite
def repositories(draw: st.DrawFn) -> dict[str, list[str]]:
    """Files with lines, each line a KPI in which something is missing."""
    missing = st.sampled_from(["", ", owner: x", ", target: 1", ", owner: x, target: 1"])
    files = draw(st.lists(st.lists(missing, min_size=1, max_size=5), min_size=1, max_size=3))
    return {
        f"team{number}/goals.yaml": [
            f"  - {{id: k{number}_{index}, title: Goal {index}{rest}}}"
            for index, rest in enumerate(goals)
        ]
        for number, goals in enumerate(files)
    }


@given(repositories())
def test_suppressing_every_finding_leaves_none(files: dict[str, list[str]]) -> None:
    texts = {path: "\n".join(("kpis:", *lines, "")) for path, lines in files.items()}
    before = lint(texts, *RULES)
    comments: dict[tuple[str, int], list[str]] = {}
    for part in before.findings:
        place = (part.primary.path, part.primary.start.line - 2)
        comments.setdefault(place, []).append(part.finding.rule.name)
    for (path, index), names in comments.items():
        files[path][index] += f"  # kpi: ignore[{', '.join(names)}] agreed"
    after = lint({path: "\n".join(("kpis:", *lines)) for path, lines in files.items()}, *RULES)
    assert after.findings == ()
    assert after.summary.suppressed == len(before.findings)
