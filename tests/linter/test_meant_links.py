"""What a misspelled key that links goals gives nobody reason to say of other goals."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from repository import lint

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kpicli.linter import CheckResult

EXAMPLE = Path(__file__).parents[2] / "examples" / "acme"
LINKS = (
    "agreed_by",
    "between",
    "contributes_to",
    "drivers",
    "formula",
    "guardrails",
    "lead",
    "metric",
    "owner",
    "parent",
    "stakeholders",
    "team",
)
TEAMS = """
teams:
  - {id: acme, level: organization, lead: ada}
  - {id: sales, parent: acme, level: department, lead: dana}
"""
LED = """
teams:
  - {id: acme, level: organization}
  - {id: sales, parent: acme, level: department, ^lead: dana}
"""
PULLED = """
metrics:
  - {id: discount}
  - {id: volume, ^drivers: [{metric: discount, effect: raises, strength: strong}]}
  - {id: margin, drivers: [{metric: discount, effect: lowers, strength: strong}]}
kpis:
  - {id: more, title: A, metric: volume, baseline: 1, target: 5, team: a}
  - {id: earn, title: B, metric: margin, baseline: 1, target: 5, team: b}
tensions:
  - {between: [more, earn], lever: discount, reason: Agreed, until: 2027-12-31}
"""
SIDES = """
kpis:
  - {id: f, title: A, team: acme, ^perspective: financial}
  - {id: c, title: A, team: acme, perspective: customer}
  - {id: p, title: A, team: acme, perspective: internal_process}
  - {id: l, title: A, team: acme, perspective: learning_growth}
"""
GUARDED = f"""{TEAMS}
kpis:
  - {{id: a, title: A, ^guardrails: c}}
  - {{id: b, title: B, team: acme, baseline: 1, target: 5, contributes_to: a}}
  - {{id: c, title: C}}
