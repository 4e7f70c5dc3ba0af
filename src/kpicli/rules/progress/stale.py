"""What makes a KPI stale, told from its days alone, and in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.models.choices import Aggregation, Cadence
from kpicli.progress.finality import lacks_its_end
from kpicli.progress.holes import hole_in_total
from kpicli.progress.staleness import Freshness, age_in_days, freshness, speaks_until

if TYPE_CHECKING:
    from datetime import date

    from kpicli.models.goal import Kpi
    from kpicli.models.period import DateRange
    from kpicli.workspace import Definition, Workspace
    from kpicli.workspace.records import Timetable


def why_stale(last: date, kpi: Definition[Kpi], workspace: Workspace, period: DateRange) -> str:
    """Since when a KPI is stale, or which values of a period that is over it lacks."""
    cadence, as_of = kpi.model.cadence, workspace.as_of
    assert cadence is not None, "what is stale has a cadence"
    if freshness(last, cadence, as_of, period.end) is not Freshness.STALE:
        hole = hole_in_total(kpi, workspace)
        if hole is not None and not lacks_its_end(last, cadence, period.end):
            return f"but not from {hole.start} to {hole.end}; a total is known with all its values"
        is_total = workspace.aggregation(kpi) is Aggregation.SUM
        why = "a total is known with its last value" if is_total else "nothing tells how it ended"
        return f"before the end of its period on {period.end}; {why}"
    days, until = age_in_days(last, as_of), speaks_until(last, cadence)
    return f"{days} days before {as_of}; that is stale after {until}"


def cadences_of_stale(timetable: Timetable, as_of: date) -> list[Cadence]:
    """The cadences at which what was last measured in the period is stale, or may be of a total."""
    days, period = timetable.days_inside, timetable.period
    if not days or period is None:
        return []
    return [each for each in Cadence if _may_be_stale(days[-1], each, as_of, period)]


def _may_be_stale(last: date, cadence: Cadence, as_of: date, period: DateRange) -> bool:
    if freshness(last, cadence, as_of, period.end) is Freshness.STALE:
        return True
    is_lacking = as_of > period.end and lacks_its_end(last, cadence, period.end)
    # The books of the last cadence take a while to close.
    return is_lacking and freshness(last, cadence, as_of, as_of) is not Freshness.FRESH
