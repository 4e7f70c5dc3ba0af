"""How the figures of a preset come about, step by step."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from kpicli.models.goal import Kpi
from kpicli.models.preset import Preset
from kpicli.progress.figures import FIGURES
from kpicli.progress.growth import growth_rate, nonzero
from kpicli.progress.paths import path_of, trend_of
from kpicli.progress.precision import fixed_precision
from kpicli.progress.un_chart import value_ahead
from kpicli.reports.steps import Step, Working

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.models.commitment import Commitment
    from kpicli.progress.goals import GoalProgress
    from kpicli.progress.growth import Path
    from kpicli.workspace import AnyGoal, Definition, Workspace

_NOTES = {
    Preset.OKR: ("what the progress so far leads to; after the period the final score", ""),
    Preset.SDG: ("the growth a year over what leads to the target in time", "from -5 to 5"),
    Preset.UN2023: ("of the way by the end, at the growth since the baseline", ""),
    Preset.EVM: ("earned over planned", "earned less planned"),
    Preset.JUCMNAV: ("100 at the target, 0 at `commit`, -100 at the baseline", "from 0 to 100"),
    Preset.SPIDER: ("10 at most, 6.67 at the target, 3.33 at `commit`, 0 at least", ""),
}
_ZERO, _BEST, _MODERATE = Decimal(0), Decimal(5), Decimal("0.6")
_TREND = "the growth a year; there is no target"


@fixed_precision()
def figure_steps(
    workspace: Workspace, goal: Definition[AnyGoal], progress: GoalProgress
) -> tuple[Step, ...]:
    """The figures of the preset with what they are computed from.

    None under the default, and where the preset has none for the goal.
    """
    preset, figure = workspace.context.preset, progress.figure
    if figure is None or preset not in _NOTES:
        return ()
    kpi: Definition[Kpi] | None = goal if isinstance(goal.model, Kpi) else None  # type: ignore[assignment]
    commitment = workspace.commitment(kpi) if kpi else None
    path = _path(workspace, kpi, commitment, progress.value) if kpi else None
    before = tuple(_growth(path, preset)) if path else ()
    names, (note, other) = FIGURES[preset], _NOTES[preset]
    working = _ratio(path, before) if path else _working(preset, progress, commitment)
    if path and path.target is None:
        note, other = _TREND, "5 and more is the best, -5 and less the worst"
    steps = (*before, Step(names.figure, figure, "", working, note))
    if progress.gauge is None:
        return steps
    return (*steps, Step(names.gauge, progress.gauge, "", _gauged(preset, progress), other))


def _path(
    workspace: Workspace,
    kpi: Definition[Kpi],
    commitment: Commitment | None,
    value: Decimal | None,
) -> Path | None:
    """The growth of a KPI, if the preset judges by that."""
    found = path_of(kpi, workspace, commitment, value) if commitment else None
    return found or trend_of(kpi, workspace, value)


def _growth(path: Path, preset: Preset) -> Iterator[Step]:
    """The rates so far and required, or what the rate so far leads to."""
    so_far = growth_rate(path.baseline, path.value, path.years)
    yield Step("so far", so_far, "", _rate(path, path.value, path.years), "growth a year")
    if path.target is None:
        return
    if preset is Preset.UN2023:
        yield Step("at the end", value_ahead(path), note="the value at that growth")
        return
    required = growth_rate(path.baseline, nonzero(path.target), path.target_years)
    working = _rate(path, nonzero(path.target), path.target_years)
    yield Step("required", required, "", working, "growth a year")


def _rate(path: Path, value: Decimal, years: Decimal) -> Working:
    root = ("(", value, " / ", nonzero(path.baseline), ") ^ (1 / ", years, ")")
    return ("1 - ", *root) if path.baseline < 0 else (*root, " - 1")


def _ratio(path: Path, steps: tuple[Step, ...]) -> Working:
    """What R or the share is computed from: the results of the steps before it."""
    results = [step.result for step in steps if step.result is not None]
    if path.target is None or len(results) < len(steps) or len(steps) < 2:  # noqa: PLR2004 - a pair
        return ()
    so_far, last = results
    if steps[-1].name == "at the end":
        start, target = nonzero(path.baseline), nonzero(path.target)
        return ("(", last, " - ", start, ") / (", target, " - ", start, ")")
    return (*(() if path.sign > 0 else ("-1 * ",)), so_far, " / |", last, "|")


def _working(preset: Preset, progress: GoalProgress, commitment: Commitment | None) -> Working:
    """What a figure that is no growth is computed from, where that is one line."""
    earned, planned, value = progress.attainment, progress.expected, progress.value
    if preset is Preset.EVM and earned is not None and planned:
        return (earned, " / ", planned) if earned / planned == progress.figure else ()
    if commitment is None or value is None or commitment.commit is None:
        return ()
    target, level = commitment.target, commitment.commit
    if preset is Preset.SPIDER and target is not None:
        return ("10 / 3 * (1 + (", value, " - ", level, ") / (", target, " - ", level, "))")
    if preset is not Preset.JUCMNAV or progress.figure is None:
        return ()
    sign, end = ("", target) if progress.figure >= 0 else ("-", commitment.baseline)
    return (f"{sign}100 * (", value, " - ", level, ") / (", end or _ZERO, " - ", level, ")")


def _gauged(preset: Preset, progress: GoalProgress) -> Working:
    figure = progress.figure
    if preset is Preset.JUCMNAV and figure is not None:
        return ("(", figure, " + 100) / 2")
    if preset is Preset.SDG and figure is not None and progress.attainment is not None:
        fast = ("7.1429 * ", figure, " - 4.2857")
        slow = ("4.1667 * ", figure, " - 2.5")
        is_within = progress.gauge is not None and abs(progress.gauge) < _BEST
        return (fast if figure >= _MODERATE else slow) if is_within else ()
    if preset is not Preset.EVM or progress.attainment is None or progress.expected is None:
        return ()
    return (progress.attainment, " - ", progress.expected)
