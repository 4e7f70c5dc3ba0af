from __future__ import annotations

import weakref
from typing import TYPE_CHECKING, Any

import pytest

from kpicli.config.settings import CheckSettings
from kpicli.fields.read import read
from kpicli.findings import Severity
from kpicli.history.judged import Past
from kpicli.linter import CheckResult, check, narrowed, select_rules
from linter.rule_book import RULES
from repository import files_of, load, reader, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kpicli.history.field_change import FieldChange
    from kpicli.history.judged import Judged, Moment

GOALS = """
kpis:
  - {id: b, title: B}
  - {id: a, title: A, owner: dana, status: draft}
  - {id: c, title: C, status: closed}
"""


def checked(content: Mapping[str, str] | str, **values: Any) -> CheckResult:  # noqa: ANN401 - as TOML holds them
    files = files_of(content)
    loaded, loading = load(files)
    settings = read(CheckSettings, values)
    rules, errors = select_rules(RULES, settings)
    assert errors == ()
    return check(loaded, loading, rules, settings.per_file_ignores, reader(files))


def test_the_past_is_let_go_of_once_its_rules_have_run() -> None:
    loaded, loading = load(GOALS)
    asked: list[weakref.ref[object]] = []

    def past() -> Past:
        def when(judged: Judged, change: FieldChange | None) -> Moment:
            raise AssertionError((judged, change))

        asked.append(weakref.ref(when))
        return Past((), when)

    rules, _ = select_rules(RULES, CheckSettings())
    result = check(loaded, loading, rules, {}, reader(files_of(GOALS)), past=past)
    assert result.findings
    assert [then() for then in asked] == [None]


def prints(content: str) -> dict[tuple[str, ...], str]:
    """The fingerprint of each finding, by rule, goal and message."""
    return {
        (part.finding.rule.name, *part.finding.goals, part.finding.message): part.fingerprint
        for part in checked(content).findings
    }


def test_findings_are_sorted_by_place_then_rule() -> None:
    assert shown(checked(GOALS)) == [
        "goals.yaml:3:10 owned-goal: 0",
        "goals.yaml:3:10 owned-goal: 1",
        "goals.yaml:3:20 other-goal: `b`",
        "goals.yaml:3:20 named-goal: `b`",
        "goals.yaml:4:20 other-goal: `a`",
        "goals.yaml:4:20 named-goal: `a`",
        "goals.yaml:4:30 owned-goal: 0",
        "goals.yaml:4:30 owned-goal: 1",
    ]


def test_drafts_are_lowered_by_one_step() -> None:
    found = checked(GOALS, severity={"Y": "warning"}).findings
    severities = {(part.finding.goals[0], part.finding.rule.name): part.finding.severity
                  for part in found}  # fmt: skip
    assert severities == {
        ("b", "named-goal"): Severity.WARNING,
        ("b", "owned-goal"): Severity.ERROR,
        ("b", "other-goal"): Severity.WARNING,
        ("a", "named-goal"): Severity.INFO,
        ("a", "owned-goal"): Severity.WARNING,
        ("a", "other-goal"): Severity.INFO,
    }


def test_the_summary_counts() -> None:
    result = checked(GOALS)
    summary = result.summary
    assert (summary.files, summary.goals, summary.rules) == (1, 3, 4)
    assert (summary.errors, summary.warnings, summary.infos, summary.findings) == (2, 3, 3, 8)


@pytest.mark.parametrize(
    ("select", "at", "fails"),
    [("Z102", "error", True), ("Z101", "error", False), ("Z101", "warning", True),
     ("Y", "warning", False), ("Y", "info", True)],
)  # fmt: skip
def test_a_check_fails_at_a_severity(select: str, at: str, fails: bool) -> None:  # noqa: FBT001 - a table's column
    assert checked(GOALS, select=[select]).fails(Severity(at)) is fails


@pytest.mark.parametrize(
    ("ignores", "left"),
    [
        ({}, ["a/x.yaml", "b/x.yaml"]),
        ({"a/**": ["Z101"]}, ["b/x.yaml"]),
        ({"a": ["named-goal"]}, ["b/x.yaml"]),
        ({"x.yaml": ["Z"]}, []),
        ({"*.yaml": ["ALL"]}, []),
        ({"a/**": ["Y"], "b/*.yml": ["Z"]}, ["a/x.yaml", "b/x.yaml"]),
    ],
)
def test_rules_are_off_for_the_files_of_a_glob(
    ignores: dict[str, list[str]], left: list[str]
) -> None:
    files = {
        "a/x.yaml": "kpis: [{id: a, title: A}]",
        "b/x.yaml": "kpis: [{id: b, title: B}]",
    }
    result = checked(files, select=["Z101"], per_file_ignores=ignores)
    assert [part.primary.path for part in result.findings] == left


def test_loading_findings_cannot_be_ignored_by_file() -> None:
    result = checked("kpis: [", per_file_ignores={"*.yaml": ["ALL"]})
    assert [part.finding.rule.code for part in result.findings] == ["D001"]


@pytest.mark.parametrize(
    ("paths", "count"),
    [([], 4), (["."], 4), ([""], 4), (["a"], 2), (["a/"], 2), (["./a"], 2), (["a/x.yaml"], 1),
     (["a/x.yaml", "b"], 2), (["x.yaml"], 0), (["a/x"], 0), (["gone"], 0)],
)  # fmt: skip
def test_narrowing_to_paths(paths: list[str], count: int) -> None:
    files = {
        path: f"kpis: [{{id: k{number}, title: K}}]"
        for number, path in enumerate(["a/x.yaml", "a/y.yaml", "b/x.yaml", "ab/x.yaml"])
    }
    result = narrowed(checked(files, select=["Z101"]), paths)
    assert len(result.findings) == result.summary.warnings == count
    assert result.summary.files == 4


def test_fingerprints_outlive_moved_lines_and_other_goals() -> None:
    moved = "# a comment\n\n" + GOALS.replace("  - {id: b, title: B}", "  - id: b\n    title: New")
    assert prints(GOALS) == prints(moved)
    more = prints(GOALS + "  - {id: d, title: D}\n")
    assert set(prints(GOALS).values()) < set(more.values())


def test_fingerprints_are_unique_in_a_run() -> None:
    found = [part.fingerprint for part in checked(GOALS).findings]
    assert len(set(found)) == len(found)


def test_without_a_goal_the_path_tells_findings_apart() -> None:
    files = {"a.yaml": "kpi: []\ngoal: []", "b.yaml": "kpi: []"}
    result = checked(files)
    assert len({part.fingerprint for part in result.findings}) == 3
    other = checked({"b.yaml": "# moved\n\nkpi: []"})
    assert other.findings[0].fingerprint in {part.fingerprint for part in result.findings}


def test_texts_that_no_encoding_has_get_a_fingerprint() -> None:
    result = checked({"a\udcff.yaml": "kpi: []"})
    assert len(result.findings[0].fingerprint) == 32
