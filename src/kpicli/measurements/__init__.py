"""A KPI's numbers over time: measurements and series, from goal files and CSV."""

from kpicli.measurements.csv_file import Table, actuals_in, merge_mark, read_table, unfit
from kpicli.measurements.csv_findings import left_conflict
from kpicli.measurements.series import Measurement, Series, series_of

__all__ = [
    "Measurement",
    "Series",
    "Table",
    "actuals_in",
    "left_conflict",
    "merge_mark",
    "read_table",
    "series_of",
    "unfit",
]
