"""KPIs of which nothing is measured yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.workspace.records import records_by_time

if TYPE_CHECKING:
    from kpicli.models.goal import Kpi
    from kpicli.workspace.definition import Definition
    from kpicli.workspace.workspace import Workspace


def unmeasured_kpis(workspace: Workspace) -> list[Definition[Kpi]]:
    """The live KPIs without a measurement in their period so far."""
    return [
        record.kpi
        for timetable, records in records_by_time(workspace).items()
        if not timetable.days_inside
        for record in records
    ]
