"""Which revision each goal is judged against, and what differs from it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.history.difference import Turn
from kpicli.history.first_versions import first_versions
from kpicli.history.judged import Judged, Past, is_renewed, judged_between
from kpicli.history.moments import Moments
from kpicli.history.renames import unread_before

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.history.commit import Commit
    from kpicli.history.field_change import FieldChange
    from kpicli.history.judged import Moment
    from kpicli.history.present import Present
    from kpicli.history.repository import Repository
    from kpicli.workspace import AnyGoal, Definition, Workspace

_BRANCHES = ("refs/heads/", "refs/remotes/origin/")


def past_since(repository: Repository, present: Present, base: Commit, name: str) -> Past:
    """The goals that differ from those at a commit; `name` is how somebody calls it."""
    old = present.at(repository, base)
    against = f"{name} ({base.short}, {base.day.isoformat()})"
    judged = () if old is present.workspace else judged_between(old, present.workspace, against)
    notes = (*_notes(repository), *_unread(old, present.workspace, against))
    return Past(tuple(judged), Moments(repository, present, base).of, notes)


def past_of(repository: Repository, present: Present, main: str | None = None) -> Past | None:
    """The goals that differ from those they are judged against by default.

    On a branch that is the last commit it has in common with the main branch; on the main branch
    itself the state before each goal's period began, or the goal's first version where that is
    younger. None before the first commit.
    """
    if repository.head is None:
        return None
    name = repository.main_branch(main)
    if name is None or is_on(repository, name):
        return _past_on_main(repository, present)
    base = repository.merge_base(name)
    if base is None:
        return _past_on_main(repository, present)
    return past_since(repository, present, base, f"the last commit of `{short_name(name)}`")


def is_on(repository: Repository, branch: str) -> bool:
    """Whether a branch is checked out, or without any branch a commit that it has already."""
    here = _symbolic(repository, "HEAD")
    if here is not None:
        named = _symbolic(repository, branch) or branch
        return short_name(here) == short_name(named)
    base = repository.merge_base(branch)
    return base is not None and repository.head is not None and base.id == repository.head.id


def short_name(branch: str) -> str:
    """The name of a branch as people say it, the same here and at the remote."""
    for prefix in _BRANCHES:
        branch = branch.removeprefix(prefix)
    return branch.removeprefix("origin/")


def _symbolic(repository: Repository, name: str) -> str | None:
    """What a symbolic reference of ours stands for; none for any other name."""
    if name not in {"HEAD", "refs/remotes/origin/HEAD"}:
        return None
    code, printed, _ = repository.git.tried("symbolic-ref", "-q", name)
    return None if code else printed.decode("utf-8", "surrogateescape").strip()


def _notes(repository: Repository) -> tuple[str, ...]:
    if not repository.is_shallow:
        return ()
    first = repository.first_commit
    begins = f" on {first.day.isoformat()} ({first.short})" if first else ""
    return (f"the clone is shallow: its history begins{begins}, and goals are judged from there",)


def _unread(old: Workspace, new: Workspace, against: str) -> tuple[str, ...]:
    goals = unread_before(old, new)
    return (f"not judged, since they cannot be understood in {against}: {goals}",) if goals else ()


def _past_on_main(repository: Repository, present: Present) -> Past:
    groups = _groups(repository, present)
    known: dict[str, Moments] = {}
    judged: list[Judged] = []
    for group in groups:
        moments = Moments(repository, present, group.base)
        for part in group.judged(repository, present):
            known[part.goal] = moments
            judged.append(part)

    def when(part: Judged, change: FieldChange | None) -> Moment:
        return known[part.goal].of(part, change)

    return Past(tuple(sorted(judged, key=lambda part: part.goal)), when, _notes(repository))


class _Group(Struct, frozen=True, eq=False):
    """The goals that are judged from one commit on, since their periods begin after it."""

    base: Commit
    starts: frozenset[date]
    goals: frozenset[str]
    is_first: bool

    def judged(self, repository: Repository, present: Present) -> Iterator[Judged]:
        now = present.workspace
        old = present.at(repository, self.base)
        against = f"{_state(self.is_first)} ({self.base.short}, {self.base.day.isoformat()})"
        settled: set[str] = set()
        if old is not now:
            for part in judged_between(old, now, against):
                if self._is_ours(part, old):
                    settled.add(part.goal)
                    yield part
        promised = {key for key in self.goals - settled if not now.goals[key].model.is_draft}
        late = {key for key in promised if not _was_there(key, old, now)}
        if late:
            yield from first_versions(repository, present, old, self.base, late)

    def _is_ours(self, part: Judged, old: Workspace) -> bool:
        before, after = part.difference.before, part.difference.after
        if part.difference.turn is Turn.REMOVED:
            return before is not None and start_of(before, old) in self.starts
        if part.goal not in self.goals or before is None or after is None:
            return False
        return not before.model.is_draft and not is_renewed(old, before, part.new, after)


def _state(is_first: bool) -> str:  # noqa: FBT001 - of the group
    return "the first commit" if is_first else "the state before its period"


def _was_there(key: str, old: Workspace, now: Workspace) -> bool:
    """Whether a goal was promised by then, for the period that it is about now."""
    before = old.goals.get(key)
    if before is None or before.model.is_draft:
        return False
    return not is_renewed(old, before, now, now.goals[key])


def start_of(goal: Definition[AnyGoal], workspace: Workspace) -> date:
    """The first day of a goal's period; without one, of the year of the as-of date."""
    period = workspace.period(goal)
    return period.start if period else date(workspace.as_of.year, 1, 1)


def _groups(repository: Repository, present: Present) -> list[_Group]:
    """The goals by the commit that they are judged against, the oldest first."""
    now = present.workspace
    starts: dict[date, set[str]] = {}
    for goal in now.goals.values():
        starts.setdefault(start_of(goal, now), set()).add(goal.id)
    groups: dict[str, list[date]] = {}
    bases, first = _bases(repository, starts)
    for start in sorted(starts):
        groups.setdefault(bases.get(start, first).id, []).append(start)
    return [
        _Group(
            bases.get(days[0], first),
            frozenset(days),
            frozenset().union(*(starts[day] for day in days)),
            days[0] not in bases,
        )
        for days in groups.values()
    ]


def _bases(repository: Repository, days: Iterable[date]) -> tuple[dict[date, Commit], Commit]:
    """The last commit before each day, where there is one, and the first one looked at at last."""
    waiting = sorted(days)
    found: dict[date, Commit] = {}
    last = repository.head
    assert last is not None, "there is a commit to judge by"
    for last in repository.first_parents():
        while waiting and last.day < waiting[-1]:
            found[waiting.pop()] = last
        if not waiting:
            break
    return found, last
