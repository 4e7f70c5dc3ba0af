"""What seems to be linked in goal files that are no YAML."""

from __future__ import annotations

from textwrap import dedent

import pytest

from kpicli.progress.goals import progress_of
from kpicli.progress.status import ProgressStatus
from kpicli.workspace.unknown_contributors import unknown_contributors
from kpicli.workspace.unread_links import links_named
from repository import lint, load

TOP = """
    teams: [{id: acme, title: Acme, level: organization}]
    defaults: {period: 2026, team: acme}
    objectives: [{id: top, title: Win}]
    kpis:
      - {id: rev, title: Raise revenue, unit: EUR, baseline: 8, target: 10, rollup: sum,
         contributes_to: top}
      - {id: a, title: Sell a, unit: EUR, baseline: 4, target: 5, contributes_to: rev,
         actuals: {2026-08: 5}}
"""
CONFLICT = """
    defaults: {period: 2026, team: acme}
    kpis:
    <<<<<<< HEAD
      - {id: b, title: Sell b, unit: EUR, baseline: 4, target: 5, contributes_to: rev}
    =======
      - {id: b, title: Sell b, unit: EUR, baseline: 4, target: 6, contributes_to: rev}
    >>>>>>> other
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- id: a\n  contributes_to: b\n  target: 5", {"a": ("b",)}),
        ("- {id: 'a', contributes_to: [b, c.d], unit: e}", {"a": ("b", "c.d")}),
        (
            "- id: a\n  contributes_to:\n    - b\n    - goal: c\n      weight: 2\n- id: d",
            {"a": ("b", "c")},
        ),
        ('{"id": "a", "contributes_to": {"goal": "b", "rollup": false}}', {"a": ("b", "false")}),
        ("contributes_to: b\nid: a", {}),
        ("- id: a\n  contributes_to: b\n>>>>>>> c", {"a": ("b",)}),
        ("id: a\nid: b\ncontributes_to: c\nid: b\ncontributes_to: d", {"b": ("c", "d")}),
        ("metrics: [{id: a}]", {}),
    ],
)
def test_links_belong_to_the_id_before_them(
    text: str, expected: dict[str, tuple[str, ...]]
) -> None:
    found = links_named(text)
    assert found.keys() == expected.keys()
    assert all(set(expected[key]) <= set(names) for key, names in found.items())


def test_a_sum_is_no_total_without_what_stands_in_such_a_file() -> None:
    loaded, _ = load({"top.yaml": TOP, "b.yaml": CONFLICT})
    assert unknown_contributors(loaded.goals["rev"], loaded) == ("b",)
    assert progress_of("rev", loaded).status is ProgressStatus.NO_DATA


def test_no_shortfall_is_proved_without_it() -> None:
    alone, whole = lint({"top.yaml": TOP}, "U101"), {"top.yaml": TOP, "b.yaml": CONFLICT}
    assert [part.finding.rule.code for part in alone.findings] == ["U101"]
    found = lint(whole, "U101", "R103", "R104", "M105")
    assert [part.finding.rule.code for part in found.findings] == ["D001"]


def test_what_is_linked_in_a_file_that_can_be_read_is_known() -> None:
    whole = dedent(CONFLICT).replace("<<<<<<< HEAD\n", "").split("=======")[0]
    loaded, findings = load({"top.yaml": TOP, "b.yaml": whole})
    assert not findings
    assert unknown_contributors(loaded.goals["rev"], loaded) == ()
