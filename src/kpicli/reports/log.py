"""One goal's life as its git history tells it: what each commit did to it."""

from __future__ import annotations

from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from kpicli.history.former import former_id, later_id
from kpicli.history.goal_changes import changes_of
from kpicli.history.hidden import lacks_values
from kpicli.history.life import steps_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.history import Commit, Repository
    from kpicli.history.field_change import FieldChange
    from kpicli.history.life import Step
    from kpicli.history.view import View
    from kpicli.workspace import AnyGoal, Context, Definition


class Kind(StrEnum):
    """What a commit did to a goal, the most telling first."""

    CREATED = "created"
    KNOWN = "known"
    """It was there in the oldest commit of a shallow clone; what came before is not known."""
    DELETED = "deleted"
    BROKEN = "broken"
    """From here on it, or the CSV file with its values, could not be understood."""
    DOUBLED = "doubled"
    """From here on it was defined more than once, so that it cannot be compared."""
    CLOSED = "closed"
    REOPENED = "reopened"
    MOVED = "moved"
    """It stands in another file."""
    CHANGED = "changed"
    REVIEWED = "reviewed"
    MEASURED = "measured"


class Entry(Struct, frozen=True):
    """One commit, and what it did to the goal.

    `goal` is the id that the goal had then; `path` the file where it stood after it, before it if
    it is deleted. `was` is the path that it was moved from, and on creation the id that it had
    before, as far as one can guess; empty otherwise. `became` is the id that it may have since it
    is deleted; `also` the file of its other definition, where it is doubled. On creation `changes`
    are those since it had that other id, or was deleted.
    """

    commit: Commit
    goal: str
    kinds: tuple[Kind, ...]
    path: str
    changes: tuple[FieldChange, ...] = ()
    was: str = ""
    became: str = ""
    also: str = ""

    @property
    def is_routine(self) -> bool:
        """Whether it only was measured."""
        return self.kinds == (Kind.MEASURED,)


class GoalLog(Struct, frozen=True):
    """The life of a goal, the latest first; `exists` says whether HEAD still has it.

    `is_shallow` says that the clone lacks older commits.
    """

    goal: str
    title: str
    exists: bool
    is_shallow: bool
    entries: tuple[Entry, ...]

    @property
    def chapters(self) -> tuple[tuple[Entry, ...], ...]:
        """The entries in groups: commits in a row that only measured the goal are one group."""
        groups = groupby(
            enumerate(self.entries), lambda part: -1 if part[1].is_routine else part[0]
        )
        return tuple(tuple(entry for _, entry in group) for _, group in groups)


def goal_log(
    repository: Repository, goal: str, context: Context, exclude: Iterable[str] = ()
) -> GoalLog | None:
    """The life of the goal with an id, also of one that is gone; none where there never was one.

    Files that `exclude` matches are left out.
    """
    life = _Life(repository, context, tuple(exclude))
    entries = life.entries(goal, None)
    if not entries:
        return None
    last = life.last.definition if life.last is not None else None
    title = last.model.title if last is not None else ""
    exists = entries[-1].kinds[0] is not Kind.DELETED
    return GoalLog(goal, title, exists, repository.is_shallow, tuple(reversed(entries)))


class _Life:
    """Goes through the steps of a goal from its beginning."""

    def __init__(self, repository: Repository, context: Context, exclude: tuple[str, ...]) -> None:
        self._exclude = exclude
        self._repository = repository
        self._context = context
        self.last: View | None = None
        """The goal as it was understood last."""

    def entries(self, goal: str, until: Commit | None) -> list[Entry]:
        """What happened to a goal up to a commit, under earlier ids, too; the oldest first."""
        found: list[Entry] = []
        known: View | None = None
        measured: View | None = None
        repository, context, exclude = self._repository, self._context, self._exclude
        for step in steps_of(repository, goal, context, until=until, exclude=exclude):
            entry = _entry(step, goal, known, measured)
            if entry is not None:
                found += self._with_other_lives(entry, step, found)
            if step.after.definition is not None:
                known = self.last = step.after
                measured = measured if _lacks_values(step.after) else step.after
        return found

    def _with_other_lives(self, entry: Entry, step: Step, before: list[Entry]) -> list[Entry]:
        """What a step did to a goal, beside what it was under another id or until it was deleted.

        With an earlier id it comes behind all that happened under that.
        """
        if Kind.DELETED in entry.kinds:
            became = later_id(self._repository, step, entry.goal, self._context)
            return [replace(entry, became=became or "")]
        if Kind.CREATED not in entry.kinds:
            return [entry]
        if before:
            return [_since(self.last, step, entry) if _is_over(before) else entry]
        was = former_id(self._repository, step, entry.goal, self._context)
        parent = self._repository.commit(step.commit.parents[0]) if was else None
        if was is None or parent is None:
            return [entry]
        return [*self.entries(was, parent), replace(_since(self.last, step, entry), was=was)]


