from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from history.repositories import CONTEXT, LEE, Past, kpi, signed
from kpicli.history.changes import CommitChanges, FileChange, changes
from kpicli.history.life import steps_of

if TYPE_CHECKING:
    from pathlib import Path

    from kpicli.history import Repository


def _targets(past: Past, goal: str = "leads") -> list[tuple[str, str]]:
    """The target of a goal after each commit that changed it, with the file it stands in."""
    found = []
    for step in steps_of(past.opened(), goal, CONTEXT):
        definition = step.after.definition
        if definition is None:
            found.append(("broken" if step.after.is_broken else "gone", ""))
        else:
            model = definition.model
            found.append((str(model.target.text), definition.path))  # type: ignore[union-attr]
    return found


def test_changes_name_files_and_contents_of_both_sides(past: Past) -> None:
    first = past.commit({"a.yaml": "a: 1\n", "b.txt": "no", "c.md": "no"})
    second = past.commit({"a.yaml": None, "b.csv": "x\n"})
    one, two = changes(past.opened())
    blob = past.git("rev-parse", f"{first}:a.yaml")
    table = past.git("rev-parse", f"{second}:b.csv")
    text = past.git("rev-parse", f"{first}:b.txt")
    added = FileChange("a.yaml", (None,), blob), FileChange("b.txt", (None,), text)
    assert one == CommitChanges(first, added)
    gone = FileChange("a.yaml", (blob,), None), FileChange("b.csv", (None,), table)
    assert two == CommitChanges(second, gone)


def test_changes_below_a_folder_are_relative_to_it(past: Past) -> None:
    past.commit({"deep/x/a.yaml": "a: 1\n", "deep.yaml": "", "deeper/b.yaml": "b: 1\n"})
    past.commit({"deeper/b.yaml": "b: 2\n"})
    found = list(changes(past.opened("deep/x")))
    assert [[part.path for part in commit.files] for commit in found] == [["a.yaml"]]


def test_hidden_goal_files_are_none(past: Past) -> None:
    past.commit({".old/a.yaml": kpi("leads"), "b/.c/a.yaml": kpi("leads"), ".d/t.csv": "d,n\n"})
    (change,) = changes(past.opened())
    assert [part.path for part in change.files] == [".d/t.csv"]


def test_files_that_are_left_out_have_no_goals(past: Past) -> None:
    first = past.commit({"archive/a.yaml": kpi("leads", "30"), "b.yaml": kpi("leads")})
    past.commit({"archive/a.yaml": kpi("leads", "40")})
    (step,) = steps_of(past.opened(), "leads", CONTEXT, exclude=["archive/"])
    assert step.commit.id == first
    assert step.after.definition is not None
    assert step.after.definition.path == "b.yaml"


def test_changes_since_a_commit(past: Past) -> None:
    keys = [past.commit({"a.yaml": f"a: {number}\n"}) for number in range(4)]
    found = changes(past.opened(), since=past.at(keys[1]), until=past.at(keys[2]))
    assert [part.commit for part in found] == [keys[2]]


@pytest.mark.parametrize(
    "name", ["new\nline.yaml", ":100644 100644.yaml", "quo\"te'.yaml", "a b.yaml"]
)
def test_changes_of_files_with_odd_names(past: Past, name: str) -> None:
    past.commit({name: kpi("leads")})
    past.commit({name: kpi("leads", "30")})
    assert [[part.path for part in commit.files] for commit in changes(past.opened())] == [
        [name]
    ] * 2
    assert _targets(past) == [("20", name), ("30", name)]


def test_only_commits_that_change_the_goal_are_steps(past: Past) -> None:
    past.commit({"a.yaml": kpi("leads"), "b.yaml": kpi("leads_emea")})
    past.commit({"b.yaml": kpi("leads_emea", "30")})
    past.commit({"a.yaml": "# a comment\n" + kpi("leads")})
    past.commit({"c.yaml": kpi("other", more="    contributes_to: leads\n")})
    past.commit({"a.yaml": kpi("leads", "40")})
    assert _targets(past) == [("20", "a.yaml"), ("40", "a.yaml")]


def test_a_goal_is_followed_through_files(past: Past) -> None:
    past.commit({"a.yaml": kpi("leads")})
    past.git("mv", "a.yaml", "b.yaml")
    past.record("2026-01-06")
    other = kpi("other").removeprefix("kpis:\n")
    past.commit({"b.yaml": None, "deep/c.yaml": kpi("leads", "30") + other})
    assert _targets(past) == [("20", "a.yaml"), ("20", "b.yaml"), ("30", "deep/c.yaml")]


def test_a_goal_that_is_gone_and_comes_back(past: Past) -> None:
    past.commit({"a.yaml": kpi("leads"), "b.yaml": kpi("other")})
    past.commit({"a.yaml": None})
    past.commit({"b.yaml": kpi("other", "30")})
    past.commit({"c.yaml": kpi("leads", "25")})
    assert _targets(past) == [("20", "a.yaml"), ("gone", ""), ("25", "c.yaml")]