"""
BELOW = f"{TEAMS}kpis: [{{id: a, title: A, team: acme}}, {{id: b, title: B, team: sales, "


def codes(result: CheckResult) -> list[str]:
    return sorted(part.finding.rule.code for part in result.findings)


@pytest.mark.parametrize(
    ("code", "content"),
    [
        ("R101", "kpis: [{id: a, title: A}, {id: b, title: B, ^contributes_to: a}]"),
        ("R103", BELOW + "^contributes_to: [{goal: a, weight: 2}]}]"),
        (
            "R104",
            """
            objectives: [{id: a, title: A}, {id: b, title: B, contributes_to: a}]
            kpis: [{id: c, title: C, ^contributes_to: b}]
            """,
        ),
        ("R104", "objectives: [{id: a, title: A, ^kpis: [{id: b, title: B}]}]"),
        ("R109", f"{TEAMS}kpis: [{{id: a, title: A, ^team: sales}}]"),
        ("R109", f"{TEAMS}defaults: {{^team: sales}}\nkpis: [{{id: a, title: A}}]"),
        (
            "M105",
            """
            kpis:
              - {id: a, title: A, target: 5, rollup: sum}
              - {id: b, title: B, actuals: {2026-01-31: 2}, ^contributes_to: a}
            """,
        ),
        (
            "U106",
            """
            objectives: [{id: a, title: A}]
            kpis:
              - {id: b, title: B, weight: 0, contributes_to: a}
              - {id: c, title: C, ^contributes_to: a}
            """,
        ),
        ("B104", GUARDED),
        ("S101", f"{LED}kpis: [{{id: a, title: A, team: sales}}]"),
        ("S108", f"{LED}kpis: [{{id: a, title: A, owner: team:sales}}]"),
        ("D106", f"{LED}people: [{{id: dana}}]\nkpis: [{{id: a, title: A, team: sales}}]"),
        ("D106", "metrics: [{id: m}]\nkpis: [{id: a, title: A, ^metric: m}]"),
        (
            "D106",
            """
            metrics: [{id: m}, {id: n, ^formula: 2 * m}]
            kpis: [{id: a, title: A, metric: n}]
            """,
        ),
        ("B101", TEAMS + SIDES),
        ("C114", PULLED),
        ("D002", "kpis: [{id: a, title: A, ^baseline: 5, target: +20%}]"),
    ],
)
def test_a_lost_link_is_no_reason(code: str, content: str) -> None:
    assert codes(lint(content.replace("^", ""), code)) == []
    assert code in codes(lint(re.sub(r"\^\w+", "qqqqqqqqqqq", content), code))
    assert set(codes(lint(content.replace("^", "x"), code))) == {"D003"}


@pytest.fixture(scope="module")
def example() -> dict[str, str]:
    files = (path for path in EXAMPLE.rglob("*") if path.suffix in {".yaml", ".csv"})
    return {str(path.relative_to(EXAMPLE)): path.read_text("utf-8") for path in files}


@pytest.fixture(scope="module")
def as_spelled(example: dict[str, str]) -> set[tuple[str, tuple[str, ...]]]:
    return _found(example)


@pytest.mark.parametrize("key", LINKS)
def test_a_misspelled_link_adds_nothing_but_that(
    key: str, example: dict[str, str], as_spelled: set[tuple[str, tuple[str, ...]]]
) -> None:
    for files in _misspelled(example, key):
        added = _found(files) - as_spelled
        assert {code for code, _ in added} == {"D003"}, added


def _misspelled(files: Mapping[str, str], key: str) -> Iterator[dict[str, str]]:
    """The first of such keys in each file misspelled, and the last."""
    for path, text in files.items():
        places = [match.end() for match in re.finditer(rf"(?<=[\s{{]){key}(?=:\s)", text)]
        for end in {*places[:1], *places[-1:]}:
            yield {**files, path: f"{text[:end]}x{text[end:]}"}


def _found(files: Mapping[str, str]) -> set[tuple[str, tuple[str, ...]]]:
    found = (part.finding for part in lint(files, "ALL").findings)
    return {(finding.rule.code, finding.goals) for finding in found}


@pytest.mark.parametrize(
    ("code", "content", "goals"),
    [
        # What the link names is an orphan with it, too.
        (
            "R101",
            f"{BELOW}xcontributes_to: c}}, {{id: c, title: C, team: sales}}]",
            ("c",),
        ),
        ("R103", f"{TEAMS}kpis: [{{id: a, title: A, team: acme, xcontributes_to: b}}]", ("a",)),
        ("R109", f"{TEAMS}kpis: [{{id: a, title: A, xteam: acme}}]", ("sales",)),
        ("D106", "metrics: [{id: m}, {id: n}]\nkpis: [{id: a, title: A, xmetric: m}]", ("n",)),
    ],
)
def test_what_another_link_would_change_is_still_said(
    code: str, content: str, goals: tuple[str, ...]
) -> None:
    found = (part.finding for part in lint(content, code).findings)
    assert [part.goals for part in found if part.rule.code == code] == [goals]


@pytest.mark.parametrize(
    "link", ["{gaol: a, weight: 2}", "[{gaol: a}]", "{goal: a, weight: two}", "[a, {weight: 2}]"]
)
def test_a_link_that_cannot_be_understood_still_names_a_goal(link: str) -> None:
    content = (
        f"objectives: [{{id: a, title: A}}]\nkpis: [{{id: b, title: B, contributes_to: {link}}}]"
    )
    assert "R104" not in codes(lint(content, "R104"))


OPPOSED = """
metrics:
  - {id: discount}
  - {id: volume, drivers: [{metric: discount, effect: raises, strength: strong}]}
  - {id: margin, drivers: [{metric: discount, effect: lowers, strength: strong}]}
kpis:
  - {id: more, title: A, metric: volume, baseline: 1, target: 3, period: 2026}
  - {id: earn, title: B, metric: margin, baseline: 1, target: 5, period: 2026}
  - {id: less, title: C, metric: volume, baseline: 9, target: 7, period: 2026}
tensions:
  - {between: [more, earn, less], reason: Agreed}
"""


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("between", "betwen"), ("reason", "raeson"), ("reason: Agreed", "strength: high")],
)
def test_what_a_tension_may_accept_that_cannot_be_understood_is_not_found(
    right: str, wrong: str
) -> None:
    of_rules = {"C102", "C108"}
    assert of_rules <= set(codes(lint(OPPOSED, *of_rules)))
    broken = OPPOSED.replace(right, wrong)
    assert of_rules.isdisjoint(codes(lint(broken, *of_rules)))
    of_others = broken.replace("[more, earn, less]", "[more, other]")
    assert of_rules <= set(codes(lint(of_others, *of_rules)))


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [("target: 50", "targt: 50", "H101"), ("period: 2026", "perod: 2026", "H105")],
)
def test_what_is_misspelled_was_not_taken_away(before: str, after: str, code: str) -> None:
    goal = "kpis: [{id: a, title: A, baseline: 1, period: 2026, target: 50}]"
    gone = lint(goal.replace(before, "x: 1"), code, before=goal)
    assert codes(gone) == ["D003", code]
    assert codes(lint(goal.replace(before, after), code, before=goal)) == ["D003"]
