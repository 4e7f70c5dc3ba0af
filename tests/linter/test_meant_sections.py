"""What a misspelled section gives nobody reason to say of what refers to it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kpicli.models.sections import DEFAULTS, SECTIONS
from repository import lint, load

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kpicli.linter import CheckResult

EXAMPLES = Path(__file__).parents[2] / "examples"
Found = set[tuple[str, frozenset[str]]]
STANDS_FOR_PROOFS = {"C108"}
"""What is said where no contradiction is proved, be it that a goal of it is lost."""


def codes(result: CheckResult) -> list[str]:
    return sorted(part.finding.rule.code for part in result.findings)


def _example(name: str) -> dict[str, str]:
    root = EXAMPLES / name
    files = (path for path in root.rglob("*") if path.suffix in {".yaml", ".csv"})
    return {str(path.relative_to(root)): path.read_text("utf-8") for path in sorted(files)}


@pytest.mark.parametrize("key", [DEFAULTS, *SECTIONS])
def test_a_misspelled_section_is_told_once(key: str) -> None:
    files = _example("acme")
    for wrong, changed in _misspelled(files, key):
        found = [part.finding for part in lint(changed, "ALL", before=files).findings]
        assert [(part.rule.code, part.field) for part in found] == [("D003", wrong)], wrong


@pytest.mark.parametrize("key", [DEFAULTS, *SECTIONS])
def test_it_adds_nothing_to_what_is_found_anyway(key: str) -> None:
    files = _example("misaligned")
    known = _found(files)
    for wrong, changed in _misspelled(files, key):
        added = {part for part in _found(changed) if not _is_part_of(part, known)}
        others = {code for code, _ in added} - STANDS_FOR_PROOFS
        assert others == {"D003"}, (wrong, added)


def _misspelled(files: Mapping[str, str], key: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The key of each section in turn, with a letter left out, doubled, or after the next."""
    middle = len(key) // 2
    before, at, after = key[: middle - 1], key[middle - 1 : middle + 1], key[middle + 1 :]
    wrongs = (before + at[1] + after, before + at + at[1] + after, before + at[::-1] + after)
    keys = [(path, m) for path in files for m in re.finditer(rf"(?m)^ *{key}(?=:)", files[path])]
    for index, (path, match) in enumerate(keys):
        wrong, text = wrongs[index % 3], files[path]
        yield wrong, {**files, path: text[: match.end() - len(key)] + wrong + text[match.end() :]}


def _found(files: Mapping[str, str]) -> Found:
    found = (part.finding for part in lint(files, "ALL").findings)
    return {(finding.rule.code, frozenset(finding.goals)) for finding in found}


def _is_part_of(added: tuple[str, frozenset[str]], known: Found) -> bool:
    """Whether it was found before, perhaps of more goals."""
    return any(added[0] == code and added[1] <= goals for code, goals in known)


@pytest.mark.parametrize(
    "content",
    [
        "metrcs: [{id: m}]\nkpis: [{id: a, title: A, metric: m}]",
        "metrcs: [{id: m}]\nmetrics: [{id: n, formula: 2 * m}]",
        "poeple: [{id: p}]\npeople: [{id: q}]\nkpis: [{id: a, title: A, owner: p}]",
        "temas: [{id: t}]\nteams: [{id: u}]\nkpis: [{id: a, title: A, team: t}]",
        "objectivs: [{id: o, title: O}]\nkpis: [{id: a, title: A, contributes_to: o}]",
        "objectivs: [{id: o, kpis: [{id: k}]}]\nkpis: [{id: a, title: A, guardrails: k}]",
        "objectives: [{id: o, title: O, kpsi: [{id: k}]}, {id: p, title: P, guardrails: k}]",
        "kpsi: [{id: k}]\nkpis: [{id: a, title: A, guardrails: k}]",
        "kpsi: [{ID: k}]\nkpis: [{id: a, title: A, guardrails: k}]",
    ],
)
def test_what_it_defines_is_no_dangling_reference(content: str) -> None:
    assert codes(lint(content)) == ["D003"]
    far = re.sub("metrcs|poeple|temas|objectivs|kpsi", "qqqqqqqq", content)
    assert codes(lint(far)) == ["D003", "D006"]


