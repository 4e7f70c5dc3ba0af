"""Goals that came after their period had begun, judged against their own first version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.documents import source_of
from kpicli.history.changes import changes
from kpicli.history.difference import GoalDifference, Turn
from kpicli.history.goal_changes import changes_of
from kpicli.history.judged import Judged
from kpicli.history.mentions import Mentions
from kpicli.history.renames import is_doubled
from kpicli.workspace import Workspace
from kpicli.workspace.read_document import namespace_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kpicli.history.changes import FileChange
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
    that it was promised for; one that was a draft from the first in which it is none.
    """
    waiting, new = set(goals), present.workspace
    for key, old in versions_since(repository, present, base, since, waiting):
        found = [goal for goal in sorted(waiting) if _is_first(goal, old, new, promised.get(goal))]
        waiting.difference_update(found)
        commit = repository.commit(key) if found else None
        for goal in found:
            day = f", {commit.day.isoformat()}" if commit else ""
            yield from _judged(goal, old, new, f"its first version ({key[:10]}{day})")


def versions_since(
    repository: Repository, present: Present, base: Workspace, since: Commit, waiting: set[str]
) -> Iterator[tuple[str, Workspace]]:
    """The ids of the commits that changed files with goals, and the goals of one file in each.

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
                yield change.commit, _overlaid(base, present, _contents(repository, present, file))


def _judged(key: str, old: Workspace, new: Workspace, against: str) -> Iterator[Judged]:
    before, after = old.goals[key], new.goals[key]
    found = changes_of(old, before, new, after)
    if found and not is_doubled(key, old, new):
        part = GoalDifference(key, Turn.CHANGED, before, after, found)
        yield Judged(part, old, new, against)


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


def _is_first(key: str, old: Workspace, new: Workspace, promised: DateRange | None) -> bool:
    """Whether this file has the goal for the period that it is about now, or was promised for."""
    before = old.goals.get(key)
    if before is None or before.model.is_draft:
        return False
    was, now = old.period(before), new.period(new.goals[key])
    if promised is not None:
        return was == promised
    return was is None or now is None or was.end >= now.start
