"""Who made a change, and when: the last commit that made it, found along the files of its goal."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct, field

from kpicli.history.difference import Turn
from kpicli.history.glimpses import Glimpses, Life
from kpicli.history.goal_changes import changes_of
from kpicli.history.judged import Moment
from kpicli.history.left_out import last_left_out
from kpicli.history.life import last_change
from kpicli.history.touches import TextsAtCommits, Touches
from kpicli.history.view import View
from kpicli.models.goal import Kpi

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kpicli.history.commit import Commit
    from kpicli.history.field_change import FieldChange
    from kpicli.history.judged import Judged
    from kpicli.history.present import Present
    from kpicli.history.repository import Repository
    from kpicli.workspace import AnyGoal, Definition, Workspace

    Counts = Callable[[View, View], bool]


class Moments(Struct, frozen=True, eq=False, dict=True):
    """Finds the moments of changes after `since`; what is not committed was changed today."""

    repository: Repository
    present: Present
    since: Commit
    _left_out_from: dict[str, Commit | None] = field(default_factory=dict)

    @cached_property
    def _head(self) -> Commit | None:
        return self.present.head or self.repository.head

    @cached_property
    def _glimpses(self) -> Glimpses:
        return Glimpses(self.repository, TextsAtCommits(self.repository), self.present.known_files)

    @cached_property
    def _touches(self) -> Touches:
        assert self._head is not None, "there is a commit to judge by"
        return Touches(self.repository, self._glimpses.texts, self.since, self._head)

    def of(self, judged: Judged, change: FieldChange | None) -> Moment:
        """When a field came to what it is, or with none when the goal was given up."""
        head, life = self._head, self._life(judged)
        if head is None:
            return Moment(judged.new.as_of)
        now = life.at(head.id)
        was = judged.difference.before
        if change is None and was is not None and self.present.leaves_out(was.path):
            return self._left_out(judged, was.path, head, now)
        if not _is_done(judged, change, now):
            return Moment(judged.new.as_of, last=now.workspace)
        counts = _counts(judged, change)
        for commit in self._touches.commits(life.paths, life.ids):
            if commit.id in self.repository.boundary:
                return Moment(commit.day, commit.author, commit.short, is_known=False)
            after = life.at(commit.id)
            before = [life.at(parent) for parent in commit.parents]
            if before and all(counts(view, after) for view in before):
                last = before[0].workspace
                return Moment(commit.day, commit.author, commit.short, last=last)
        return self._elsewhere(judged, counts, head)

    def _left_out(self, judged: Judged, path: str, head: Commit, now: View) -> Moment:
        """When a file that is still there was taken from among the goal files."""
        if path not in self._left_out_from:
            found = last_left_out(self.repository, head, self.since, path)
            self._left_out_from[path] = found
        commit = self._left_out_from[path]
        if commit is None:
            return Moment(judged.new.as_of, last=now.workspace, is_left_out=True)
        parts = commit.day, commit.author, commit.short
        return Moment(*parts, last=now.workspace, is_left_out=True)

    def _life(self, judged: Judged) -> Life:
        goals = tuple(dict.fromkeys((judged.goal, judged.difference.was or judged.goal)))
        metrics, paths = _metrics(judged), _paths(judged)
        return Life(self._glimpses, judged.new.context, goals, metrics, paths)

    def _elsewhere(self, judged: Judged, counts: Counts, head: Commit) -> Moment:
        """Where no commit to the goal's files of then and now made the change."""
        context = judged.new.context
        found = last_change(self.repository, judged.goal, context, self.since, counts)
        if found is not None:
            return Moment(found.day, found.author, found.short)
        return Moment(head.day, head.author, head.short, is_known=False)


def _counts(judged: Judged, change: FieldChange | None) -> Counts:
    if change is None:
        return lambda before, after: before.definition is not None and _is_gone(after)
    return lambda before, after: _makes(judged, change, before, after)


def _is_gone(view: View) -> bool:
    return view.definition is None and not view.is_broken


def _makes(judged: Judged, change: FieldChange, before: View, after: View) -> bool:
    """Whether a commit makes a change.

    One that brought the new id of a goal makes all of them, where the old id is not to be found.
    """
    if after.definition is None:
        return False
    if before.definition is None:
        return judged.difference.turn is Turn.RENAMED and not before.is_broken
    found = changes_of(before.workspace, before.definition, after.workspace, after.definition)
    return _what(change) in map(_what, found)


def _what(change: FieldChange) -> tuple[str, str, str]:
    return change.field, change.key, change.effect


def _is_done(judged: Judged, change: FieldChange | None, head: View) -> bool:
    """Whether the last commit has the change already."""
    if change is None:
        return _is_gone(head)
    now = judged.difference.after
    if now is None or head.definition is None:
        return False
    left = changes_of(head.workspace, head.definition, judged.new, now)
    return all(_what(part)[:2] != _what(change)[:2] for part in left)


def _metrics(judged: Judged) -> frozenset[str]:
    """The ids of the metrics that the goal names on both sides."""
    sides = (judged.difference.before, judged.difference.after)
    models = (goal.model for goal in sides if goal is not None)
    return frozenset(kpi.metric for kpi in models if isinstance(kpi, Kpi) and kpi.metric)


def _paths(judged: Judged) -> tuple[str, ...]:
    """The files that the goal and its metric stand in on both sides."""
    sides = ((judged.old, judged.difference.before), (judged.new, judged.difference.after))
    found = {path for side, goal in sides if goal is not None for path in _of_goal(side, goal)}
    return tuple(sorted(found))


def _of_goal(workspace: Workspace, goal: Definition[AnyGoal]) -> Iterator[str]:
    yield goal.path
    if isinstance(goal.model, Kpi):
        yield from View(workspace, goal).tables
        metric = workspace.metric(goal)  # type: ignore[arg-type]  # its model is a KPI
        if metric is not None:
            yield metric.path
