"""Which revision each goal is judged against, and what differs from it."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.history.branches import base_on_branch, is_on
from kpicli.history.hidden import values_unread_before
from kpicli.history.judged import Judged, Past, is_renewed, judged_between, untold
from kpicli.history.moved_root import before_its_move, folder_words, not_judged
from kpicli.history.promised import given_up
from kpicli.history.renames import doubled_in, few_named, unread_before

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Mapping, Sequence

    from kpicli.history.branches import Base
    from kpicli.history.commit import Commit
    from kpicli.history.field_change import FieldChange
    from kpicli.history.judged import Moment
    from kpicli.history.moments import Moments
    from kpicli.history.present import Present
    from kpicli.history.repository import Repository
    from kpicli.models.period import DateRange
    from kpicli.workspace import AnyGoal, Definition, Workspace


def past_since(repository: Repository, present: Present, base: Base) -> Past:
    """The goals that differ from those at the commit to compare with."""
    old = present.at(repository, base.commit)
    against = base.told
    judged = () if old is present.workspace else judged_between(old, present.workspace, against)
    notes = (
        *_notes(repository),
        *_unread(old, present.workspace, against),
        *_values_unread(old, present.workspace, present.workspace.goals, f"in {against}"),
    )
    if not old.paths:
        notes = (*notes, *_moved_since(repository, present, base.commit, f"in {against}"))
    moments = _moments(repository, present)

    def when(part: Judged, change: FieldChange | None) -> Moment:
        return moments(base.commit).of(part, change)

    return Past(tuple(judged), when, notes)


def past_of(repository: Repository, present: Present, main: str | None) -> Past | None:
    """The goals that differ from those they are judged against by default.

    On a branch that is the last commit it has in common with the main branch, of which the name is
    given; on the main branch itself, or where there is none, the state before each goal's period
    began, or the goal's first version where that is younger. The period of a goal that was moved
    as a whole is the one that was running, until it is over. None before the first commit.
    """
    if repository.head is None:
        return None
    if main is None or is_on(repository, main):
        return _past_on_main(repository, present)
    base = base_on_branch(repository, main, repository.head)
    return past_since(repository, present, base) if base else _past_on_main(repository, present)


def _moments(repository: Repository, present: Present) -> Callable[[Commit], Moments]:
    """What finds out when something was changed after a commit; hardly any check has to."""

    @cache
    def since(base: Commit) -> Moments:
        from kpicli.history.moments import Moments  # noqa: PLC0415 - see above

        return Moments(repository, present, base)

    return since


def _notes(repository: Repository) -> tuple[str, ...]:
    if not repository.is_shallow:
        return ()
    first = repository.first_commit
    begins = f" on {first.day.isoformat()} ({first.short})" if first else ""
    return (f"the clone is shallow: its history begins{begins}, and goals are judged from there",)


def _unread(old: Workspace, new: Workspace, against: str) -> tuple[str, ...]:
    why = {
        f"they cannot be understood in {against}": unread_before(old, new),
        f"they are defined twice, now or in {against}": doubled_in(old, new),
    }
    return tuple(f"not judged, since {reason}: {goals}" for reason, goals in why.items() if goals)


def _values_unread(
    old: Workspace, new: Workspace, goals: Container[str], where: str
) -> Iterator[str]:
    """A note on those of some goals whose values of then nobody knows, as is not said elsewhere."""
    found = few_named([key for key in values_unread_before(old, new) if key in goals])
    if found:
        yield f"values not judged, since their CSV file cannot be read {where}: {found}"


def _moved_since(
    repository: Repository, present: Present, base: Commit, where: str
) -> Iterator[str]:
    """A note on where the goals were in a state that has none in the root, if that is a folder."""
    head = present.head or repository.head
    if head is None or not repository.prefix:
        return
    before = before_its_move(repository, base, head)
    none = f"{where} there are no goals {folder_words(repository)}"
    yield none if before is None else not_judged(before, where)


def _past_on_main(repository: Repository, present: Present) -> Past:
    groups = _groups(repository, present)
    bases: dict[Judged, Commit] = {}
    told: dict[str, frozenset[tuple[str, str]]] = {}
    notes = list(_notes(repository))
    for number, group in enumerate(groups, start=1):
        old = present.at(repository, group.base)
        later = frozenset().union(*(other.goals for other in groups[number:]))
        for found in group.judged(repository, present, old, later):
            part = untold(found, told.get(found.goal, frozenset()))
            if part is not None:
                bases[part] = group.base
            if found.goal in later:
                told[found.goal] = told.get(found.goal, frozenset()) | found.places
        notes += _values_unread(old, present.workspace, group.goals, _on(group.base))

    moments = _moments(repository, present)

    def when(part: Judged, change: FieldChange | None) -> Moment:
        return moments(bases[part]).of(part, change)

    notes += _moved_on_main(repository, groups)
    return Past(tuple(sorted(bases, key=lambda part: part.goal)), when, tuple(notes))


def _on(base: Commit) -> str:
    return f"on {base.day.isoformat()} ({base.short})"


def _moved_on_main(repository: Repository, groups: Sequence[_Group]) -> Iterator[str]:
    """A note if the first goals are judged from a commit at which they were in another folder."""
    head, base = repository.head, groups[0].base if groups else None
    if head is None or base is None or repository.has_root(base):
        return
    before = before_its_move(repository, base, head)
    if before is not None:
        yield not_judged(before, _on(base))


class _Group(Struct, frozen=True, eq=False):
    """The goals that are judged from one commit on, since their periods begin after it."""

    base: Commit
    starts: frozenset[date]
    goals: frozenset[str]
    is_first: bool
    next_base: Commit | None
    promised: Mapping[str, DateRange]

    def judged(
        self, repository: Repository, present: Present, old: Workspace, later: frozenset[str]
    ) -> Iterator[Judged]:
        """The goals that differ from those at the commit, which `old` are.

        Of those of later groups these are the ones that were promised for an earlier period there.
        """
        now = present.workspace
        against = f"{_state(self.is_first)} ({self.base.short}, {self.base.day.isoformat()})"
        settled: set[str] = set()
        if old is not now:
            for part in judged_between(old, now, against):
                if self._is_ours(part, old, later):
                    settled.add(part.goal)
                    yield part
        # Where nothing differs, at most a period that was given up is not the one of then.
        left = self.goals & self.promised.keys() if old is now else self.goals - settled
        promised = (key for key in left if not now.goals[key].model.is_draft)
        late = {key for key in promised if not self._was_there(key, old, now)}
        if late:
            from kpicli.history.first_versions import (  # noqa: PLC0415 - mostly all were there
                first_versions,
            )

            given = self.base, late, self.promised
            yield from first_versions(repository, present, old, *given)

    def _is_ours(self, part: Judged, old: Workspace, later: frozenset[str]) -> bool:
        before, after = part.difference.before, part.difference.after
        if part.is_gone:
            return before is not None and self._takes(start_of(before, old))
        if before is None or after is None:
            return False
        if part.goal in self.goals:
            return self._is_promised(old, before, part.new, after)
        if part.goal not in later or part.goal in self.promised:
            return False
        return _is_earlier(part, before, after)

    def _takes(self, start: date) -> bool:
        """Whether a goal that is gone is judged from here: no goal may be left with its start."""
        if start in self.starts:
            return True
        is_after = self.is_first or self.base.day < start
        return is_after and (self.next_base is None or start <= self.next_base.day)

    def _was_there(self, key: str, old: Workspace, now: Workspace) -> bool:
        before = old.goals.get(key)
        return before is not None and self._is_promised(old, before, now, now.goals[key])

    def _is_promised(
        self,
        old: Workspace,
        before: Definition[AnyGoal],
        now: Workspace,
        after: Definition[AnyGoal],
    ) -> bool:
        """Whether a goal was promised by then, for the period that counts."""
        if before.model.is_draft:
            return False
        if after.id in self.promised:
            return old.period(before) == self.promised[after.id]
        # Most goals stand in files that did not change, so that they are what they were.
        return before is after or not is_renewed(old, before, now, after)


def _state(is_first: bool) -> str:  # noqa: FBT001 - of the group
    return "the first commit" if is_first else "the state before its period"


def start_of(goal: Definition[AnyGoal], workspace: Workspace) -> date:
    """The first day of a goal's period; without one, of the year of the as-of date."""
    period = workspace.period(goal)
    return period.start if period else date(workspace.as_of.year, 1, 1)


