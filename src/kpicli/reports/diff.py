"""What changed in the goals between two states: promises first, with the effect on goals above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.history.difference import Turn, difference
from kpicli.history.field_change import Effect
from kpicli.history.renames import is_doubled
from kpicli.models.goal import Kpi
from kpicli.progress.goals import progress_of_goals
from kpicli.reports.not_compared import not_compared, uncertain
from kpicli.reports.told_once import told_once

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from decimal import Decimal

    from kpicli.history.difference import GoalDifference, ItemChange
    from kpicli.history.field_change import FieldChange
    from kpicli.progress.goals import GoalProgress
    from kpicli.progress.status import ProgressStatus
    from kpicli.reports.whatif import Conflict
    from kpicli.workspace import AnyGoal, Definition, Workspace


class State(Struct, frozen=True):
    """One side: its name, and the commit and its day; both are empty for the work tree."""

    name: str
    commit: str = ""
    day: date | None = None


class Standing(Struct, frozen=True):
    """How a goal stands on one side at the as-of date; numbers are none where not known."""

    value: Decimal | None
    progress: Decimal | None
    score: Decimal | None
    coverage: Decimal
    status: ProgressStatus


class GoalDiff(Struct, frozen=True):
    """A goal and what changed about it.

    A side on which it is not there has no standing, and neither has one where that of one of them
    is not known, since something could not be understood.
    `goalposts` are the changes that make the promise another one or rewrite the past, looser ones
    first; `changes` the others, without measurements that were added, which are `measured`.
    `was` is the id that it may have had before. Without a `turn` it changes only because others
    do, of which it follows.
    """

    id: str
    kind: str
    title: str
    unit: str
    turn: Turn | None
    was: str
    goalposts: tuple[FieldChange, ...]
    changes: tuple[FieldChange, ...]
    measured: tuple[FieldChange, ...]
    before: Standing | None
    after: Standing | None
    is_left_out: bool = False
    """Whether it is gone since its file is left out, by `exclude` or a `.gitignore`."""


class DiffReport(Struct, frozen=True):
    """All that differs between two states as of one day.

    `goals` are those that changed themselves, in the order of ids; `above` those that only stand
    otherwise now, each after those that serve it. `items` are metrics, teams, people, tensions.
    `settings` are the keys of the settings that are others; `notes` say what was not compared.
    """

    as_of: date
    before: State
    after: State
    goals: tuple[GoalDiff, ...]
    items: tuple[ItemChange, ...]
    above: tuple[GoalDiff, ...]
    appearing: tuple[Conflict, ...] = ()
    disappearing: tuple[Conflict, ...] = ()
    settings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether both states mean the same."""
        found = (self.goals, self.items, self.above, self.appearing, self.disappearing)
        return not any(found) and not self.settings


_ORDER = {Effect.LOOSER: 0, Effect.REDEFINED: 1, Effect.MOVED: 2, Effect.TIGHTER: 3}


def diff_report(old: Workspace, new: Workspace, before: State, after: State) -> DiffReport:
    """What differs between two workspaces, without conflicts; as of the day of the later one."""
    found = told_once(difference(old, new))
    unknown = uncertain(old, new)
    then, now = _known(progress_of_goals(old), unknown), _known(progress_of_goals(new), unknown)
    goals = tuple(_goal(part, (old, new), (then, now)) for part in found.goals)
    own = {part.id for part in found.goals}
    above = tuple(_above(old, new, own, (then, now)))
    notes = tuple(not_compared(old, new, before, after))
    return DiffReport(new.as_of, before, after, goals, found.items, above, notes=notes)


_Sides = tuple["Mapping[str, GoalProgress]", "Mapping[str, GoalProgress]"]


def _known(
    progress: Mapping[str, GoalProgress], unknown: frozenset[str]
) -> Mapping[str, GoalProgress]:
    """How goals stand, without those of which that is not known on both sides."""
    if not unknown:
        return progress
    return {key: found for key, found in progress.items() if key not in unknown}


def _goal(
    part: GoalDifference, workspaces: tuple[Workspace, Workspace], progress: _Sides
) -> GoalDiff:
    goal, workspace = (part.after, workspaces[1]) if part.after else (part.before, workspaces[0])
    assert goal is not None, "a difference has at least one side"
    posts = sorted(part.goalposts, key=lambda change: _ORDER[change.effect])
    rest = [change for change in part.changes if change.effect is Effect.NEUTRAL]
    return GoalDiff(
        part.id,
        _kind(goal),
        goal.model.title,
        _unit(goal, workspace),
        part.turn,
        part.was,
        tuple(posts),
        tuple(change for change in rest if not _is_measured(change)),
        tuple(change for change in rest if _is_measured(change)),
        _standing(progress[0].get(part.was or part.id)),
        _standing(progress[1].get(part.id)),
    )


def _is_measured(change: FieldChange) -> bool:
    return change.field == "actuals" and not change.before and not change.key


def _above(old: Workspace, new: Workspace, own: set[str], progress: _Sides) -> Iterator[GoalDiff]:
    for key in new.cascade.bottom_up:
        sides = _standing(progress[0].get(key)), _standing(progress[1].get(key))
        if key in own or key not in old.goals or sides[0] == sides[1] or is_doubled(key, old, new):
            continue
        goal = new.goals[key]
        unit = _unit(goal, new)
        yield GoalDiff(key, _kind(goal), goal.model.title, unit, None, "", (), (), (), *sides)


def _standing(known: GoalProgress | None) -> Standing | None:
    if known is None:
        return None
    numbers = known.value, known.attainment, known.score, known.coverage
    return Standing(*numbers, known.status)


def _kind(goal: Definition[AnyGoal]) -> str:
    return "kpi" if isinstance(goal.model, Kpi) else "objective"


def _unit(goal: Definition[AnyGoal], workspace: Workspace) -> str:
    return workspace.unit(goal) if isinstance(goal.model, Kpi) else ""  # type: ignore[arg-type]
