"""What merges do to a goal: they may put together what belongs to it on several branches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from history.repositories import CONTEXT, LEE, Past, kpi, signed
from kpicli.history.changes import CommitChanges, changes
from kpicli.history.life import steps_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kpicli.history.life import Step

METRIC = "metrics:\n  - {id: calls, unit: call}\n"
OF_CALLS = "    metric: calls\n"
OF_TABLE = "    actuals: {csv: t.csv, date: d, value: n}\n"
BROKEN = kpi("leads") + "  broken: [\n"
NOTES = {"notes.yaml": "kpis: []\n"}

Files = dict[str, str | None]


def _merged(past: Past, first: Files, side: Files, main: Files) -> str:
    """Merges a branch that parted after the first commit; the id of the merge."""
    past.commit({**NOTES, **first})
    past.git("checkout", "--quiet", "-b", "side")
    past.commit(side, "2026-02-01")
    past.git("checkout", "--quiet", "main")
    past.commit(main, "2026-02-02")
    return past.merge("side", "2026-02-03")


def _steps(past: Past) -> Mapping[str, Step]:
    return {step.commit.id: step for step in steps_of(past.opened(), "leads", CONTEXT)}


def test_changes_tell_a_merge_that_has_no_file_of_its_own(past: Past) -> None:
    merge = _merged(past, {}, {"a.yaml": "a: 1\n"}, {"b.yaml": "b: 1\n"})
    *others, last = changes(past.opened())
    assert last == CommitChanges(merge, (), is_merge=True)
    assert not any(part.is_merge for part in others)


def test_changes_tell_no_other_commit_without_goal_files(past: Past) -> None:
    past.commit({"a.yaml": "a: 1\n"})
    past.commit({"a.md": "text"})
    past.commit({})
    assert len(list(changes(past.opened()))) == 1


@pytest.mark.parametrize("side", ["a.yaml", "m.yaml"])
def test_a_merge_of_a_goal_with_its_metric_is_a_step(past: Past, side: str) -> None:
    files: Files = {"a.yaml": kpi("leads", more=OF_CALLS), "m.yaml": METRIC}
    on_side: Files = {side: files.pop(side)}
    merge = _merged(past, {}, on_side, files)
    step = _steps(past)[merge]
    assert step.after.workspace.metrics["calls"].path == "m.yaml"
    assert not step.files


def test_a_metric_that_was_moved_on_another_branch_is_found(past: Past) -> None:
    first: Files = {"n.yaml": METRIC}
    moved: Files = {"n.yaml": None, "deep/m.yaml": METRIC.replace("unit: call", "unit: visit")}
    merge = _merged(past, first, moved, {"a.yaml": kpi("leads", more=OF_CALLS)})
    metrics = _steps(past)[merge].after.workspace.metrics
    assert metrics["calls"].path == "deep/m.yaml"


def test_a_metric_that_an_older_branch_still_has_is_found(past: Past) -> None:
    past.commit({"m.yaml": METRIC, "a.yaml": kpi("leads")})
    past.git("branch", "side")
    past.commit({"m.yaml": None}, "2026-02-01")
    past.commit({"a.yaml": kpi("leads", more=OF_CALLS)}, "2026-02-02")
    past.git("checkout", "--quiet", "side")
    on_side = past.commit({"a.yaml": kpi("leads", "30", OF_CALLS)}, "2026-02-03")
    past.git("checkout", "--quiet", "main")
    past.git(
        "merge",
        "--quiet",
        "--no-ff",
        "-s",
        "ours",
        "-m",
        "Merge",
        "side",
        environment=signed(LEE, "2026-02-04"),
    )
    assert "calls" in _steps(past)[on_side].after.workspace.metrics


def test_a_merge_of_a_goal_with_its_table_is_a_step(past: Past) -> None:
    goal: Files = {"a.yaml": kpi("leads", more=OF_TABLE)}
    merge = _merged(past, {}, {"t.csv": "d,n\n2026-01-31,12\n"}, goal)
    step = _steps(past)[merge]
    assert len(step.after.workspace.csv_actuals["leads"]) == 1


def test_a_merge_with_a_broken_file_falls_back_on_another_definition(past: Past) -> None:
    merge = _merged(past, {"a.yaml": kpi("leads")}, {"b.yaml": kpi("leads")}, {"a.yaml": BROKEN})
    goal = _steps(past)[merge].after.definition
    assert goal is not None
    assert goal.path == "b.yaml"


def test_a_merge_that_only_brings_other_files_is_no_step(past: Past) -> None:
    goal = kpi("leads", more=OF_CALLS)
    first: Files = {"a.yaml": goal, "m.yaml": METRIC}
    merge = _merged(past, first, {"a.yaml": kpi("leads", "30", OF_CALLS)}, {"b.yaml": kpi("other")})
    assert merge not in _steps(past)


def test_a_branch_that_parted_before_the_first_commit_looked_at(past: Past) -> None:
    past.commit({"a.yaml": kpi("leads", more=OF_CALLS), "m.yaml": METRIC})
    past.git("branch", "side")
    since = past.commit({"a.yaml": None, "b.yaml": kpi("leads")}, "2026-02-01")
    past.git("checkout", "--quiet", "side")
    on_side = past.commit({"m.yaml": METRIC.replace("unit: call", "unit: visit")}, "2026-02-02")
    past.git("checkout", "--quiet", "main")
    past.merge("side", "2026-02-03")
    (step,) = steps_of(past.opened(), "leads", CONTEXT, since=past.at(since))
    assert step.commit.id == on_side
    assert [view.definition and view.definition.path for view in step.before] == ["a.yaml"]