def _is_earlier(part: Judged, before: Definition[AnyGoal], after: Definition[AnyGoal]) -> bool:
    """Whether a goal was promised for a period that began earlier, and runs to this day."""
    was = part.old.period(before)
    if was is None or before.model.is_draft or part.new.as_of > was.end:
        return False
    return was.start < start_of(after, part.new)


def _groups(repository: Repository, present: Present) -> list[_Group]:
    """The goals by the commit that they are judged against, the oldest first."""
    now = present.workspace
    promised = given_up(repository, present)
    starts = _by_start(now, promised)
    groups: dict[str, list[date]] = {}
    bases, first = repository.commits_before(starts)
    assert first is not None, "there is a commit to judge by"
    for start in sorted(starts):
        groups.setdefault(bases.get(start, first).id, []).append(start)
    own = [bases.get(days[0], first) for days in groups.values()]
    return [
        _Group(
            base,
            frozenset(days),
            frozenset().union(*(starts[day] for day in days)),
            days[0] not in bases,
            after,
            promised,
        )
        for days, base, after in zip(groups.values(), own, (*own[1:], None), strict=False)
    ]


def _by_start(now: Workspace, promised: Mapping[str, DateRange]) -> dict[date, set[str]]:
    """The ids of all goals by the first day of the period that counts.

    None may begin as early as goals of this year did that are gone: so its first day is there.
    """
    starts: dict[date, set[str]] = defaultdict(set)
    for goals in now.all_by_period:
        others = {goal.id for goal in goals} - promised.keys()
        if others:
            starts[start_of(goals[0], now)] |= others
    for key, dates in promised.items():
        starts[dates.start].add(key)
    this_year = _start_of_year(now)
    if not starts or this_year < min(starts):
        starts[this_year] = set()
    return starts


def _start_of_year(now: Workspace) -> date:
    """The first day of the year of the as-of date, or of its fiscal year where that is earlier."""
    year, month = now.as_of.year, now.calendar.fiscal_year_start
    return date(year - 1, month, 1) if now.as_of.month < month else date(year, 1, 1)
