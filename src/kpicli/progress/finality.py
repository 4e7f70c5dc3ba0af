"""Whether what a KPI has come to still speaks for it, and whether later values can change that."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kpicli.models.choices import Aggregation, Cadence, Direction, Lifecycle
from kpicli.progress.aim import Aim, aim_of
from kpicli.progress.cadence_steps import after
from kpicli.progress.holes import hole_in_total
from kpicli.progress.staleness import Freshness, freshness

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

    from kpicli.models.commitment import Commitment
    from kpicli.models.goal import Kpi
    from kpicli.models.period import DateRange
    from kpicli.workspace import Definition, Workspace

_WEEKEND = timedelta(2)


def freshness_of(
    kpi: Definition[Kpi], value: Decimal | None, workspace: Workspace, period: DateRange
) -> Freshness | None:
    """How old the last actual of a KPI is, none without a value.

    What is settled does not age, nor does what has no cadence or comes from contributors. After
    the period, a KPI is stale until its last value is there, unless it is one that was to reach
    its target and has. So is a total with a hole.
    """
    days, cadence = workspace.series_in_period(kpi).days, kpi.model.cadence
    if value is None:
        return None
    if not days or cadence is None:
        return Freshness.FRESH
    age = freshness(days[-1], cadence, workspace.as_of, period.end)
    is_whole = workspace.as_of <= period.end or not lacks_its_end(days[-1], cadence, period.end)
    is_known = is_whole or _has_reached(kpi, workspace, value)
    if age is not Freshness.STALE and is_known and hole_in_total(kpi, workspace) is None:
        return age
    return Freshness.FRESH if _is_settled(kpi, workspace, value) else Freshness.STALE


def lacks_its_end(last: date, cadence: Cadence, period_end: date) -> bool:
    """Whether a whole cadence is left from the last value to the end of a period.

    Of daily values, the last two days may be without one: they may be a weekend.
    """
    end = period_end - _WEEKEND if cadence is Cadence.DAILY else period_end
    return after(last, 1, cadence) <= end


def next_value_due(
    kpi: Definition[Kpi], value: Decimal | None, workspace: Workspace
) -> date | None:
    """A cadence after the last value of an active KPI, which may be over; within its period.

    None without a cadence or a value of its own, after the last value of the period, and where no
    later value can change what the KPI has come to.
    """
    cadence, period = kpi.model.cadence, workspace.period(kpi)
    series, commitment = workspace.series_in_period(kpi), workspace.commitment(kpi)
    if cadence is None or period is None or kpi.model.status is not Lifecycle.ACTIVE:
        return None
    if value is None or not series.days:
        return None
    due = after(series.days[-1], 1, cadence)
    if due > period.end:
        return None
    if commitment and is_settled(commitment, workspace.aggregation(kpi), value, series.values):
        return None
    return due


def is_settled(
    commitment: Commitment, aggregation: Aggregation, value: Decimal, parts: Sequence[Decimal]
) -> bool:
    """Whether a target is met, or missed, for good; `parts` are the values of the period.

    A deliverable that is done stays done. A total without a part below 0 only grows, and so does
    the greatest of the values: it stays beyond a target to reach, and past the most that it may be.
    The least of them only falls.
    """
    if commitment.direction is Direction.COMPLETE:
        return commitment.is_met_by(value)
    if aggregation is Aggregation.MIN:
        return _is_past(commitment, value, commitment.low, -1)
    is_growing = aggregation is Aggregation.SUM and all(part >= 0 for part in parts)
    if not is_growing and aggregation is not Aggregation.MAX:
        return False
    return _is_past(commitment, value, commitment.high, 1)


def may_be_lost(commitment: Commitment, aggregation: Aggregation) -> bool:
    """Whether a target that is met so far may be missed again by the values that are to come.

    That of a mean may, a least value may fall below its target, and a greatest one rise above it.
    What the last value or a total has reached counts as reached, and a deliverable as done.
    """
    if commitment.direction is Direction.COMPLETE:
        return False
    match aggregation:
        case Aggregation.MEAN:
            return True
        case Aggregation.MIN:
            return commitment.low is not None
        case Aggregation.MAX:
            return commitment.high is not None
        case _:
            return False


def _is_past(commitment: Commitment, value: Decimal, bound: Decimal | None, sign: int) -> bool:
    """Whether a value that only moves one way misses the bound on it for good, or meets its target.

    `sign` is +1 where it only grows, -1 where it only falls.
    """
    if bound is None:
        return commitment.is_met_by(value)
    beyond = (value - bound) * sign
    return beyond > 0 or (commitment.strict and not beyond)


def _has_reached(kpi: Definition[Kpi], workspace: Workspace, value: Decimal) -> bool:
    """Whether a KPI met a target that is to be reached, which counts once it is.

    No total does, nor what later values can lose.
    """
    commitment, aggregation = workspace.commitment(kpi), workspace.aggregation(kpi)
    if commitment is None or aggregation is Aggregation.SUM:
        return False
    if may_be_lost(commitment, aggregation):
        return False
    return aim_of(commitment, aggregation) is Aim.REACH and commitment.is_met_by(value)


def _is_settled(kpi: Definition[Kpi], workspace: Workspace, value: Decimal) -> bool:
    commitment, series = workspace.commitment(kpi), workspace.series_in_period(kpi)
    if commitment is None:
        return False
    return is_settled(commitment, workspace.aggregation(kpi), value, series.values)
