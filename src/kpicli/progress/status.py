"""The one word that says how a goal stands."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.models.choices import Lifecycle
from kpicli.models.thresholds import Thresholds
from kpicli.progress.aim import Aim
from kpicli.progress.budget import EARLY, counted
from kpicli.progress.precision import fixed_precision
from kpicli.progress.staleness import Freshness

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal


class ProgressStatus(StrEnum):
    """How a goal stands at the as-of date."""

    ACHIEVED = "achieved"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"
    EARLY = "early"
    MISSED = "missed"
    STALE = "stale"
    NO_DATA = "no_data"
    NOT_STARTED = "not_started"
    CLOSED = "closed"
    DRAFT = "draft"


DEFAULT_THRESHOLDS = Thresholds()


class Standing(Struct, frozen=True):
    """All that decides a status.

    `start` and `end` are the period's first and last day. `freshness` is none without any actual.
    `attainment` and `expected` are raw fractions; `share_used` is the share of a cap used up. With
    `is_certain`, no data that is missing or to come could change whether the target is met.
    """

    start: date
    end: date
    attainment: Decimal | None
    expected: Decimal | None
    freshness: Freshness | None = Freshness.FRESH
    aim: Aim = Aim.REACH
    share_used: Decimal | None = None
    lifecycle: Lifecycle = Lifecycle.ACTIVE
    is_certain: bool = True


@fixed_precision()
def status(
    standing: Standing, as_of: date, thresholds: Thresholds = DEFAULT_THRESHOLDS
) -> ProgressStatus:
    """The status at the start of the as-of day.

    Lifecycle goes before the period's start, that before data, data before age, age before any
    colour. What has to hold, and does, is on track until the period is over and achieved then:
    it can still be lost. So is what is met by a part of the data, which tells nothing of the end.
    Before its end, a goal whose way cannot be measured (no baseline, not met yet) has no data to
    say more.
    """
    return (
        _by_lifecycle(standing.lifecycle)
        or _by_data(standing, as_of)
        or _by_progress(standing, as_of, thresholds)
    )


def graded(figure: Decimal, thresholds: Thresholds) -> ProgressStatus:
    """On track, at risk or off track, by where a figure lies."""
    if figure >= thresholds.on_track:
        return ProgressStatus.ON_TRACK
    return ProgressStatus.AT_RISK if figure >= thresholds.at_risk else ProgressStatus.OFF_TRACK


@fixed_precision()
def ratio_to_expected(standing: Standing) -> Decimal | None:
    """Progress over what is expected, of a cap at most what may be used over what is used.

    None where one of the two is not known, or nothing is expected yet.
    """
    if standing.attainment is None or standing.expected is None or standing.expected <= 0:
        return None
    return _ratio(standing)


def _by_lifecycle(lifecycle: Lifecycle) -> ProgressStatus | None:
    if lifecycle is Lifecycle.ACTIVE:
        return None
    return ProgressStatus.DRAFT if lifecycle is Lifecycle.DRAFT else ProgressStatus.CLOSED


def _by_data(standing: Standing, as_of: date) -> ProgressStatus | None:
    if as_of < standing.start:
        return ProgressStatus.NOT_STARTED
    if standing.freshness is None:
        return ProgressStatus.NO_DATA
    return ProgressStatus.STALE if standing.freshness is Freshness.STALE else None


def _by_progress(standing: Standing, as_of: date, thresholds: Thresholds) -> ProgressStatus:
    is_met = standing.attainment is not None and standing.attainment >= 1
    if as_of > standing.end:
        final = ProgressStatus.ACHIEVED if is_met else ProgressStatus.MISSED
        return final if standing.is_certain else ProgressStatus.NO_DATA
    if is_met and standing.aim is not Aim.CAP:
        is_won = standing.aim is Aim.REACH and standing.is_certain
        return ProgressStatus.ACHIEVED if is_won else ProgressStatus.ON_TRACK
    if standing.attainment is None or standing.expected is None:
        return ProgressStatus.NO_DATA
    if standing.aim is Aim.CAP and not is_met and _is_used_up(standing):
        return ProgressStatus.OFF_TRACK
    if standing.expected < EARLY:
        return ProgressStatus.EARLY
    grade = graded(_ratio(standing), thresholds)
    # What has to hold and does not is never on track, however little is missing.
    is_broken = standing.aim is Aim.HOLD and grade is ProgressStatus.ON_TRACK
    return ProgressStatus.AT_RISK if is_broken else grade


def _is_used_up(standing: Standing) -> bool:
    return standing.share_used is None or standing.share_used >= 1


def _ratio(standing: Standing) -> Decimal:
    attained, due = counted(standing)
    assert attained is not None, "asked for only where both are known"
    assert due, "asked for only where something is expected"
    used = standing.share_used
    if standing.aim is not Aim.CAP or used is None or used <= due:
        return attained / due
    return min(attained / due, due / used)
