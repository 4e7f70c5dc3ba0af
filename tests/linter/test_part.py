"""A check of the affected part says what a full check says of it, and misses nothing new."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpicli.linter import Part
from kpicli.linter.baseline import baseline_of
from kpicli.linter.part import baseline_of_part
from properties.goal_repositories import mutated, repositories
from repository import shown
from two_states import between, differing, part, whole

if TYPE_CHECKING:
    from collections.abc import Mapping

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
NOTHING_AMISS: tuple[list[object], list[object], dict[object, int]] = ([], [], {})

COMPANY = """
objectives:
  - {id: growth, title: Win a larger share, owner: ada, period: 2026, rollup: min}
"""
LEADS = """
kpis:
  - id: leads
    title: Raise leads from 10 to 20
    owner: ada
    period: 2026
    contributes_to: growth
    unit: lead
    baseline: 10
    target: 20
    actuals: {2026-06-30: 15}
"""
CALLS = LEADS.replace("leads", "calls").replace("lead", "call")
FILES = {"company.yaml": COMPANY, "leads.yaml": LEADS, "calls.yaml": CALLS}


def _edited(files: Mapping[str, str], path: str, old: str, new: str) -> dict[str, str]:
    assert old in files[path]
    return {**files, path: files[path].replace(old, new)}


_MARKS = ["", "# kpi: ignore-file[shortfall, missing-owner]\n", "# kpi: ignore-file[M]\n", "#\n"]


@st.composite
def _states(draw: st.DrawFn) -> tuple[dict[str, str], dict[str, str]]:
    """A repository, and what becomes of some of its files."""
    before, other = draw(repositories()), draw(repositories())
    before = {path: draw(st.sampled_from(_MARKS)) + text for path, text in before.items()}
    after = dict(before)
    for path in draw(st.lists(st.sampled_from(sorted(before)), max_size=2, unique=True)):
        after[path] = draw(
            st.sampled_from([other[path], before[path] + "\n"]) | mutated(after[path])
        )
        if draw(st.integers(0, 9)) == 0:
            del after[path]
    return before, after


@given(_states())
def test_it_says_what_a_full_check_says_of_the_part_and_misses_nothing_new(
    states: tuple[dict[str, str], dict[str, str]],
) -> None:
    assert differing(*states) == NOTHING_AMISS


def _example(name: str) -> dict[str, str]:
    root = EXAMPLES / name
    return {
        path.relative_to(root).as_posix(): path.read_text("utf-8")
        for path in sorted(root.rglob("*"))
        if path.suffix in {".yaml", ".csv"}
    }


@settings(max_examples=25)
@given(st.sampled_from(["acme", "misaligned"]), st.data())
def test_no_line_of_an_example_can_go_unnoticed(name: str, data: st.DataObject) -> None:
    files = _example(name)
    path = data.draw(st.sampled_from(sorted(files)))
    lines = files[path].splitlines(keepends=True)
    start = data.draw(st.integers(0, len(lines) - 1))
    length = data.draw(st.sampled_from([1, 1, 2, 12]))
    after = {**files, path: "".join(lines[:start] + lines[start + length :])}
    assert differing(files, after, date(2025, 9, 1)) == NOTHING_AMISS


def test_an_actual_of_another_unit_is_told_by_both() -> None:
    after = _edited(FILES, "leads.yaml", "{2026-06-30: 15}", "{2027-06-30: 45%}")
    assert differing(FILES, after) == NOTHING_AMISS
    assert any("an actual of `leads` is of 2027-06-30" in line for line in shown(whole(after)))


def test_where_nothing_has_changed_nothing_runs() -> None:
    ownerless = _edited(FILES, "leads.yaml", "owner: ada", "level: team")
    result = part(ownerless, dict(ownerless))
    assert (result.findings, result.summary.part) == ((), Part(0, "then"))
    assert whole(ownerless).findings


def test_what_stands_elsewhere_is_left_out() -> None:
    after = _edited(FILES, "leads.yaml", "owner: ada", "level: team")
    assert {found.primary.path for found in part(FILES, after).findings} <= {
        "leads.yaml",
        "company.yaml",
    }
    assert any("`leads` has no owner" in line for line in shown(part(FILES, after)))


def test_goals_above_and_beside_are_affected() -> None:
    after = _edited(FILES, "leads.yaml", "target: 20", "target: 25")
    assert between(FILES, after).affected.names == {"leads", "growth", "calls"}


@pytest.mark.parametrize(
    ("old", "new"),
    [("id: growth, ", "id: grown, "), ("period: 2026", "period: 2025"), (COMPANY, "objectives: [")],
)
def test_what_goals_elsewhere_say_of_a_change_is_told(old: str, new: str) -> None:
    after = _edited(FILES, "company.yaml", old, new)
    told = part(FILES, after).findings
    assert {"leads.yaml", "calls.yaml"} <= {found.primary.path for found in told}


def test_a_suppression_that_a_change_elsewhere_makes_idle_is_told() -> None:
    many = "kpis:\n" + "".join(
        f"  - {{id: k{number}, title: Key {number}, owner: ada, period: 2026, target: '>= 5'}}\n"
        for number in range(9)
    )
    idle = many.replace("owner: ada,", "owner: ada, # kpi: ignore[too-many-kpis] agreed\n   ", 1)
    other = "kpis:\n  - {id: z, title: Zeal, owner: ada, period: 2026, target: '>= 5'}\n"
    nine = idle.replace(
        "  - {id: k8, title: Key 8, owner: ada, period: 2026, target: '>= 5'}\n", ""
    )
    before = {"a.yaml": nine, "z.yaml": other}
    after = {"a.yaml": nine, "z.yaml": other.replace("ada", "lee")}
    assert differing(before, after) == NOTHING_AMISS
    assert any("unused-suppression: `too-many-kpis`" in line for line in shown(part(before, after)))


def test_only_what_was_looked_for_can_be_fixed_in_a_baseline() -> None:
    ownerless = {path: text.replace("owner: ada", "level: team") for path, text in FILES.items()}
    far = {"far.yaml": ownerless["leads.yaml"].replace("leads", "far").replace("growth", "top")}
    top = {"top.yaml": COMPANY.replace("growth", "top")}
    before = {**ownerless, **far, **top}
    after = _edited(before, "leads.yaml", "level: team", "owner: ada")
    affected = between(before, after).affected
    left = baseline_of_part(baseline_of(whole(before)), part(before, after), affected)
    owners = {key.goals for key in left if key.rule == "missing-owner"}
    assert owners == {("leads",), ("calls",), ("growth",)}
