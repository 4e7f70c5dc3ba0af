"""The difference of two workspaces by meaning: what was added, removed and changed."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from kpicli.history.field_change import Effect, FieldChange
from kpicli.history.goal_changes import changes_of
from kpicli.history.hidden import are_hidden, is_hidden
from kpicli.history.metric_changes import metric_changes
from kpicli.history.plain_changes import plain_changes
from kpicli.history.renames import is_doubled, is_unreadable, renames
from kpicli.history.tension_changes import tension_changes, tension_pairs
from kpicli.models.goal import Kpi

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from kpicli.workspace import AnyGoal, Definition, Workspace

    Definitions = Mapping[str, Definition[Any]]
    Compare = Callable[[str], tuple[FieldChange, ...]]
    CompareGoals = Callable[
        [Workspace, Definition[AnyGoal], Workspace, Definition[AnyGoal]], tuple[FieldChange, ...]
    ]


class Turn(StrEnum):
    """What happened to a definition between the two sides."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    RENAMED = "renamed"
    """A guess: one id is gone, another has come, and much else is equal."""


class ItemChange(Struct, frozen=True):
    """A metric, a team, a person or a tension that is not what it was.

    `kind` is the section of goal files that it stands in; a tension's id is made of its goals.
    """

    kind: str
    id: str
    turn: Turn
    changes: tuple[FieldChange, ...] = ()


class GoalDifference(Struct, frozen=True):
    """A goal that is not what it was: its definitions on both sides, none where it is not there.

    Where it may only have another id now, `was` is the one that is gone, and `before` its
    definition.
    """

    id: str
    turn: Turn
    before: Definition[AnyGoal] | None
    after: Definition[AnyGoal] | None
    changes: tuple[FieldChange, ...] = ()
    was: str = ""

    @property
    def is_gone(self) -> bool:
        """Whether the goal is not there any more."""
        return self.turn is Turn.REMOVED

    @property
    def goalposts(self) -> tuple[FieldChange, ...]:
        """The changes that make the promise another one: easier, harder, of something else."""
        return tuple(part for part in self.changes if part.effect is not Effect.NEUTRAL)


class Difference(Struct, frozen=True):
    """All that differs, goals and other items each in the order of kinds and ids."""

    goals: tuple[GoalDifference, ...] = ()
    items: tuple[ItemChange, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.goals or self.items)


def difference(before: Workspace, after: Workspace) -> Difference:
    """What the one workspace means and the other does not.

    Moved files and definitions, the order of keys, comments, other spellings of a number, a
    period or a unit, defaults and own values, nesting and `contributes_to` make no difference.
    What may be missing only because a file cannot be understood is left out.
    """
    return Difference(
        tuple(goal_differences(before, after)),
        tuple(_all_items(before, after)),
    )


def goal_differences(
    before: Workspace, after: Workspace, compare: CompareGoals = changes_of
) -> Iterator[GoalDifference]:
    """The goals that differ, in the order of ids."""
    gone = renames(before, after)
    came = {new: old for old, new in gone.items()}
    for key in sorted({*before.goals, *after.goals} - gone.keys()):
        old, new = before.goals.get(key), after.goals.get(key)
        if is_doubled(key, before, after):
            continue
        if key in came and new is not None:
            first = before.goals[came[key]]
            found = compare(before, first, after, new)
            yield GoalDifference(key, Turn.RENAMED, first, new, found, first.id)
        elif old is None:
            if not is_unreadable(key, before):
                yield GoalDifference(key, Turn.ADDED, None, new)
        elif new is None:
            if not is_unreadable(key, after):
                yield GoalDifference(key, Turn.REMOVED, old, None)
        elif found := compare(before, old, after, new):
            yield GoalDifference(key, Turn.CHANGED, old, new, found)


def _all_items(before: Workspace, after: Workspace) -> Iterator[ItemChange]:
    found = (
        *_items("metrics", *_own_metrics(before, after), _metric_comparison(before, after)),
        *_items("teams", before.teams, after.teams, _plain(before.teams, after.teams)),
        *_items("people", before.people, after.people, _plain(before.people, after.people)),
    )
    for part in found:
        lacking = {Turn.ADDED: before, Turn.REMOVED: after}.get(part.turn)
        if lacking is None or not is_hidden(part.kind, part.id, lacking):
            yield part
    yield from _tensions(before, after)


def _items(kind: str, old: Definitions, new: Definitions, compare: Compare) -> Iterator[ItemChange]:
    for key in sorted({*old, *new}):
        if key not in old or key not in new:
            yield ItemChange(kind, key, Turn.ADDED if key in new else Turn.REMOVED)
        elif old[key] is not new[key] and (found := compare(key)):
            yield ItemChange(kind, key, Turn.CHANGED, found)


def _own_metrics(before: Workspace, after: Workspace) -> tuple[Definitions, Definitions]:
    """The metrics that are defined by themselves, without those split out of a KPI or taken in."""
    old, new = _by_themselves(before), _by_themselves(after)
    taken_in = (old.keys() - new.keys()) & _own_on_the_other_side(before, after)
    split_out = (new.keys() - old.keys()) & _own_on_the_other_side(after, before)
    return _without(old, taken_in), _without(new, split_out)


def _by_themselves(workspace: Workspace) -> Definitions:
    return {key: part for key, part in workspace.metrics.items() if not isinstance(part.model, Kpi)}


def _own_on_the_other_side(workspace: Workspace, other: Workspace) -> set[str]:
    """The metrics that KPIs name which define the same for themselves on the other side."""
    return {
        kpi.model.metric
        for kpi in workspace.kpis
        if kpi.model.metric and _defines_its_own(other.goals.get(kpi.id))
    }


def _defines_its_own(goal: Definition[AnyGoal] | None) -> bool:
    return goal is not None and isinstance(goal.model, Kpi) and goal.model.metric is None


def _without(metrics: Definitions, keys: set[str]) -> Definitions:
    return {key: part for key, part in metrics.items() if key not in keys}


def _metric_comparison(before: Workspace, after: Workspace) -> Compare:
    def compare(key: str) -> tuple[FieldChange, ...]:
        old: Definition[Any] = before.metrics[key]
        new: Definition[Any] = after.metrics[key]
        found = metric_changes(before, old, after, new)
        return (*found, *plain_changes(old.model, new.model))

    return compare


def _plain(before: Definitions, after: Definitions) -> Compare:
    return lambda key: tuple(plain_changes(before[key].model, after[key].model))


def _tensions(before: Workspace, after: Workspace) -> Iterator[ItemChange]:
    for key, old, new in tension_pairs(before, after):
        if old is None:
            if new and not are_hidden(new.between, before):
                yield ItemChange("tensions", key, Turn.ADDED)
        elif new is None:
            if not are_hidden(old.between, after):
                yield ItemChange("tensions", key, Turn.REMOVED)
        elif found := tuple(tension_changes(old, new)):
            yield ItemChange("tensions", key, Turn.CHANGED, found)
