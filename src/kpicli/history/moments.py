"""Who made a change, and when: the last commit that made it, found along the files of its goal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from kpicli.history.difference import Turn
from kpicli.history.goal_changes import changes_of
from kpicli.history.judged import Moment
from kpicli.history.life import last_change
from kpicli.history.view import View, Views
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


class Moments(Struct, frozen=True, eq=False):
    """Finds the moments of changes after `since`; what is not committed was changed today."""

    repository: Repository
    present: Present
    since: Commit
    _touched: dict[tuple[str, ...], list[Commit]] = field(default_factory=dict)

    def of(self, judged: Judged, change: FieldChange | None) -> Moment:
        """When a field came to what it is, or with none when the goal was given up."""
        head = self.present.head or self.repository.head
        paths = _paths(judged)
        views = self._views(judged, paths)
        if head is None:
            return Moment(judged.new.as_of)
        now = views.at(head.id)
        if not _is_done(judged, change, now):
            return Moment(judged.new.as_of, last=now.workspace)
        counts = _counts(judged, change)
        for commit in self._commits(paths):
            if commit.id in self.repository.boundary:
                return Moment(commit.day, commit.author, commit.short, is_known=False)
            after = views.at(commit.id)
            before = [views.at(parent) for parent in commit.parents]
            if before and all(counts(view, after) for view in before):
                last = before[0].workspace
                return Moment(commit.day, commit.author, commit.short, last=last)
        return self._elsewhere(judged, counts, head)

    def _views(self, judged: Judged, paths: tuple[str, ...]) -> _Life:
        ids = dict.fromkeys((judged.goal, judged.difference.was or judged.goal))
        context, memo = judged.new.context, self.present.memo
        views = tuple(Views(self.repository, key, context, memo) for key in ids)
        for part in views:
            part.learn(paths)
        return _Life(views)

    def _elsewhere(self, judged: Judged, counts: Counts, head: Commit) -> Moment:
        """Where no commit to the goal's files of then and now made the change."""
        context = judged.new.context
        found = last_change(self.repository, judged.goal, context, self.since, counts)
        if found is not None:
            return Moment(found.day, found.author, found.short)
        return Moment(head.day, head.author, head.short, is_known=False)

    def _commits(self, paths: tuple[str, ...]) -> list[Commit]:
        """The commits after `since` that touched some files, the latest first."""
        if paths not in self._touched:
            self._touched[paths] = list(self._touching(paths))
        return self._touched[paths]

    def _touching(self, paths: tuple[str, ...]) -> Iterator[Commit]:
        head = self.present.head or self.repository.head
        if head is None:
            return
        full = [f"{self.repository.prefix}{path}" for path in paths]
        arguments = ("rev-list", "--topo-order", head.id, f"^{self.since.id}", "--", *full)
        with self.repository.git.reading(*arguments) as ids:
            for line in ids:
                found = self.repository.commit(line.decode("ascii").strip())
                if found is not None:
                    yield found


class _Life(Struct, frozen=True):
    """A goal at commits by its id, or by the one that it had before."""

    views: tuple[Views, ...]

    def at(self, commit: str) -> View:
        """The goal at a commit, as it was called then."""
        first, *others = (part.at(commit) for part in self.views)
        found = (view for view in others if view.definition is not None)
        return first if first.definition is not None else next(found, first)


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