def test_a_goal_that_cannot_be_understood_for_a_while(past: Past) -> None:
    past.commit({"a.yaml": kpi("leads")})
    past.commit({"a.yaml": kpi("leads") + "  broken: [\n"})
    past.commit({"a.yaml": kpi("leads", "30")})
    assert _targets(past) == [("20", "a.yaml"), ("broken", ""), ("30", "a.yaml")]


@pytest.mark.parametrize(
    "line",
    ["- id: leads", "- id: 'leads'", "- {id: leads}", "- id: &x leads", "- id:\n      leads"],
)
def test_an_id_is_found_however_it_is_written(past: Past, line: str) -> None:
    past.commit({"a.yaml": f"objectives:\n  {line}\n"})
    assert len(list(steps_of(past.opened(), "leads", CONTEXT))) == 1


def test_changes_of_defaults_metrics_and_tables_count(past: Past) -> None:
    goal = kpi("leads", more="    metric: calls\n    actuals: {csv: t.csv, date: d, value: n}\n")
    metric = "metrics:\n  - {id: calls, unit: call}\n"
    past.commit({"m.yaml": metric, "t.csv": "d,n\n2026-01-31,12\n"})
    past.commit({"a.yaml": goal})
    past.commit({"m.yaml": metric.replace("unit: call", "unit: visit")})
    past.commit({"t.csv": "d,n\n2026-01-31,13\n"})
    past.commit({"other.csv": "d,n\n"})
    past.commit({"a.yaml": f"defaults: {{owner: dana}}\n{goal}"})
    units = [
        step.after.workspace.metrics["calls"].model.unit
        for step in steps_of(past.opened(), "leads", CONTEXT)
    ]
    assert units == ["call", "visit", "visit", "visit"]


def test_a_change_on_a_branch_is_its_authors_not_the_merges(past: Past) -> None:
    past.commit({"a.yaml": kpi("leads"), "b.yaml": kpi("other")})
    past.git("checkout", "--quiet", "-b", "side")
    loosened = past.commit({"a.yaml": kpi("leads", "15")}, "2026-02-01", LEE)
    past.git("checkout", "--quiet", "main")
    past.commit({"b.yaml": kpi("other", "30")}, "2026-02-02")
    past.merge("side", "2026-02-03")
    steps = list(steps_of(past.opened(), "leads", CONTEXT))
    assert [step.commit.id for step in steps][1:] == [loosened]


def test_a_merge_that_decides_something_itself_is_a_step(past: Past) -> None:
    past.commit({"a.yaml": kpi("leads")})
    past.git("checkout", "--quiet", "-b", "side")
    past.commit({"a.yaml": kpi("leads", "15")}, "2026-02-01")
    past.git("checkout", "--quiet", "main")
    past.commit({"a.yaml": kpi("leads", "30")}, "2026-02-02")
    who = signed(LEE, "2026-02-03")
    past.git("merge", "--quiet", "--no-commit", "-s", "ours", "side", environment=who)
    past.write({"a.yaml": kpi("leads", "22")})
    past.git("add", "--all")
    merge = past.record("2026-02-03")
    last = list(steps_of(past.opened(), "leads", CONTEXT))[-1]
    assert last.commit.id == merge
    assert len(last.before) == 2


def test_a_move_on_one_branch_and_a_change_on_the_other(past: Past) -> None:
    past.commit({"a.yaml": kpi("leads")})
    past.git("checkout", "--quiet", "-b", "side")
    past.git("mv", "a.yaml", "b.yaml")
    past.record("2026-02-01")
    past.git("checkout", "--quiet", "main")
    past.commit({"a.yaml": kpi("leads", "30")}, "2026-02-02")
    past.merge("side", "2026-02-03")
    assert _targets(past)[-1] == ("30", "b.yaml")
    last = list(steps_of(past.opened(), "leads", CONTEXT))[-1]
    assert all(view.definition is not None for view in last.before)


def test_the_end_of_a_shallow_clone_is_no_creation(past: Past, tmp_path: Path) -> None:
    for number in range(21, 25):
        past.commit({"a.yaml": kpi("leads", str(number))})
    past.git("clone", "--quiet", "--depth=2", past.folder.as_uri(), str(tmp_path / "clone"))
    steps = list(steps_of(Past(tmp_path / "clone").opened(), "leads", CONTEXT))
    assert [step.is_boundary for step in steps] == [True, False]


def test_steps_since_a_commit_know_what_was_before(past: Past) -> None:
    past.commit({"a.yaml": kpi("leads")})
    past.commit({"a.yaml": kpi("leads", "30")})
    past.git("mv", "a.yaml", "b.yaml")
    past.record("2026-03-01")
    past.commit({"b.yaml": kpi("leads", "40")})
    steps = list(steps_of(past.opened(), "leads", CONTEXT, since=past.at("HEAD~2")))
    first = steps[0].before[0].definition
    assert first is not None
    assert first.path == "a.yaml"
    assert len(steps) == 2


def test_a_history_without_the_goal_has_no_steps(past: Past) -> None:
    assert not _steps(past.opened())
    past.commit({"a.yaml": kpi("other")})
    assert not _steps(past.opened())


def _steps(repository: Repository) -> list[object]:
    return list(steps_of(repository, "leads", CONTEXT))
