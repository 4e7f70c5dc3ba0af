"""The life of a goal is what loading every commit whole would tell.

No metric is defined beside the goal and elsewhere: which one counts is an error of the goal files.
"""

from __future__ import annotations

import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from history.repositories import CONTEXT, ENVIRONMENT, Past, kpi, new_past
from kpicli.history import Memo, steps_of, workspace_at

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kpicli.history import Commit, Repository

PATHS = ("a.yaml", "b.yaml", "deep/c.yaml")
METRIC = "metrics:\n  - {{id: calls, unit: {}}}\n"
OF_CALLS = "    metric: calls\n"
EDITS: Mapping[str, Callable[[int], str | None]] = {
    "change": lambda n: kpi("leads", str(n)),
    "comment": lambda n: f"# {n}\n" + kpi("leads"),
    "mention": lambda n: kpi("other", str(n), "    contributes_to: leads\n"),
    "measured by calls": lambda _: kpi("leads", "20", OF_CALLS),
    "metric": METRIC.format,
    "both": lambda n: (
        METRIC.format(n).replace("calls", "visits")
        + kpi("leads", str(n), OF_CALLS.replace("calls", "visits"))
    ),
    "break": lambda n: kpi("leads") + f"  [{n}\n",
    "empty": lambda n: f"kpis: []\n# {n}\n",
    "remove": lambda _: None,
}

Edit = tuple[int, str, int]
"""The file, the kind of edit, and a number that makes it another one."""

edits = st.tuples(st.integers(0, 2), st.sampled_from(sorted(EDITS)), st.integers(11, 14))
commits = st.lists(
    st.tuples(st.lists(edits, min_size=1, max_size=3), st.sampled_from(["on", "fork", "merge"])),
    min_size=1,
    max_size=10,
)


@dataclass
class Script:
    """Commits as `git fast-import` takes them: marks from 1, the files of each."""

    text: str = ""
    files: dict[int, Mapping[str, str]] = field(default_factory=dict)

    def commit(self, parents: tuple[int, ...], made: list[Edit]) -> int:
        """One more commit; a merge begins with the files of its first parent."""
        mark = len(self.files) + 1
        files = dict(self.files[parents[0]]) if parents else {}
        for file, kind, number in made:
            contents = EDITS[kind](number)
            files.pop(PATHS[file], None)
            if contents is not None:
                files[PATHS[file]] = contents
        self.files[mark] = files
        self.text += f"commit refs/heads/main\nmark :{mark}\n"
        self.text += f"committer D <d@x> {1_770_000_000 + mark * 90_000} +0000\ndata 1\nx\n"
        for word, parent in zip(("from", "merge"), parents, strict=False):
            self.text += f"{word} :{parent}\n"
        self.text += "deleteall\n"
        for path, contents in files.items():
            self.text += f"M 100644 inline {path}\ndata {len(contents)}\n{contents}\n"
        return mark


def _written(past: Past, history: list[tuple[list[Edit], str]]) -> None:
    """Two lines of commits that part and meet again; the last commit joins them."""
    script, first, second = Script(), 0, 0
    for made, how in history:
        if how == "merge" and second and first != second:
            first = second = script.commit((first, second), made)
        elif how == "fork" and second:
            second = script.commit((second,), made)
        else:
            first = script.commit((first,) if first else (), made)
            second = second or first
    if first != second:
        script.commit((first, second), [])
    command = ["git", "fast-import", "--quiet", "--force"]
    subprocess.run(
        command, cwd=past.folder, env=ENVIRONMENT, input=script.text.encode(), check=True
    )


@settings(max_examples=25, deadline=None)
@given(commits)
def test_steps_are_the_commits_in_which_the_goal_differs_from_that_of_all_parents(
    history: list[tuple[list[Edit], str]],
) -> None:
    with TemporaryDirectory() as folder:
        past = new_past(Path(folder))
        _written(past, history)
        repository = past.opened()
        expected = {
            key for key in past.git("rev-list", "HEAD").split() if _differs(repository, key)
        }
        steps = [step.commit.id for step in steps_of(repository, "leads", CONTEXT)]
        assert set(steps) == expected
        assert len(steps) == len(expected)
        for step in steps_of(repository, "leads", CONTEXT):
            goal = step.after.definition
            found = _goal(repository, step.commit)
            assert (found is None) is (goal is None)
            assert goal is None or found == (goal.model, goal.path, _unit(step.after.workspace))


def _differs(repository: Repository, key: str) -> bool:
    commit = repository.commit(key)
    assert commit is not None
    now = _state(repository, commit)
    parents = [repository.commit(parent) for parent in commit.parents]
    before = [_state(repository, parent) for parent in parents if parent is not None]
    return now not in before if before else now != "none"


def _state(repository: Repository, commit: Commit) -> object:
    """The goal at a commit, `broken` where it cannot be understood, `none` without one."""
    goal = _goal(repository, commit)
    if goal is not None:
        return goal
    workspace, _ = workspace_at(repository, commit, CONTEXT, memo=Memo())
    return "broken" if "leads" in workspace.broken_ids | workspace.unread else "none"


def _goal(repository: Repository, commit: Commit) -> tuple[object, ...] | None:
    workspace, _ = workspace_at(repository, commit, CONTEXT)
    goal = workspace.goals.get("leads")
    return None if goal is None else (goal.model, goal.path, _unit(workspace))


def _unit(workspace: object) -> object:
    goal = workspace.goals["leads"]  # type: ignore[attr-defined]  # a workspace
    name = goal.model.metric
    metric = workspace.metrics.get(name) if name else None  # type: ignore[attr-defined]  # the same
    return metric.model.unit if metric else None
