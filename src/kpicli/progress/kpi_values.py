"""The value that a KPI's progress is taken from: its own actuals', or its contributors'."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.models.choices import Aggregation, Rollup
from kpicli.models.goal import Kpi
from kpicli.progress.finality import freshness_of
from kpicli.progress.goal_progress import Grounds, counting
from kpicli.progress.precision import fixed_precision
from kpicli.progress.rollup import LEAST_COVERAGE, ValuePart, roll_up_values
from kpicli.progress.staleness import Freshness
from kpicli.progress.status import ProgressStatus
from kpicli.progress.within_parent import reaches_beyond, total_within
from kpicli.workspace.commitment import is_deliverable
from kpicli.workspace.overlaps import overlap_in_total
from kpicli.workspace.unknown_contributors import unknown_contributors
from kpicli.workspace.unread_values import unread_value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kpicli.measurements import Series
    from kpicli.progress.goal_progress import GoalProgress
    from kpicli.workspace import Definition, Workspace

_ZERO = Decimal(0)
_ONE = Decimal(1)


class KpiValue(Struct, frozen=True):
    """A value in the KPI's unit, the share of the weight that has data, and what it rests on."""

    value: Decimal | None
    coverage: Decimal
    grounds: Grounds

    @property
    def whole(self) -> Decimal | None:
        """The value, none where it is a part of what it is to be."""
        return None if self.grounds is Grounds.PART else self.value


def value_of(
    kpi: Definition[Kpi], workspace: Workspace, found: Mapping[str, GoalProgress]
) -> KpiValue:
    """The value of a KPI; `found` holds the progress of all that contributes to it.

    A deliverable of which no share from 0 to 1 was reported has none, nor has a total that would
    count some days twice, nor a KPI of which a value that counts cannot be read.
    """
    series = workspace.series_in_period(kpi)
    if series.days:
        value = _measured(kpi, series, workspace)
        return KpiValue(value, _ZERO if value is None else _ONE, Grounds.ALL)
    if kpi.model.rollup is Rollup.NONE:
        return KpiValue(None, _ZERO, Grounds.ALL)
    return _rolled_up(kpi, workspace, found)


def contributed(
    child: Definition[Kpi], known: GoalProgress, parent: Definition[Kpi], workspace: Workspace
) -> Decimal | None:
    """What a KPI brings to the value of one above it, in its unit; none where that is not known.

    Nothing is known by what is stale, by a part of a value and in a unit that does not convert. A
    total that has not started is 0 so far. One that reaches beyond the period of its parent
    brings what lies in it.
    """
    if known.value is None and _is_total_to_come(child, workspace):
        return _ZERO
    if reaches_beyond(child, parent, workspace):
        value = total_within(child, parent, workspace).total
    else:
        value = None if is_stale(child, known, workspace) else known.whole_value
    return None if value is None else workspace.value_in(child, value, workspace.unit(parent))


def is_stale(kpi: Definition[Kpi], known: GoalProgress, workspace: Workspace) -> bool:
    """Whether a KPI is stale, or would be if it had a target."""
    period = workspace.period(kpi)
    if known.status is not ProgressStatus.NO_DATA or period is None:
        return known.status is ProgressStatus.STALE
    return freshness_of(kpi, known.value, workspace, period) is Freshness.STALE


def _is_total_to_come(kpi: Definition[Kpi], workspace: Workspace) -> bool:
    period = workspace.period(kpi)
    is_total = workspace.aggregation(kpi) is Aggregation.SUM
    return is_total and period is not None and workspace.as_of < period.start


def _measured(kpi: Definition[Kpi], series: Series, workspace: Workspace) -> Decimal | None:
    if overlap_in_total(kpi, series.actuals, workspace) is not None:
        return None
    if unread_value(kpi, workspace) is not None:
        return None
    value = _combined(series, workspace.aggregation(kpi))
    return None if is_deliverable(kpi.model) and not _ZERO <= value <= _ONE else value


@fixed_precision()
def _combined(series: Series, aggregation: Aggregation) -> Decimal:
    values = series.values
    match aggregation:
        case Aggregation.LAST:
            return values[-1]
        case Aggregation.SUM:
            return sum(values, _ZERO)
        case Aggregation.MEAN:
            return sum(values, _ZERO) / len(values)
        case Aggregation.MIN:
            return min(values)
        case Aggregation.MAX:
            return max(values)


def _rolled_up(
    kpi: Definition[Kpi], workspace: Workspace, found: Mapping[str, GoalProgress]
) -> KpiValue:
    parts, grounds = [], Grounds.ALL
    for child, _, weight in counting(kpi, workspace):
        known = found.get(child.id)
        if isinstance(child.model, Kpi) and weight:
            value = contributed(child, known, kpi, workspace) if known else None  # type: ignore[arg-type]
            parts.append(ValuePart(weight, value))
            if known is None or value is None or known.grounds is not Grounds.ALL:
                grounds = Grounds.SOME
    if unknown := unknown_contributors(kpi, workspace):
        parts += [ValuePart(_ONE, None)] * len(unknown)
        grounds = Grounds.SOME
    rolled_up = roll_up_values(parts, kpi.model.rollup)
    is_sum = kpi.model.rollup is Rollup.SUM
    if rolled_up.coverage < (_ONE if is_sum else LEAST_COVERAGE):
        grounds = Grounds.PART
    return KpiValue(rolled_up.value, rolled_up.coverage, grounds)
