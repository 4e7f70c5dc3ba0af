"""What each KPI commits to, beside what was measured of it.

To reach the parts of a KPI in memory takes longer than to look at them. So they are gathered once,
and rules that ask of all KPIs go through these records. What depends on days alone is told once
for all KPIs that were measured on the same ones.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import chain
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from kpicli.measurements import Series
    from kpicli.models.choices import Aggregation, ReportedStatus
    from kpicli.models.commitment import Commitment
    from kpicli.models.goal import Kpi
    from kpicli.models.period import DateRange
    from kpicli.workspace.definition import Definition
    from kpicli.workspace.workspace import Workspace


class Timetable(Struct, frozen=True):
    """The days on which a KPI was measured, up to the as-of date, and its period."""

    days: tuple[date, ...]
    period: DateRange | None

    @property
    def inside(self) -> slice:
        """Where the days of the period are; all of them are where there is none."""
        if self.period is None:
            return slice(0, len(self.days))
        first = bisect_left(self.days, self.period.start)
        return slice(first, bisect_right(self.days, self.period.end, first))

    @property
    def days_inside(self) -> tuple[date, ...]:
        """The days of the period."""
        return self.days[self.inside]


class Record(Struct, frozen=True, gc=False):
    """A KPI: what it commits to, how its values combine, and all measured by the as-of date."""

    kpi: Definition[Kpi]
    commitment: Commitment | None
    aggregation: Aggregation
    series: Series

    def status_at(self, place: int) -> ReportedStatus | None:
        """The status that was reported with a measurement, by its place in the series."""
        remarks = self.series.actuals.remarks
        return remarks[place].status if remarks else None


def record_of(kpi: Definition[Kpi], workspace: Workspace) -> tuple[Timetable, Record]:
    """When a KPI was measured, and its record."""
    record = _record(kpi, workspace)
    return Timetable(record.series.days, workspace.period(kpi)), record


def records_by_time(workspace: Workspace) -> Mapping[Timetable, Sequence[Record]]:
    """The records of all live KPIs by when they were measured, gathered once for a workspace."""
    return workspace.remembered(_records)


def all_records(workspace: Workspace) -> Iterable[Record]:
    """The same one after the other."""
    return chain.from_iterable(records_by_time(workspace).values())


def _records(workspace: Workspace) -> Mapping[Timetable, Sequence[Record]]:
    found: dict[tuple[tuple[date, ...], DateRange | None], list[Record]] = {}
    for kpi in workspace.live_kpis:
        record = _record(kpi, workspace)
        found.setdefault((record.series.days, workspace.period(kpi)), []).append(record)
    return {Timetable(*key): records for key, records in found.items()}


def _record(kpi: Definition[Kpi], workspace: Workspace) -> Record:
    commitment, aggregation = workspace.commitment(kpi), workspace.aggregation(kpi)
    return Record(kpi, commitment, aggregation, workspace.series_to_date(kpi))
