from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from kpicli.models.sections import SECTIONS
from kpicli.rules.page import page_of
from kpicli.rules.registry import RULES
from kpicli.rules.rule import LoadingRule
from repository import lint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.rules.rule import Rule

NAMES = sorted({name for model in SECTIONS.values() for name in model.fields})
FIELD = re.compile(rf"(?<=[\s{{])(?:{'|'.join(NAMES)})(?=: )")
"""The key of a field, wherever in a file."""
OTHERS = [rule for rule in RULES if not issubclass(rule, LoadingRule)]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("kpis: [{id: a, title: A, ownr: dana}]", ["D003"]),
        ("kpis: [{id: a, title: A, ownr: }]", ["D003"]),
        ("defaults: {ownr: dana}\nkpis: [{id: a, title: A}]", ["D003"]),
        ("objectives: [{id: a, title: A, kpis: [{id: b, title: B, ownr: x}]}]", ["D003", "S101"]),
        ("kpis: [{id: a, title: A, ownr: dana}, {id: b, title: B}]", ["D003", "S101"]),
        ("kpis: [{id: a, title: A, salary: dana}]", ["D003", "S101"]),
        ("kpis: [{id: a, title: A, perod: 2026}]", ["D003", "S101"]),
        ("teams: [{id: t, ownr: x}]\nkpis: [{id: a, title: A}]", ["D003", "S101"]),
    ],
)
def test_what_a_misspelled_key_gives_is_not_called_missing(content: str, found: list[str]) -> None:
    result = lint(content, "S101")
    assert sorted(part.finding.rule.code for part in result.findings) == found


def test_defaults_of_another_file_are_not_meant() -> None:
    content = {"a.yaml": "defaults: {ownr: dana}", "b.yaml": "kpis: [{id: a, title: A}]"}
    result = lint(content, "S101")
    assert [part.finding.rule.code for part in result.findings] == ["D003", "S101"]


@pytest.mark.parametrize(
    ("key", "code"),
    [("perod: 2026", "T101"), ("targt: 5", "M101"), ("baselin: 5", "M102"), ("unt: EUR", "M103")],
)
def test_the_same_of_other_fields(key: str, code: str) -> None:
    other = "" if code == "M101" else "target: 50, direction: increase, "
    plain = lint(f"kpis: [{{id: a, title: A, {other}}}]", code)
    assert [part.finding.rule.code for part in plain.findings] == [code]
    result = lint(f"kpis: [{{id: a, title: A, {other}{key}}}]", code)
    assert [part.finding.rule.code for part in result.findings] == ["D003"]


@pytest.mark.parametrize(
    ("target", "misspelled", "code"),
    [
        ("target: 50", "baselin: 5", "M107"),
        ("target: 50", "directon: increase", "M107"),
        ("target: 50, direction: increase", "aggregaton: sum", "M102"),
        ("target: 50", "metrc: m", "M103"),
        ("target: 50", "metrc: m", "M105"),
        ("target: 50", "formla: 2 * m", "M105"),
        ("target: 50", "sorce: {url: x}", "M105"),
        ("period: 2026, target: 50", "rolup: sum", "M106"),
        ("period: 2026, target: 50", "cadnce: yearly", "M106"),
        ("target: 50", "statu: dropped", "S101"),
    ],
)
def test_other_fields_that_a_rule_goes_by(target: str, misspelled: str, code: str) -> None:
    goal = f"metrics: [{{id: m, unit: EUR}}]\nkpis: [{{id: a, title: A, {target}"
    plain = lint(f"{goal}}}]", code)
    assert [part.finding.rule.code for part in plain.findings] == [code]
    result = lint(f"{goal}, {misspelled}}}]", code)
    assert [part.finding.rule.code for part in result.findings] == ["D003"]


def test_fields_of_the_metric_of_a_goal() -> None:
    goals = "kpis: [{id: a, title: A, metric: m, target: 5}]"
    result = lint(f"metrics: [{{id: m, unt: EUR}}]\n{goals}", "M103")
    assert [part.finding.rule.code for part in result.findings] == ["D003"]


def test_what_a_rule_finds_about_another_goal_it_still_finds() -> None:
    goals = "kpis: [{id: a, title: A, target: 5, baselin: 9}, {id: b, title: B, target: 5}]"
    found = [(part.finding.rule.code, part.finding.goals) for part in lint(goals, "M107").findings]
    assert found == [("D003", ("a",)), ("M107", ("b",))]


@pytest.mark.parametrize("rule", OTHERS, ids=[rule.name for rule in OTHERS])
def test_a_rule_finds_nothing_in_a_good_example_with_a_misspelled_key(rule: type[Rule]) -> None:
    for files in _misspelled(dict(page_of(rule).good.files)):
        result = lint(files, rule.code)
        assert rule.code not in {part.finding.rule.code for part in result.findings}


def _misspelled(files: dict[str, str]) -> Iterator[dict[str, str]]:
    for path, text in files.items():
        for key in FIELD.finditer(text):
            yield {**files, path: f"{text[: key.end()]}x{text[key.end() :]}"}
