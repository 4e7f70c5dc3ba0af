"""A KPI's numbers over time: measurements and series, from goal files and CSV."""

from kpicli.measurements.csv_file import read_actuals
from kpicli.measurements.series import Measurement, Series

__all__ = ["Measurement", "Series", "read_actuals"]
