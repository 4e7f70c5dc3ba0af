"""Progress as text."""

from kpicli.render.reports.json import report_json
from kpicli.render.reports.terminal import report_terminal

__all__ = ["report_json", "report_terminal"]
