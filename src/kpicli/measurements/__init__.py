"""A KPI's numbers over time: measurements and series, from goal files and CSV."""

from kpicli.measurements.csv_file import Table, actuals_in, read_table
from kpicli.measurements.series import Measurement, Series, series_of

__all__ = ["Measurement", "Series", "Table", "actuals_in", "read_table", "series_of"]
