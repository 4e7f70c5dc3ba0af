"""Which of the rules about a status decided, in words and numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from kpicli.models.choices import Lifecycle
from kpicli.models.preset import Preset
from kpicli.progress.precision import fixed_precision
from kpicli.progress.status import ProgressStatus
from kpicli.reports.steps import RATIO, Part, Step

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpicli.models.period import DateRange
    from kpicli.progress.goals import GoalProgress
    from kpicli.workspace import AnyGoal, Definition, Workspace

_GROWTH = {
    Preset.SDG: ("growth", "a year since the baseline, over what leads to the target in time"),
    Preset.UN2023: ("share ahead", "of the way by the end, at the growth since the baseline"),
}
_DECIDING = {RATIO, *(name for name, _ in _GROWTH.values())}
_JUDGED = {ProgressStatus.ON_TRACK, ProgressStatus.AT_RISK, ProgressStatus.OFF_TRACK}


def status_part(
    workspace: Workspace,
    goal: Definition[AnyGoal],
    progress: GoalProgress,
    ratio: Iterable[Step],
) -> Part:
    """The ratio where it decided, the thresholds, and the status."""
    period = workspace.period(goal)
    thresholds = workspace.context.thresholds
    figures = _growth(workspace.context.preset, progress) or list(ratio)
    steps = figures if progress.status in _JUDGED and not _is_kept(progress) else []
    is_graded = any(step.name in _DECIDING for step in steps)
    if is_graded and progress.attainment is not None:
        steps.append(Step("on track from", thresholds.on_track))
        steps.append(Step("at risk from", thresholds.at_risk))
    reason = "" if is_graded else _reason(workspace, goal, progress, period)
    source = None if goal.model.status is Lifecycle.ACTIVE else goal.at("status")
    status = Step("status", progress.status, note=reason, source=source)
    return Part("status", (*steps, status))


def _growth(preset: Preset, progress: GoalProgress) -> list[Step]:
    """The figure of a preset that goes by growth; without a target it is the growth alone."""
    if preset not in _GROWTH or progress.figure is None:
        return []
    name, note = _GROWTH[preset]
    if progress.attainment is None:
        note = "a year since the baseline; there is no target"
    return [Step(name, progress.figure, note=note)]


@fixed_precision()
def objective_ratio(progress: GoalProgress) -> tuple[Step, ...]:
    """An objective's score over what is expected: the weighted average of its contributors'."""
    score, due = progress.score, progress.expected
    if score is None or not due:
        return ()
    average = Step("expected", due, note="the average of the contributors' expected scores")
    return average, Step(RATIO, score / due, "", (score, " / ", due), "score over expected")


def _is_kept(progress: GoalProgress) -> bool:
    is_met = progress.attainment is not None and progress.attainment >= 1
    return is_met and progress.status is ProgressStatus.ON_TRACK and progress.expected == Decimal(1)


def _reason(
    workspace: Workspace,
    goal: Definition[AnyGoal],
    progress: GoalProgress,
    period: DateRange | None,
) -> str:
    match progress.status:
        case ProgressStatus.DRAFT | ProgressStatus.CLOSED:
            return f"it is {goal.model.status}"
        case ProgressStatus.NOT_STARTED if period:
            return f"its period starts on {period.start}"
        case ProgressStatus.NO_DATA:
            return _missing(progress)
        case ProgressStatus.STALE if progress.last:
            cadence = goal.model.cadence
            return f"the last actual is of {progress.last.day}, more than two {cadence} steps ago"
        case ProgressStatus.MISSED:
            return "its period is over, and the target was not met"
        case ProgressStatus.ACHIEVED:
            is_over = period is not None and workspace.as_of > period.end
            return "its period is over, and the target is met" if is_over else "the target is met"
        case ProgressStatus.EARLY:
            return "less than 0.1 is expected so far"
        case ProgressStatus.ON_TRACK:
            return "it holds; it can still be lost until the period is over"
        case _:
            return "all that may be used is used up"


def _missing(progress: GoalProgress) -> str:
    if progress.value is None and progress.score is None:
        return "there is no value to judge"
    return "nothing tells how much of the way that is, or how much is due"
