"""Statuses by the definitions that others publish, in the words that all reports use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpicli.models.preset import Preset
from kpicli.progress.aim import Aim
from kpicli.progress.attainment import score
from kpicli.progress.precision import fixed_precision
from kpicli.progress.sdg import SdgGrade, sdg_grade, sdg_rate
from kpicli.progress.status import (
    ProgressStatus,
    Standing,
    graded,
    ratio_to_expected,
    status,
)
from kpicli.progress.un_chart import share_ahead

if TYPE_CHECKING:
    from decimal import Decimal

    from kpicli.progress.growth import Path
    from kpicli.workspace import Context

_JUDGED = {ProgressStatus.ON_TRACK, ProgressStatus.AT_RISK, ProgressStatus.OFF_TRACK}
_BY_GRADE = {
    SdgGrade.ACHIEVED: ProgressStatus.ACHIEVED,
    SdgGrade.SUBSTANTIAL: ProgressStatus.ON_TRACK,
    SdgGrade.MODERATE: ProgressStatus.AT_RISK,
    SdgGrade.LIMITED: ProgressStatus.OFF_TRACK,
    SdgGrade.DETERIORATION: ProgressStatus.OFF_TRACK,
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status, and the figure of the preset where it has one of its own.

    The figure is the grade of `okr`, the R of `sdg` (without a target the growth a year), the
    share of `un2023` and the SPI of `evm`.
    """

    status: ProgressStatus
    figure: Decimal | None = None


@fixed_precision()
def verdict(standing: Standing, context: Context, path: Path | None = None) -> Verdict:
    """What a preset says of a standing at the start of the as-of day.

    All presets leave to the usual rules what comes before any colour: lifecycle, start, data and
    age, what is met, what has hardly begun, and, but for `okr`, what is over. Growth is measured
    along the path; where there is none, progress over expected progress stands in for it.
    """
    usual = status(standing, context.as_of, context.thresholds)
    match context.preset:
        case Preset.DEFAULT:
            return Verdict(usual)
        case Preset.EVM:
            return Verdict(usual, ratio_to_expected(standing))
        case Preset.OKR:
            return _okr(usual, standing, context)
        case Preset.SDG if path:
            # On the bound of a strict target, the method sees it met where it is not.
            is_judged = _is_open(usual, standing) and not path.is_met
            word = _sdg_word(path, context) if is_judged else usual
            return Verdict(word, sdg_rate(path))
        case Preset.UN2023 if path:
            share = share_ahead(path)
            word = _share_word(share, context) if _is_open(usual, standing) else usual
            return Verdict(word, share)
        case _:
            return Verdict(usual)


@fixed_precision()
def trend_verdict(path: Path, context: Context) -> Verdict:
    """What `sdg` says of a path without a target."""
    return Verdict(_sdg_word(path, context), sdg_rate(path))


def _is_open(usual: ProgressStatus, standing: Standing) -> bool:
    """Whether the usual rules judged what is not met by its progress, which a preset replaces."""
    is_met = standing.attainment is not None and standing.attainment >= 1
    return usual in _JUDGED and not is_met


def _sdg_word(path: Path, context: Context) -> ProgressStatus:
    grade = sdg_grade(path, context.thresholds)
    return ProgressStatus.NO_DATA if grade is None else _BY_GRADE[grade]


def _share_word(share: Decimal | None, context: Context) -> ProgressStatus:
    return ProgressStatus.NO_DATA if share is None else graded(share, context.thresholds)


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