@pytest.mark.parametrize(
    "content",
    [
        "metrcs: {m: {unit: EUR}}\nkpis: [{id: a, title: A, metric: m}]",
        "metrcs: [m]\nkpis: [{id: a, title: A, metric: m}]",
        "metrcs: [{id: n}]\nkpis: [{id: a, title: A, metric: m}]",
        "metrcs: [{id: g}]\nkpis: [{id: a, title: A, contributes_to: g}]",
    ],
)
def test_what_it_does_not_define_is_one(content: str) -> None:
    assert codes(lint(content)) == ["D003", "D006"]


def test_what_it_defines_is_not_there_yet() -> None:
    loaded, _ = load("kpsi: [{id: k, title: K}]\nmetrcs: [{id: m}]\ndefalts: {team: t}")
    assert (loaded.goals, loaded.metrics) == ({}, {})
    assert [(part.section, part.id) for part in loaded.broken] == [("kpis", "k"), ("metrics", "m")]


def test_defaults_under_a_misspelled_key_are_meant_for_goals_that_say_nothing() -> None:
    goal = "kpis: [{id: a, title: A}]"
    assert codes(lint(f"defalts: {{owner: dana}}\n{goal}", "S101")) == ["D003"]
    assert codes(lint(f"defalts: {{period: 2026}}\n{goal}", "S101")) == ["D003", "S101"]
    assert codes(lint(f"defalts: [{{owner: dana}}]\n{goal}", "S101")) == ["D003", "S101"]
    assert codes(lint(f"qqqqqq: {{owner: dana}}\n{goal}", "S101")) == ["D003", "S101"]
    titles = "defalts: {owner: dana}\nkpis: [{id: a, title: A, owner: kim}]"
    assert codes(lint(titles, "S101")) == ["D003"]


def test_those_of_another_file_are_not() -> None:
    content = {"a.yaml": "defalts: {owner: dana}", "b.yaml": "kpis: [{id: a, title: A}]"}
    assert codes(lint(content, "S101")) == ["D003", "S101"]


FLOW = """
metrics: [{id: orders, unit: order, aggregation: sum}]
kpis:
  - id: a
    title: A
    metric: orders
    period: 2026
    baseline: 1
    target: 1200
    actuals: {2026-01: 100, 2026-02: 101, 2026-03: 103, 2026-04: 104, 2026-05: 105, 2026-06: 106}
"""


@pytest.mark.parametrize("code", ["A104", "P104"])
@pytest.mark.parametrize(
    ("right", "wrong", "found"),
    [
        ("metrics:", "metrcs:", "D003"),
        ("metric: orders", "metric: ordres", "D006"),
        ("unit: order", "unit: [1]", "D002"),
    ],
)
def test_nothing_is_concluded_from_a_metric_that_is_not_known(
    code: str, right: str, wrong: str, found: str
) -> None:
    assert code in codes(lint(FLOW.replace(", aggregation: sum", ""), code))
    assert codes(lint(FLOW.replace(right, wrong), code)) == [found]


def test_nor_from_a_parent_that_is_not_known() -> None:
    content = """
    teams: [{id: acme, level: organization}]
    objectives: [{id: o, title: O, guardrails: b}]
    kpis:
      - {id: a, title: A, team: acme, baseline: 1, target: 5, contributes_to: o}
      - {id: b, title: B}
    """
    assert codes(lint(content, "B104")) == []
    assert codes(lint(content.replace(", guardrails: b", ""), "B104")) == ["B104"]
    assert codes(lint(content.replace("objectives:", "objectivs:"), "B104")) == ["D003"]


def test_nor_from_values_that_a_misspelled_period_may_leave_out() -> None:
    content = """
    kpis:
      - id: a
        title: A
        period: 2026
        actuals: {2025-08: 80, 2025-09: 3120, 2025-10: 85, 2025-11: 84, 2025-12: 86, 2026-01: 88}
    """
    assert codes(lint(content, "P106")) == []
    assert codes(lint(content.replace("period", "qqqqq"), "P106")) == ["D003", "P106"]
    assert codes(lint(content.replace("period", "perod"), "P106")) == ["D003"]
