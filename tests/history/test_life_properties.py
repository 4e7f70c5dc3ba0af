"""The life of a goal is what loading every commit whole would tell.

Where the metric of the goal is defined twice, the goal files do not say which one counts: nothing
is expected of such commits, nor of their children. The goal itself may be: the first one counts.
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
from kpicli.findings import DUPLICATE_ID
from kpicli.history import workspace_at
from kpicli.history.life import steps_of
from kpicli.models.goal import Kpi

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kpicli.history import Commit, Repository
    from kpicli.workspace import Workspace

PATHS = ("a.yaml", "b.yaml", "deep/c.yaml", "t.csv")
METRIC = "metrics:\n  - {{id: calls, unit: {}}}\n"
OF_CALLS = "    metric: calls\n"
OF_TABLE = "    actuals: {csv: t.csv, date: d, value: n}\n"
EDITS: Mapping[str, Callable[[int], str | None]] = {
    "change": lambda n: kpi("leads", str(n)),
    "comment": lambda n: f"# {n}\n" + kpi("leads"),
    "mention": lambda n: kpi("other", str(n), "    contributes_to: leads\n"),
    "measured by calls": lambda _: kpi("leads", "20", OF_CALLS),
    "measured in a table": lambda n: kpi("leads", str(n), OF_TABLE),
    "table": "d,n\n2026-01-31,{}\n".format,
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

edits = st.tuples(st.integers(0, 3), st.sampled_from(sorted(EDITS)), st.integers(11, 14))
commits = st.lists(
    st.tuples(st.lists(edits, max_size=3), st.sampled_from(["on", "fork", "ours", "both"])),
    min_size=1,
    max_size=10,
)


@dataclass
class Script:
    """Commits as `git fast-import` takes them: marks from 1, the files of each."""

    text: str = ""
    files: dict[int, Mapping[str, str]] = field(default_factory=dict)

    def commit(self, parents: tuple[int, ...], made: list[Edit], how: str = "ours") -> int:
        """One more commit; a merge begins with the files of its first parent, or of both."""
        mark = len(self.files) + 1
        files = dict(self.files[parents[0]]) if parents else {}
        if how == "both":
            files = {**self.files[parents[1]], **files}
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
        if how in {"ours", "both"} and second and first != second:
            first = second = script.commit((first, second), made, how)
        elif how == "fork" and second:
            second = script.commit((second,), made)
        else:
            first = script.commit((first,) if first else (), made)
            second = second or first
    if first != second:
        script.commit((first, second), [], "both")
    command = ["git", "fast-import", "--quiet", "--force"]
    subprocess.run(
        command, cwd=past.folder, env=ENVIRONMENT, input=script.text.encode(), check=True
    )


@settings(max_examples=25)
@given(commits)
def test_steps_are_the_commits_in_which_the_goal_differs_from_that_of_all_parents(
    history: list[tuple[list[Edit], str]],
) -> None:
    with TemporaryDirectory() as folder:
        past = new_past(Path(folder))
        _written(past, history)
        repository = past.opened()
        told = _Told(repository)
        keys = past.git("rev-list", "HEAD").split()
        assert _steps(told, None) == told.differing(keys)
        for key in keys:
            later = past.git("rev-list", f"{key}..HEAD").split()
            assert _steps(told, repository.commit(key)) == told.differing(later)


def _steps(told: _Told, since: Commit | None) -> set[str]:
    """The commits that are steps; in each of them the goal is what it is in the commit."""
    steps = list(steps_of(told.repository, "leads", CONTEXT, since))
    sure = [step for step in steps if not told.is_vague(step.commit.id)]
    for step in sure:
        assert told.state(step.commit.id) == _state(step.after.workspace)
    assert len({step.commit.id for step in sure}) == len(sure)
    return {step.commit.id for step in sure}


@dataclass
class _Told:
    """What the goal is in every commit, told by whole workspaces."""

    repository: Repository
    known: dict[str, tuple[object, bool]] = field(default_factory=dict)

    def state(self, key: str) -> object:
        return self._read(key)[0]

    def is_vague(self, key: str) -> bool:
        """Whether in a commit or before it the metric of the goal is defined twice."""
        return any(self._read(part)[1] for part in (key, *self._parents(key)))

    def differing(self, keys: list[str]) -> set[str]:
        return {key for key in keys if not self.is_vague(key) and self._differs(key)}

    def _differs(self, key: str) -> bool:
        before = [self.state(parent) for parent in self._parents(key)]
        return self.state(key) not in (before or ["none"])

    def _parents(self, key: str) -> tuple[str, ...]:
        commit = self.repository.commit(key)
        assert commit is not None
        return commit.parents

    def _read(self, key: str) -> tuple[object, bool]:
        if key not in self.known:
            commit = self.repository.commit(key)
            assert commit is not None
            workspace, findings = workspace_at(self.repository, commit, CONTEXT)
            twice = {part.goals for part in findings if part.rule == DUPLICATE_ID}
            self.known[key] = _state(workspace), not twice.isdisjoint({("calls",), ("visits",)})
        return self.known[key]


def _state(workspace: Workspace) -> object:
    """The goal, `broken` where it cannot be understood or is there twice, `none` without one."""
    goal = workspace.goals.get("leads")
    if "leads" in workspace.doubled_ids:
        return "broken"
    if goal is None:
        return "broken" if "leads" in workspace.broken_ids | workspace.unread else "none"
    name = goal.model.metric if isinstance(goal.model, Kpi) else None
    metric = workspace.metrics.get(name) if name else None
    unit = metric.model.unit if metric else None
    return goal.model, goal.path, unit, workspace.csv_actuals.get("leads")
