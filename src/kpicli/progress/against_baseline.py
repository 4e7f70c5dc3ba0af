"""Whether a KPI does better or worse than at its start."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.models.choices import Aggregation, Direction
from kpicli.progress.aim import gap
from kpicli.progress.goals import progress_of
from kpicli.progress.status import ProgressStatus

if TYPE_CHECKING:
    from decimal import Decimal

    from kpicli.models.commitment import Commitment
    from kpicli.models.goal import Kpi
    from kpicli.workspace import Definition, Workspace

_UNKNOWN = {
    ProgressStatus.STALE,
    ProgressStatus.NOT_STARTED,
    ProgressStatus.CLOSED,
    ProgressStatus.DRAFT,
}


class Verdict(StrEnum):
    """A value against the baseline, as the direction judges it."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


class AgainstBaseline(Struct, frozen=True):
    """How a KPI has moved: from the baseline to its value, and whether that meets the target."""

    verdict: Verdict
    baseline: Decimal
    value: Decimal
    is_met: bool


def against_baseline(kpi: Definition[Kpi], workspace: Workspace) -> AgainstBaseline | None:
    """How a running KPI stands against its baseline at the as-of date.

    None for drafts and ended goals, without a baseline or a whole value, where it is stale, for
    deliverables, and for a total that more parts can still turn round: before the end of the
    period only one that is beyond the baseline already tells, if no part of it is below 0.
    """
    commitment, progress = workspace.commitment(kpi), progress_of(kpi.id, workspace)
    if commitment is None or commitment.baseline is None or progress.whole_value is None:
        return None
    if progress.status in _UNKNOWN or commitment.direction is Direction.COMPLETE:
        return None
    baseline, value = commitment.baseline, progress.whole_value
    is_total = workspace.aggregation(kpi) is Aggregation.SUM
    if is_total and not _is_decided(kpi, workspace, value - baseline):
        return None
    verdict = _verdict(commitment, baseline, value)
    return AgainstBaseline(verdict, baseline, value, commitment.is_met_by(value))


def may_be_worse(kpi: Definition[Kpi], workspace: Workspace) -> bool:
    """Whether a KPI may be worse than at its baseline, which `against_baseline` takes long to say.

    Most KPIs have a baseline and a last value, and the two tell.
    """
    commitment, series = workspace.commitment(kpi), workspace.series_in_period(kpi)
    if commitment is None or commitment.baseline is None:
        return False
    if not series.days or workspace.aggregation(kpi) is not Aggregation.LAST:
        return True
    return _verdict(commitment, commitment.baseline, series.values[-1]) is Verdict.WORSE


def _verdict(commitment: Commitment, baseline: Decimal, value: Decimal) -> Verdict:
    sign = commitment.direction.sign
    gained = (value - baseline) * sign
    if not sign:
        gained = abs(gap(commitment, baseline)) - abs(gap(commitment, value))
    if not gained:
        return Verdict.SAME
    return Verdict.BETTER if gained > 0 else Verdict.WORSE


def _is_decided(kpi: Definition[Kpi], workspace: Workspace, change: Decimal) -> bool:
    period, parts = workspace.period(kpi), workspace.series_in_period(kpi)
    if period is not None and workspace.as_of > period.end:
        return True
    return change > 0 and all(part.value >= 0 for part in parts)
