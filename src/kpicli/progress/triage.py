"""Which KPIs are worth a closer look: how far each is on its way, as few of its values tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.models.choices import Aggregation
from kpicli.models.preset import Preset
from kpicli.progress.aim import gap
from kpicli.progress.clock import clock_of, come_to
from kpicli.progress.expected import share_of_period
from kpicli.progress.precision import fixed_precision
from kpicli.progress.way_ahead import keeps_pace, moves
from kpicli.workspace.records import records_by_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from decimal import Decimal

    from kpicli.models.commitment import Commitment
    from kpicli.progress.clock import Clock
    from kpicli.workspace import Workspace
    from kpicli.workspace.records import Record, Timetable


class Triage(Struct, frozen=True):
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


def triage_by_time(workspace: Workspace) -> Mapping[Timetable, Triage]:
    """All live KPIs, sorted once for a workspace: to reach each takes longer than to sort it."""
    return workspace.remembered(_triage_by_time)


class _Due(Struct, frozen=True):
    """The share of a straight way that is due, and the ids of KPIs that may go another way.

    No share is due under a preset, which may ask for more.
    """

    share: Decimal | None
    winding: AbstractSet[str]


def _triage_by_time(workspace: Workspace) -> Mapping[Timetable, Triage]:
    fields = ("pace", "interim_targets")
    winding = {kpi.id for field in fields for kpi in workspace.kpis_with(field)}
    return {
        timetable: _sorted(
            records,
            clock_of(timetable, workspace.as_of),
            _Due(_share_due(timetable, workspace), winding),
        )
        for timetable, records in records_by_time(workspace).items()
    }


def _share_due(timetable: Timetable, workspace: Workspace) -> Decimal | None:
    period = timetable.period
    if period is None or workspace.context.preset is not Preset.DEFAULT:
        return None
    return share_of_period(period.start, period.end, workspace.as_of)


@fixed_precision()
def _sorted(records: Iterable[Record], clock: Clock | None, due: _Due) -> Triage:
    triage = Triage([], [], [], [])
    for record in records:
        commitment = record.commitment
        if commitment is None or not moves(commitment, record.aggregation):
            triage.unsure.append(record)
        elif clock is None:
            triage.settled.append(record)
            triage.unsure.append(record)
        else:
            _add(record, commitment, clock, due, triage)
    return triage


def _add(record: Record, commitment: Commitment, clock: Clock, due: _Due, triage: Triage) -> None:
    """Adds a KPI that has a way to a number to where it belongs."""
    value = come_to(record, clock)
    missing = gap(commitment, value)
    if missing:
        triage.ahead.append(record)
        is_flow = record.aggregation is Aggregation.SUM
        if is_flow or not clock.spent or not _keeps_pace(record.series.values, missing, clock):
            triage.slow.append(record)
    else:
        triage.settled.append(record)
    if not _has_come(record, commitment, value, missing, due):
        triage.unsure.append(record)


def _keeps_pace(values: Sequence[Decimal], missing: Decimal, clock: Clock) -> bool:
    return keeps_pace(values[-1] - values[clock.first], clock.spent, missing, clock.left)


def _has_come(
    record: Record, commitment: Commitment, value: Decimal, missing: Decimal, due: _Due
) -> bool:
    """Whether a value is surely as far as is due; less than 1 it is computed as in `attainment`."""
    if commitment.strict or due.share is None:
        return False
    if not missing:
        return True
    start, target = commitment.baseline, commitment.target
    if record.aggregation is Aggregation.SUM or start is None or target is None:
        return False
    share = (value - start) / (target - start)
    return share >= due.share and record.kpi.id not in due.winding
