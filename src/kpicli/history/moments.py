"""Who made a change, and when: found along the files of its goal."""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from kpicli.history.ancestry import ancestry
from kpicli.history.former import former_id, later_id
from kpicli.history.glimpses import Glimpses, Life
from kpicli.history.judged import Moment
from kpicli.history.left_out import last_left_out
from kpicli.history.life import Step
from kpicli.history.mentions import Mentions
from kpicli.history.origin import Line
from kpicli.history.sought import Place, sought
from kpicli.history.touches import TextsAtCommits, Touches
from kpicli.history.view import View
from kpicli.models.goal import Kpi

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.history.ancestry import Ancestry
    from kpicli.history.commit import Commit
    from kpicli.history.field_change import FieldChange
    from kpicli.history.judged import Judged
    from kpicli.history.present import Present
    from kpicli.history.repository import Repository
    from kpicli.workspace import AnyGoal, Definition, Workspace


class Moments(Struct, frozen=True, eq=False, dict=True):
    """Finds the moments of changes after `since`; what is not committed was changed today."""

    repository: Repository
    present: Present
    since: Commit
    _commits: dict[str, Commit | None] = field(default_factory=dict)
    _left_out_from: dict[str, Commit | None] = field(default_factory=dict)

    @cached_property
    def _head(self) -> Commit | None:
        return self.present.head or self.repository.head

    @cached_property
    def _glimpses(self) -> Glimpses:
        return Glimpses(self.repository, TextsAtCommits(self.repository), self.present.known_files)

    @cached_property
    def _ancestry(self) -> Ancestry:
        assert self._head is not None, "there is a commit to judge by"
        return ancestry(self.repository, self.since, self._head, self.present.workspace.as_of)

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
        return self._traced(judged, change, life, head)

    def _left_out(self, judged: Judged, path: str, head: Commit, now: View) -> Moment:
        """When a file that is still there was taken from among the goal files."""
        if path not in self._left_out_from:
            found = last_left_out(self.repository, head, self.since, path)
            self._left_out_from[path] = found
        commit = self._left_out_from[path]
        place = self.present.excluded_by(path)
        moment = Moment(judged.new.as_of) if commit is None else self._of_commit(commit)
        return replace(moment, last=now.workspace, is_left_out=True, excluded_by=place)

    def _life(self, judged: Judged) -> Life:
        goals = tuple(dict.fromkeys((judged.goal, judged.difference.was or judged.goal)))
        metrics, paths = _metrics(judged), _paths(judged)
        return Life(self._glimpses, judged.new.context, goals, metrics, paths)

    def _traced(
        self, judged: Judged, change: FieldChange | None, life: Life, head: Commit
    ) -> Moment:
        """The commit that made a change, wherever the goal stood and whatever it was called."""
        first = View(judged.old, judged.difference.before)
        wider: Life | None = life
        while wider is not None:
            life = wider
            line = self._line(life)
            found = line.origin(head.id, sought(change, first, line.at(head.id)))
            commit = self._commit(found.commit) or head
            wider = self._wider(life, commit, found.before, judged.new)
        last = found.before.workspace if found.before else None
        return replace(self._of_commit(commit), trace=found.trace, last=last)

    def _of_commit(self, commit: Commit) -> Moment:
        day = self._ancestry.made_on(commit)
        return Moment(day, commit.author, commit.short, commit.day)

    def _commit(self, key: str) -> Commit | None:
        if key not in self._commits:
            self._commits[key] = self.repository.commit(key)
        return self._commits[key]

    def _line(self, life: Life) -> Line:
        landmarks = self._ancestry.landmarks(self._touches.touched(life.paths, life.ids))
        return Line(self._ancestry, landmarks, cache(life.at), self.repository.boundary)

    def _wider(
        self, life: Life, commit: Commit, before: View | None, now: Workspace
    ) -> Life | None:
        """The life with what the goal was before a commit, or became in it; none if it is whole.

        That is, with another file, table or id. One that is gone did not become one that is there.
        """
        after = life.at(commit.id)
        paths = self._places(life, commit).difference(life.paths)
        if paths:
            return replace(life, paths=(*life.paths, *sorted(paths)))
        if before is None or (before.definition is None) is (after.definition is None):
            return None
        other_id = later_id if after.definition is None else former_id
        step = Step(commit, (before,), after, files=self._touches.files(commit.id))
        found = (other_id(self.repository, step, goal, life.context) for goal in life.goals)
        new = next((key for key in found if key is not None and key not in life.goals), None)
        if new is None or (after.definition is None and new in now.goals):
            return None
        return replace(life, goals=(*life.goals, new))

    def _places(self, life: Life, commit: Commit) -> set[str]:
        """Where all that belongs to a goal stood in a commit and right before it."""
        views = life.at(commit.id), *map(life.at, commit.parents)
        known = ((view.workspace, view.definition) for view in views)
        found = {path for state, goal in known if goal for path in _of_goal(state, goal)}
        if all(view.definition is not None for view in views):
            return found
        mentions, files = Mentions(self.repository, life.goals), self._touches.files(commit.id)
        return found.union(part.path for part in files if mentions.concerns(part))


def _is_done(judged: Judged, change: FieldChange | None, head: View) -> bool:
    """Whether the last commit has the change already."""
    if change is None:
        return head.is_gone
    now = View(judged.new, judged.difference.after)
    if now.definition is None or head.definition is None:
        return False
    return Place(change.field, change.key).between(head, now) is None


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
