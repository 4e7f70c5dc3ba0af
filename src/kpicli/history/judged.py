"""What rules about the past look at: goals that are not what they were, and who changed them."""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from kpicli.findings import Label
    from kpicli.history.difference import GoalDifference
    from kpicli.history.field_change import FieldChange
    from kpicli.history.responsibility import Responsibility
    from kpicli.workspace import AnyGoal, Definition, Workspace

    When = Callable[["Judged", FieldChange | None], "Moment"]
    """When a field was changed, or with none the goal given up."""


class Trace(StrEnum):
    """What git tells of who made a change.

    `commit`: the commit that made it. `several`: the first of several commits that together did.
    `clone begins`: a commit that has it already, and of which a shallow clone has no parents.
    `lost`: another commit that has it already; who made it cannot be told.
    """

    COMMIT = "commit"
    SEVERAL = "several"
    CLONE_BEGINS = "clone begins"
    LOST = "lost"


class Moment(Struct, frozen=True):
    """When a change was made, and by whom.

    `author` and `commit` are empty where the change is not committed yet; its day is the as-of
    date then. Where its commit is not known, the day is the latest possible, or the first. `given`
    is the day that the commit gives, which may be earlier than those that it came of.
    Of a goal that is gone, `last` is a workspace in which it stood last, with its file alone;
    `is_left_out` says that the file is still there, but no goal file any more; `excluded_by` is
    the place of the setting that leaves it out, if one does.
    """

    day: date
    author: str = ""
    commit: str = ""
    given: date | None = None
    trace: Trace = Trace.COMMIT
    last: Workspace | None = None
    is_left_out: bool = False
    excluded_by: Label | None = None


class Judged(Struct, frozen=True, eq=False):
    """A goal that is not what it was in the revision that it is judged against.

    `old` is a workspace at that revision, which may have no more than the goal and its metric.
    `against` names the revision.
    """

    difference: GoalDifference
    old: Workspace
    new: Workspace
    against: str

    @property
    def is_gone(self) -> bool:
        """Whether the goal is not there any more."""
        return self.difference.is_gone

    @property
    def is_reworked(self) -> bool:
        """Whether more than new values, and words beside values, came."""
        changes = self.difference.changes
        return any(part.field != "actuals" or not part.is_neutral for part in changes)

    @property
    def places(self) -> frozenset[tuple[str, str]]:
        """Where something changed: the fields, and the parts of them."""
        return frozenset((change.field, change.key) for change in self.difference.changes)

    def changes(self, *fields: str) -> tuple[FieldChange, ...]:
        """What changed about these fields."""
        return tuple(change for change in self.difference.changes if change.field in fields)

    @property
    def goal(self) -> str:
        """The id that the goal has now, or had at last."""
        return self.difference.id


class Past(Struct, frozen=True, eq=False, dict=True):
    """The goals to judge in the order of ids, and when each change was made.

    `notes` say what cannot be known: in a shallow clone, what came before it.
    """

    judged: tuple[Judged, ...]
    when: When
    notes: tuple[str, ...] = ()
    responsibility: Responsibility | None = None
    """The people behind the goals, where that is known."""

    @cached_property
    def reworked(self) -> tuple[Judged, ...]:
        """The goals that were more than measured again: hardly any are."""
        return tuple(part for part in self.judged if part.is_gone or part.is_reworked)

    @cached_property
    def promised(self) -> tuple[Judged, ...]:
        """Those of them that were there before, and no drafts."""
        before = ((part, part.difference.before) for part in self.reworked)
        return tuple(part for part, goal in before if goal is not None and not goal.model.is_draft)


def judged_between(old: Workspace, new: Workspace, against: str) -> Iterator[Judged]:
    """The goals of one workspace that the other changes or lacks; a first version is no change.

    Nor is a goal changed to which plainly nothing but new values came.
    """
    from kpicli.history.difference import (  # noqa: PLC0415 - mostly nothing differs from the start
        Turn,
        goal_differences,
    )
    from kpicli.history.goal_changes import changes_but_growth  # noqa: PLC0415 - the same

    for part in goal_differences(old, new, changes_but_growth):
        if part.turn is not Turn.ADDED:
            yield Judged(part, old, new, against)


def untold(part: Judged, told: frozenset[tuple[str, str]]) -> Judged | None:
    """A goal without the changes at places that are told already; none where it has no others."""
    if not told:
        return part
    found = part.difference.changes
    changes = tuple(change for change in found if (change.field, change.key) not in told)
    return replace(part, difference=replace(part.difference, changes=changes)) if changes else None


def is_renewed(
    old: Workspace, before: Definition[AnyGoal], new: Workspace, after: Definition[AnyGoal]
) -> bool:
    """Whether a goal is now about a later period than the one that it was about."""
    was, now = old.period(before), new.period(after)
    return was is not None and now is not None and now.start > was.end
