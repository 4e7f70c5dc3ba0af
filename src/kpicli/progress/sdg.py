"""Progress as Open SDG and Statistics Canada measure it: growth so far over growth required.

The method is published in Open SDG's documentation ("Progress calculation methodology"), and
Statistics Canada publishes its indicators' results by it.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from kpicli.models.thresholds import Thresholds
from kpicli.progress.growth import growth_rate, nonzero
from kpicli.progress.precision import fixed_precision

if TYPE_CHECKING:
    from kpicli.progress.growth import Path

SDG_THRESHOLDS = Thresholds(Decimal("0.95"), Decimal("0.6"))
_BEST = Decimal(5)
_MODERATE_RATIO = Decimal("0.6")
_FAST, _SLOW = Decimal("0.015"), Decimal("0.005")
_LIMIT_POWER = Decimal("4.44")


class SdgGrade(StrEnum):
    """The grades of the method, from the best down."""

    ACHIEVED = "achieved"
    SUBSTANTIAL = "substantial"
    MODERATE = "moderate"
    LIMITED = "limited"
    DETERIORATION = "deterioration"


@fixed_precision()
def sdg_rate(path: Path) -> Decimal | None:
    """The annual growth in the good direction, over the growth that leads to the target in time.

    Without a target it is the growth itself. None where the method does not assess: the sign
    changes, no time has passed, or the target is the baseline.
    """
    actual = growth_rate(path.baseline, path.value, path.years)
    if actual is None or path.target is None:
        return None if actual is None else path.sign * actual
    required = growth_rate(path.baseline, nonzero(path.target), path.target_years)
    return path.sign * actual / abs(required) if required else None


@fixed_precision()
def sdg_grade(path: Path, thresholds: Thresholds = SDG_THRESHOLDS) -> SdgGrade | None:
    """The grade, none where the method does not assess.

    Thresholds are for a path with a target. Without one, growth of 1.5 % a year is substantial
    and of 0.5 % moderate, less by `_room` near the limit of what is possible.
    """
    if path.is_met:
        return SdgGrade.ACHIEVED
    rate = sdg_rate(path)
    if rate is None:
        is_kept = path.target is None or path.target != path.baseline
        return None if is_kept else SdgGrade.DETERIORATION
    if path.target is None:
        room = _room(path)
        thresholds = Thresholds(_FAST * room, _SLOW * room)
    if rate < 0:
        return SdgGrade.DETERIORATION
    if rate >= thresholds.on_track:
        return SdgGrade.SUBSTANTIAL
    return SdgGrade.MODERATE if rate >= thresholds.at_risk else SdgGrade.LIMITED


@fixed_precision()
def sdg_score(path: Path) -> Decimal | None:
    """The score that places a path on a gauge: 5 for a target that is met, -5 at the worst."""
    if path.is_met:
        return _BEST
    rate = sdg_rate(path)
    if rate is None:
        return None
    return _trend_score(rate, _room(path)) if path.target is None else _target_score(rate)


def _target_score(ratio: Decimal) -> Decimal:
    if ratio >= _MODERATE_RATIO:
        return min(Decimal("7.1429") * ratio - Decimal("4.2857"), _BEST)
    return max(Decimal("4.1667") * ratio - Decimal("2.5"), -_BEST)


def _trend_score(rate: Decimal, room: Decimal) -> Decimal:
    if rate < 0:
        return 125 * rate - Decimal("2.5")
    if not room:
        return _BEST
    if rate >= _FAST * room:
        return 500 * rate / room - 5
    if rate >= _SLOW * room:
        return 250 * rate / room - Decimal("1.25")
    return 500 * rate / room - Decimal("2.5")


def _room(path: Path) -> Decimal:
    """How much of the usual growth can be asked for: 1 far from the limit, 0 at it."""
    if not path.limit:
        return Decimal(1)
    share = path.baseline / path.limit
    near = share if path.sign > 0 else 2 - share
    return max(1 - near**_LIMIT_POWER, Decimal(0)) if near > 0 else Decimal(1)