def _is_over(entries: list[Entry]) -> bool:
    return Kind.DELETED in entries[-1].kinds


def _since(known: View | None, step: Step, entry: Entry) -> Entry:
    """The creation of a goal that was there before, with what changed about it."""
    changes = _changes(known, step.after) if known is not None else ()
    return replace(entry, kinds=(*entry.kinds, *_kinds_of(changes)), changes=changes)


def _entry(step: Step, goal: str, known: View | None, measured: View | None) -> Entry | None:
    """What a step did; none where nothing changed in meaning or in place.

    `known` is the goal as it was understood last, `measured` as its values were.
    """
    after = step.after.definition
    if after is None:
        return _loss(step, goal, known)
    before = [view for view in step.before if view.definition is not None]
    if not before and any(view.is_broken for view in step.before) and known is not None:
        before = [known]
    if not before:
        kind = Kind.KNOWN if step.is_boundary else Kind.CREATED
        return Entry(step.commit, goal, (kind,), after.path)
    changes = _common([_changes(view, step.after, measured) for view in before])
    moved = all(view.definition and view.definition.path != after.path for view in before)
    first = before[0].definition
    kinds = tuple(_kinds(first, after, changes, moved)) if first is not None else ()
    if _lacks_values(step.after) and not any(map(_lacks_values, before)):
        kinds = (Kind.BROKEN, *kinds)
    if not kinds:
        return None
    was = first.path if moved and first is not None else ""
    return Entry(step.commit, goal, kinds, after.path, changes, was)


def _loss(step: Step, goal: str, known: View | None) -> Entry | None:
    """A goal that is there no more, or cannot be understood any more."""
    before = [view.definition for view in step.before if view.definition is not None]
    definition = before[0] if before else (known.definition if known is not None else None)
    if definition is None or (step.after.is_broken and not before):
        return None
    workspace = step.after.workspace
    if goal in workspace.doubled_ids:
        *_, also = (part.path for part in workspace.doubled if part.id == goal)
        path = workspace.goals[goal].path
        return Entry(step.commit, goal, (Kind.DOUBLED,), path, also=also)
    kind = Kind.BROKEN if step.after.is_broken else Kind.DELETED
    return Entry(step.commit, goal, (kind,), definition.path)


def _lacks_values(view: View) -> bool:
    return view.definition is not None and lacks_values(view.definition, view.workspace)


def _changes(before: View, after: View, measured: View | None = None) -> tuple[FieldChange, ...]:
    """What changed; the values since they were understood last."""
    if before.definition is None or after.definition is None:
        return ()
    found = changes_of(before.workspace, before.definition, after.workspace, after.definition)
    if measured is None or not _lacks_values(before):
        return found
    return (*found, *(part for part in _changes(measured, after) if part.field == "actuals"))


def _common(of_parents: list[tuple[FieldChange, ...]]) -> tuple[FieldChange, ...]:
    """What differs from every parent: the rest of a merge was decided in one of them."""
    first, *others = of_parents
    places = [{(part.field, part.key) for part in changes} for changes in others]
    return tuple(part for part in first if all((part.field, part.key) in known for known in places))


def _kinds(
    before: Definition[AnyGoal],
    after: Definition[AnyGoal],
    changes: tuple[FieldChange, ...],
    moved: bool,  # noqa: FBT001 - a fact among facts
) -> Iterator[Kind]:
    if after.model.is_over and not before.model.is_over:
        yield Kind.CLOSED
    if before.model.is_over and not after.model.is_over:
        yield Kind.REOPENED
    if moved:
        yield Kind.MOVED
    yield from _kinds_of(changes)


def _kinds_of(changes: tuple[FieldChange, ...]) -> Iterator[Kind]:
    found = {_kind_of(part) for part in changes}
    yield from (kind for kind in (Kind.CHANGED, Kind.REVIEWED, Kind.MEASURED) if kind in found)


def _kind_of(change: FieldChange) -> Kind:
    if change.field == "reviewed":
        return Kind.REVIEWED
    is_addition = change.field == "actuals" and not change.before
    return Kind.MEASURED if is_addition else Kind.CHANGED
