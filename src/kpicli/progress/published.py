"""Statuses by the definitions that others publish, in the words that all reports use."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from kpicli.models.preset import Preset
from kpicli.progress.aim import Aim
from kpicli.progress.attainment import score
from kpicli.progress.budget import counted
from kpicli.progress.earned_value import schedule_variance
from kpicli.progress.gauges import hundredth
from kpicli.progress.precision import fixed_precision
from kpicli.progress.presets import Verdict
from kpicli.progress.sdg import SdgGrade, sdg_grade, sdg_rate, sdg_score
from kpicli.progress.status import ProgressStatus, graded, ratio_to_expected
from kpicli.progress.un_chart import share_ahead

if TYPE_CHECKING:
    from kpicli.progress.growth import Path
    from kpicli.progress.presets import Measured
    from kpicli.progress.status import Standing
    from kpicli.workspace import Context

_JUDGED = {ProgressStatus.ON_TRACK, ProgressStatus.AT_RISK, ProgressStatus.OFF_TRACK}
_BY_GRADE = {
    SdgGrade.ACHIEVED: ProgressStatus.ACHIEVED,
    SdgGrade.SUBSTANTIAL: ProgressStatus.ON_TRACK,
    SdgGrade.MODERATE: ProgressStatus.AT_RISK,
    SdgGrade.LIMITED: ProgressStatus.OFF_TRACK,
    SdgGrade.DETERIORATION: ProgressStatus.OFF_TRACK,
}
_TEN, _HUNDRED = Decimal(10), Decimal(100)


@fixed_precision()
def published_verdict(
    usual: ProgressStatus, standing: Standing, context: Context, measured: Measured
) -> Verdict:
    """What the preset of the context makes of a usual status, with its own figures."""
    path, level = measured.path, measured.level
    match context.preset:
        case Preset.EVM:
            return _earned(usual, standing)
        case Preset.OKR:
            return _okr(usual, standing, context)
        case Preset.SDG if path:
            # On the bound of a strict target, the method sees it met where it is not.
            is_judged = _is_open(usual, standing) and not path.is_met
            word = _sdg_word(path, context) if is_judged else usual
            return Verdict(word, sdg_rate(path), sdg_score(path))
        case Preset.UN2023 if path:
            share = share_ahead(path)
            word = _share_word(share, context) if _is_open(usual, standing) else usual
            return Verdict(word, share)
        case Preset.JUCMNAV if level is not None:
            in_hundred = hundredth(level)
            word = _level_word(usual, standing, in_hundred / _HUNDRED, context)
            return Verdict(word, level, in_hundred)
        case Preset.SPIDER if level is not None:
            return Verdict(_level_word(usual, standing, level / _TEN, context), level)
        case _:
            return Verdict(usual)


@fixed_precision()
def trend_verdict(path: Path, context: Context) -> Verdict:
    """What `sdg` says of a path without a target."""
    return Verdict(_sdg_word(path, context), sdg_rate(path), sdg_score(path))


def _is_open(usual: ProgressStatus, standing: Standing) -> bool:
    """Whether the usual rules judged what is not met by its progress, which a preset replaces."""
    is_met = standing.attainment is not None and standing.attainment >= 1
    return usual in _JUDGED and not is_met


def _sdg_word(path: Path, context: Context) -> ProgressStatus:
    grade = sdg_grade(path, context.thresholds)
    return ProgressStatus.NO_DATA if grade is None else _BY_GRADE[grade]


def _share_word(share: Decimal | None, context: Context) -> ProgressStatus:
    return ProgressStatus.NO_DATA if share is None else graded(share, context.thresholds)


def _level_word(
    usual: ProgressStatus, standing: Standing, share: Decimal, context: Context
) -> ProgressStatus:
    """By the value alone, whatever the day: that is how these tools colour it."""
    return graded(share, context.thresholds) if _is_open(usual, standing) else usual


def _earned(usual: ProgressStatus, standing: Standing) -> Verdict:
    earned, planned = counted(standing)
    is_known = earned is not None and planned is not None
    gap = schedule_variance(earned, planned) if is_known else None  # type: ignore[arg-type]
    return Verdict(usual, ratio_to_expected(standing), gap)


def _okr(usual: ProgressStatus, standing: Standing, context: Context) -> Verdict:
    """The final grade; until the period is over, the one that the progress so far leads to."""
    if context.as_of <= standing.end:
        leads_to = ratio_to_expected(standing)
        return Verdict(usual, None if leads_to is None else score(leads_to))
    final = None if standing.attainment is None else score(standing.attainment)
    if usual is not ProgressStatus.MISSED or final is None:
        return Verdict(usual, final)
    word = graded(final, context.thresholds)
    if word is ProgressStatus.ON_TRACK and standing.aim is Aim.HOLD:
        return Verdict(ProgressStatus.AT_RISK, final)
    return Verdict(usual if word is ProgressStatus.OFF_TRACK else word, final)
