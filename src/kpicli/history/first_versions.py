"""Goals that came after their period had begun, judged against their own first version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.documents import source_of
from kpicli.history.changes import changes
from kpicli.history.difference import GoalDifference, Turn
from kpicli.history.former import former_ids
from kpicli.history.goal_changes import changes_of
from kpicli.history.judged import Judged, is_renewed
from kpicli.history.mentions import Mentions
from kpicli.history.renames import is_doubled
from kpicli.workspace import Workspace
from kpicli.workspace.read_document import namespace_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kpicli.history.changes import CommitChanges, FileChange
    from kpicli.history.commit import Commit
    from kpicli.history.present import Present
    from kpicli.history.repository import Repository
    from kpicli.models.period import DateRange
    from kpicli.workspace import AnyGoal, Definition, FileContents


def first_versions(
    repository: Repository,
    present: Present,
    base: Workspace,
    since: Commit,
    goals: set[str],
    promised: Mapping[str, DateRange],
) -> Iterator[Judged]:
    """The goals that are no more what they were in the first commit after `since` that has them.

    A goal that was renewed counts from the first commit with its present period, or with the one
    that it was promised for; one that was a draft from the first in which it is none. One that may
    have come under another id counts from its first version under that.
    """
    firsts = _Firsts(repository, present, base, since, promised)
    found = firsts.judged({key: key for key in goals}, frozenset())
    yield from (part for part in found.values() if part is not None)


class _Firsts(Struct, frozen=True, eq=False):
    """Judges goals against their first versions after a commit, `base` being what it had."""

    repository: Repository
    present: Present
    base: Workspace
    since: Commit
    promised: Mapping[str, DateRange]

    def judged(self, ids: Mapping[str, str], seen: frozenset[str]) -> dict[str, Judged | None]:
        """Goals by their present ids, none where nothing differs, looked for under other ids."""
        found: dict[str, Judged | None] = {}
        former: dict[str, Mapping[str, str]] = {}
        waiting, seen = set(ids), seen.union(ids)
        for change, state in versions_since(
            self.repository, self.present, self.base, self.since, waiting
        ):
            came = [key for key in sorted(waiting) if self._is_first(state, key, ids[key])]
            if not came:
                continue
            waiting.difference_update(came)
            commit = self.repository.commit(change.commit)
            day = f", {commit.day.isoformat()}" if commit else ""
            where = f"({change.commit[:10]}{day})"
            found |= {ids[key]: self._part(state, key, ids[key], where) for key in came}
            if change.commit not in former:
                former = {change.commit: former_ids(self.repository, change, self.base.context)}
            names = former[change.commit]
            was = {names[key]: ids[key] for key in came if key in names}
            left = was.keys() - seen - self.base.goals.keys() - self.present.workspace.goals.keys()
            if left:
                found |= self.judged({old: was[old] for old in left}, seen)
        return found

    def _is_first(self, state: Workspace, was: str, goal: str) -> bool:
        """Whether a state has the goal for the period that it is about now, or was promised for."""
        before, now = state.goals.get(was), self.present.workspace
        if before is None or before.model.is_draft:
            return False
        promised = self.promised.get(goal)
        if promised is not None:
            return state.period(before) == promised
        return not is_renewed(state, before, now, now.goals[goal])

    def _part(self, state: Workspace, was: str, goal: str, where: str) -> Judged | None:
        new = self.present.workspace
        before, after = state.goals[was], new.goals[goal]
        found = changes_of(state, before, new, after)
        if not found or is_doubled(was, state) or is_doubled(goal, new):
            return None
        if was == goal:
            part = GoalDifference(goal, Turn.CHANGED, before, after, found)
            return Judged(part, state, new, f"its first version {where}")
        part = GoalDifference(goal, Turn.RENAMED, before, after, found, was)
        return Judged(part, state, new, f"its first version, as `{was}` {where}")


def versions_since(
    repository: Repository, present: Present, base: Workspace, since: Commit, waiting: set[str]
) -> Iterator[tuple[CommitChanges, Workspace]]:
    """The commits that changed files with goals, and the goals of one file in each.

    It ends when nothing is waited for any more.
    """
    if not waiting:
        return
    mentions = Mentions(repository, waiting)
    for change in mentions.among(changes(repository, since)):
        for file in change.files:
            if not waiting:
                return
            if file.after is not None and mentions.concerns(file):
                yield change, _overlaid(base, present, _contents(repository, present, file))


def _contents(repository: Repository, present: Present, file: FileChange) -> FileContents:
    key = file.after or ""
    blob = repository.blob(key) or b""
    return present.known_files.read_file(file.path, key, lambda path: source_of(path, blob))


def _overlaid(base: Workspace, present: Present, contents: FileContents) -> Workspace:
    """The goals of one file, on the metrics and the organisation as they were before it.

    A metric that came later is taken as it is now: what a goal measures is then not said to have
    changed.
    """
    goals: dict[str, Definition[AnyGoal]] = {}
    metrics = {}
    for definition in contents.definitions:
        namespace = namespace_of(definition)
        if namespace == "goals":
            goals[definition.id] = definition
        elif namespace == "metrics":
            metrics[definition.id] = definition
    known = {**present.workspace.metrics, **base.metrics, **metrics}
    return Workspace(
        context=base.context,
        goals=goals,
        metrics=known,
        teams=base.teams,
        people=base.people,
    )
