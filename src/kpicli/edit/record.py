"""Recording actuals: all of them, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.edit.desk import Desk, Entered
from kpicli.edit.judge import Judge, value_words, workspace_of
from kpicli.edit.lines import line_of_actual
from kpicli.edit.lock import LockedError, locked
from kpicli.edit.new_actual import Mode, NewActual, Refusal
from kpicli.edit.store import replace_text
from kpicli.models.choices import Rollup
from kpicli.models.goal import Kpi
from kpicli.progress.goal_progress import counting
from kpicli.progress.goals import GoalProgress, progress_by_actuals, progress_of_goals
from kpicli.source import SourceFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from kpicli.workspace import Workspace

_PATIENCE = 30.0


class Basis(Struct, frozen=True):
    """What the value of a KPI rests on that could come from elsewhere, too.

    `is_own` says that actuals of its own count. `contributors` is how many KPIs would count by its
    `rollup` else; `has_formula` says that there is a formula, which never counts.
    """

    is_own: bool
    rollup: Rollup = Rollup.NONE
    contributors: int = 0
    has_formula: bool = False


class Recorded(Struct, frozen=True):
    """An actual that was written: where, in words, and what progress it makes.

    `before` is the progress as loaded, `after` the one by the KPI's own actuals; `was_there` says
    that the file had it already, and nothing was written. `begins` is the first day of the period,
    if the actual is of a day before, `basis` what the value rests on now.
    """

    goal: str
    key: str
    value: str
    path: str
    line: int
    before: GoalProgress
    after: GoalProgress
    was_there: bool
    basis: Basis
    begins: date | None = None


class FileChange(Struct, frozen=True):
    """A file before and after."""

    path: str
    before: str
    after: str


class Recording(Struct, frozen=True):
    """What was recorded, or why nothing was: for each actual refused, its index and the reason."""

    recorded: tuple[Recorded, ...]
    changes: tuple[FileChange, ...]
    refused: tuple[tuple[int, Refusal], ...] = ()


def record(root: Path, judge: Judge, actuals: Iterable[NewActual], mode: Mode) -> Recording:
    """Writes actuals into their files, each file whole or not at all; none if one is refused.

    The files are read again with all other writers kept out, so that nothing is lost.
    """
    try:
        with locked(root, _PATIENCE):
            desk = Desk(root, judge, mode)
            recording = _prepared(desk, actuals)
            return recording if recording.refused else _written(desk, recording)
    except LockedError:
        waited = f"another program has been writing here for {_PATIENCE:g} seconds"
        return Recording((), (), ((0, Refusal(waited, "record again")),))


def rehearse(root: Path, judge: Judge, actuals: Iterable[NewActual], mode: Mode) -> Recording:
    """The same without writing anything."""
    return _prepared(Desk(root, judge, mode), actuals)


def _prepared(desk: Desk, actuals: Iterable[NewActual]) -> Recording:
    outcomes = [desk.enter(new) for new in actuals]
    refused = [(i, part) for i, part in enumerate(outcomes) if isinstance(part, Refusal)]
    if refused:
        return Recording((), (), tuple(refused))
    entered = [part for part in outcomes if isinstance(part, Entered)]
    return Recording(tuple(_recorded(desk, entered)), tuple(_changes(desk)))


def _written(desk: Desk, recording: Recording) -> Recording:
    for change in recording.changes:
        refusal = replace_text(desk.stored[change.path], change.after)
        if refusal:
            return Recording((), (), ((0, refusal),))
    return recording


def _changes(desk: Desk) -> Iterator[FileChange]:
    for path in sorted(desk.texts):
        before = desk.stored[path].source.text
        if before != desk.texts[path]:
            yield FileChange(path, before, desk.texts[path])


def _recorded(desk: Desk, entered: list[Entered]) -> Iterator[Recorded]:
    workspace = desk.judge.workspace
    before = progress_of_goals(workspace)
    last = {part.kpi.id: part for part in entered}
    alone = {key: workspace_of(workspace, part.kpi, part.actuals) for key, part in last.items()}
    after = {key: progress_by_actuals(one.kpis[0], one) for key, one in alone.items()}
    bases = {key: _basis(workspace, one) for key, one in alone.items()}
    lines = _lines(desk, entered, last)
    for part, line in zip(entered, lines, strict=True):
        key = part.kpi.id
        yield Recorded(
            key,
            part.actual.key,
            value_words(workspace, part.kpi, part.actual),
            part.path,
            line,
            before[key],
            after[key],
            part.was_there,
            bases[key],
            _begins(workspace, part),
        )


def _begins(workspace: Workspace, part: Entered) -> date | None:
    period = workspace.period(part.kpi)
    return period.start if period and part.day < period.start else None


def _basis(workspace: Workspace, alone: Workspace) -> Basis:
    """What a KPI rests on that is alone as it is now, beside what it was loaded with."""
    kpi = alone.kpis[0]
    parts = [
        child
        for child, _, weight in counting(kpi, workspace)
        if weight and isinstance(child.model, Kpi)
    ]
    metric = workspace.metric(kpi)
    has_formula = metric is not None and metric.model.formula is not None
    is_own = bool(alone.series_in_period(kpi).days)
    return Basis(is_own, kpi.model.rollup, len(parts), has_formula)


def _lines(desk: Desk, entered: list[Entered], last: dict[str, Entered]) -> Iterator[int]:
    """The lines of the actuals in the final texts."""
    calendar = desk.judge.workspace.calendar
    for part in entered:
        source = SourceFile(part.path, desk.texts[part.path])
        yield line_of_actual(source, last[part.kpi.id].kpi, part.day, calendar)
