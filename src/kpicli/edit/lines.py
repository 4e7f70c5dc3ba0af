"""The lines on which actuals stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.edit.csv_actuals import csv_place
from kpicli.edit.goal_file import line_of
from kpicli.edit.new_actual import Refusal
from kpicli.models.actual import CsvActuals
from kpicli.models.period import day_of

if TYPE_CHECKING:
    from datetime import date

    from kpicli.models.goal import Kpi
    from kpicli.models.period import Calendar
    from kpicli.source import SourceFile
    from kpicli.workspace import Definition


def line_of_actual(source: SourceFile, kpi: Definition[Kpi], day: date, calendar: Calendar) -> int:
    """The line of a day's value in a goal file, or in the CSV file that the KPI names."""
    columns = kpi.model.actuals
    if isinstance(columns, CsvActuals):
        place = csv_place(source, columns, calendar)
        row = None if isinstance(place, Refusal) else place.row_of(day)
        return source.position(row.cells[0].start).line if row else 1
    keys = [part.key for part in columns if day_of(part.when, calendar) == day]
    return line_of(source, kpi, "actuals", *keys[:1])
