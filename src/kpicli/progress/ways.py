"""How far KPIs are on the way to their numbers: what few of their values tell, of all at once."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from kpicli.models.choices import Aggregation
from kpicli.models.preset import Preset
from kpicli.progress.aim import gap
from kpicli.progress.expected import share_of_period
from kpicli.progress.precision import fixed_precision
from kpicli.progress.way_ahead import keeps_pace, moves
from kpicli.workspace.records import records_by_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from kpicli.models.commitment import Commitment
    from kpicli.workspace import Workspace
    from kpicli.workspace.records import Record, Timetable

_ZERO = Decimal(0)


class Ways(NamedTuple):
    """KPIs that were measured on the same days, by how far they are.

    `ahead` are those that have not come to their number in a period that runs; no others have a
    `WayAhead`. Of these, `slow` are the flows, and the levels whose ends do not keep the pace still
    needed. `settled` have a way to a number, too, and are not ahead.

    `unsure` are all KPIs but those that are to reach a number and have come as far as is due: they
    are neither at risk nor off track, since no threshold is above 1, nor have they to hold it.
    """

    ahead: list[Record]
    slow: list[Record]
    settled: list[Record]
    unsure: list[Record]


def ways_by_time(workspace: Workspace) -> Mapping[Timetable, Ways]:
    """Those of all live KPIs, sorted once for a workspace: to reach each takes longer than that."""
    return workspace.remembered(_ways_by_time)


class _Clock(NamedTuple):
    """What the days of a timetable tell; `first` is where the measurements of the period begin.

    `left` and `spent` are days, after the last of these and from the first to the last of them.
    `due` is the share of a straight way that is due, and `winding` holds the ids of KPIs that may
    go another way. None is `due` under a preset, which may ask for more.
    """

    first: int
    left: Decimal
    spent: Decimal
    due: Decimal | None
    winding: AbstractSet[str]


def _ways_by_time(workspace: Workspace) -> Mapping[Timetable, Ways]:
    fields = ("pace", "interim_targets")
    winding = {kpi.id for field in fields for kpi in workspace.kpis_with(field)}
    return {
        timetable: _sorted(records, _clock(timetable, workspace, winding))
        for timetable, records in records_by_time(workspace).items()
    }


def _clock(timetable: Timetable, workspace: Workspace, winding: AbstractSet[str]) -> _Clock | None:
    """None where nothing was measured yet, and outside the period."""
    period, today = timetable.period, workspace.as_of
    if period is None or not timetable.days or not period.start <= today <= period.end:
        return None
    days, first = timetable.days, timetable.inside.start
    left = (period.end - days[-1]).days
    spent = (days[-1] - days[first]).days if first < len(days) else 0
    is_usual = workspace.context.preset is Preset.DEFAULT
    due = share_of_period(period.start, period.end, today) if is_usual else None
    return _Clock(first, Decimal(left), Decimal(spent), due, winding)


@fixed_precision()
def _sorted(records: Iterable[Record], clock: _Clock | None) -> Ways:
    ways = Ways([], [], [], [])
    for record in records:
        commitment = record.commitment
        if commitment is None or not moves(commitment, record.aggregation):
            ways.unsure.append(record)
        elif clock is None:
            ways.settled.append(record)
            ways.unsure.append(record)
        else:
            _add(record, commitment, clock, ways)
    return ways


def _add(record: Record, commitment: Commitment, clock: _Clock, ways: Ways) -> None:
    """Adds a KPI that has a way to a number to where it belongs."""
    values, is_flow = record.series.values, record.aggregation is Aggregation.SUM
    value = sum(values[clock.first :], _ZERO) if is_flow else values[-1]
    missing = gap(commitment, value)
    if missing:
        ways.ahead.append(record)
        if is_flow or not clock.spent or not _keeps_pace(values, missing, clock):
            ways.slow.append(record)
    else:
        ways.settled.append(record)
    if not _has_come(record, commitment, value, missing, clock):
        ways.unsure.append(record)


def _keeps_pace(values: Sequence[Decimal], missing: Decimal, clock: _Clock) -> bool:
    return keeps_pace(values[-1] - values[clock.first], clock.spent, missing, clock.left)


def _has_come(
    record: Record, commitment: Commitment, value: Decimal, missing: Decimal, clock: _Clock
) -> bool:
    """Whether a value is surely as far as is due; less than 1 it is computed as in `attainment`."""
    if commitment.strict or clock.due is None:
        return False
    if not missing:
        return True
    start, target = commitment.baseline, commitment.target
    if record.aggregation is Aggregation.SUM or start is None or target is None:
        return False
    share = (value - start) / (target - start)
    return share >= clock.due and record.kpi.id not in clock.winding
