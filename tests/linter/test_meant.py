from __future__ import annotations

import pytest

from repository import lint


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
