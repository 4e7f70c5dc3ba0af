"""Which of the rules about a status decided, in words and numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from kpicli.config import StatusSettings
from kpicli.fields.read import read
from kpicli.models.choices import Aggregation, Lifecycle, ObjectiveRollup
from kpicli.models.preset import Preset
from kpicli.models.quantity import number_text
from kpicli.progress.figures import FIGURES
from kpicli.progress.goal_progress import Grounds
from kpicli.progress.holes import hole_in_total
from kpicli.progress.precision import fixed_precision
from kpicli.progress.staleness import Freshness, freshness
from kpicli.progress.status import ProgressStatus
from kpicli.reports.steps import RATIO, Part, Step
from kpicli.reports.why_figures import figure_steps
from kpicli.reports.why_rollup import NONE_STARTED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from kpicli.models.period import DateRange
    from kpicli.progress.goals import GoalProgress
    from kpicli.workspace import AnyGoal, Definition, Workspace

_HELD_BACK = {
    ProgressStatus.ON_TRACK: "its score is full, and not all of its contributors are achieved"
}
_UNCERTAIN = "its period is over, and not all that counts has data"
_EXPECTED = {
    ObjectiveRollup.WEIGHTED_AVERAGE: "the average of the contributors' expected scores",
    ObjectiveRollup.MIN: "that of the contributor with the least score, of several the most",
}
_DECIDING = {RATIO, *(names.figure for names in FIGURES.values() if names.figure)}
_OF_RATIO = {Preset.EVM, Preset.OKR}
_JUDGED = {ProgressStatus.ON_TRACK, ProgressStatus.AT_RISK, ProgressStatus.OFF_TRACK}


def status_part(
    workspace: Workspace,
    goal: Definition[AnyGoal],
    progress: GoalProgress,
    ratio: Iterable[Step],
) -> Part:
    """The ratio where it decided, the preset's figures, the thresholds, and the status."""
    period, preset = workspace.period(goal), workspace.context.preset
    figures = figure_steps(workspace, goal, progress)
    is_judged = progress.status in _JUDGED and not _is_kept(progress)
    # The grade follows from the ratio, and so does an SPI that has no working of its own.
    is_derived = preset is Preset.OKR or not (figures and figures[0].working)
    has_ratio = is_judged and (not figures or (preset in _OF_RATIO and is_derived))
    steps = [*(ratio if has_ratio else ()), *figures]
    is_graded = is_judged and any(step.name in _DECIDING for step in steps)
    if is_graded and progress.attainment is not None:
        steps += _thresholds(workspace, goal)
    reason = "" if is_graded else _reason(workspace, goal, progress, period)
    if progress.is_held_back:
        reason = _HELD_BACK.get(progress.status, "none of its contributors stands better")
    source = None if goal.model.status is Lifecycle.ACTIVE else goal.at("status")
    status = Step("status", progress.status, note=reason, source=source)
    return Part("status", (*steps, status))


def _thresholds(workspace: Workspace, goal: Definition[AnyGoal]) -> Iterator[Step]:
    """The thresholds that count, each with where it comes from."""
    own = goal.model.thresholds if workspace.context.own_thresholds_count else None
    known = workspace.context_of(goal).thresholds
    for name, value in (("on_track", known.on_track), ("at_risk", known.at_risk)):
        words = f"{name.replace('_', ' ')} from"
        if own is not None and getattr(own, name) is not None:
            yield Step(words, value, note="its own", source=goal.at("thresholds", name))
        else:
            yield Step(words, value, note=_origin(workspace, name, value))


def _origin(workspace: Workspace, name: str, value: Decimal) -> str:
    """Where a threshold comes from that is not the goal's own."""
    preset, set_ = workspace.context.preset, getattr(workspace.context.thresholds, name)
    if value != set_:
        return f"its own thresholds leave no room for {number_text(set_)}"
    usual = read(StatusSettings, {"preset": preset.value})
    if value != getattr(usual, name):
        return "as [status] in kpi.toml has it"
    return "by default" if preset is Preset.DEFAULT else f"by preset {preset}"


@fixed_precision()
def objective_ratio(method: ObjectiveRollup, progress: GoalProgress) -> tuple[Step, ...]:
    """An objective's score over what is expected, which follows from that of its contributors."""
    score, due = progress.score, progress.expected
    if score is None or not due:
        return ()
    expected = Step("expected", due, note=_EXPECTED[method])
    return expected, Step(RATIO, score / due, "", (score, " / ", due), "score over expected")


def _is_kept(progress: GoalProgress) -> bool:
    has_come = progress.attainment is not None and progress.attainment >= 1
    is_kept = progress.expected == Decimal(1) or progress.grounds is Grounds.SOME
    is_kept = is_kept or not progress.is_held_back
    return has_come and progress.status is ProgressStatus.ON_TRACK and is_kept


def _reason(
    workspace: Workspace,
    goal: Definition[AnyGoal],
    progress: GoalProgress,
    period: DateRange | None,
) -> str:
    match progress.status:
        case ProgressStatus.DRAFT | ProgressStatus.CLOSED:
            return f"it is {goal.model.status}"
        case ProgressStatus.NOT_STARTED:
            return _not_started(workspace.as_of, period)
        case ProgressStatus.NO_DATA:
            is_over = period is not None and workspace.as_of > period.end
            return (
                _UNCERTAIN if is_over and progress.score is not None else _missing(goal, progress)
            )
        case ProgressStatus.STALE if progress.last and period:
            return _stale(workspace, goal, progress.last.day, period)
        case ProgressStatus.MISSED:
            return "its period is over, and the target was not met"
        case ProgressStatus.ACHIEVED:
            is_over = period is not None and workspace.as_of > period.end
            return "its period is over, and the target is met" if is_over else "the target is met"
        case ProgressStatus.EARLY:
            return "less than 0.1 is due so far"
        case ProgressStatus.ON_TRACK if progress.grounds is Grounds.SOME:
            return "the target is met by what has data, and not all of it has"
        case ProgressStatus.ON_TRACK:
            return "it holds; it can still be lost until the period is over"
        case _:
            return "the total is past the most that it may be"


def _not_started(as_of: date, period: DateRange | None) -> str:
    if period is None or period.start <= as_of:
        return NONE_STARTED
    return f"its period starts on {period.start}"


def _stale(workspace: Workspace, goal: Definition[AnyGoal], last: date, period: DateRange) -> str:
    cadence, as_of = goal.model.cadence, workspace.as_of
    if cadence is not None and freshness(last, cadence, as_of, period.end) is Freshness.STALE:
        return f"the last actual is of {last}, more than two {cadence} steps ago"
    hole = hole_in_total(goal, workspace)  # type: ignore[arg-type]
    if hole is not None:
        return f"a total is known only with all its values: {hole.start} to {hole.end} has none"
    is_total = workspace.aggregation(goal) is Aggregation.SUM  # type: ignore[arg-type]
    whole = "a total is known" if is_total else "the end of a period is known"
    return (
        f"{whole} only with its last {cadence} value, and the last actual is of {last}, "
        f"with the end of the period on {period.end}"
    )


def _missing(goal: Definition[AnyGoal], progress: GoalProgress) -> str:
    if progress.value is None and progress.score is None:
        return "there is no value to judge"
    if progress.grounds is Grounds.PART:
        return "there is only a part of the value"
    if goal.model.period is None:
        return "it has no period"
    return "nothing tells how much of the way that is, or how much is due"
