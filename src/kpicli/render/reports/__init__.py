"""Progress as text. The page for a browser is in `html`."""

from kpicli.render.reports.csv import report_csv
from kpicli.render.reports.json import report_json
from kpicli.render.reports.markdown import report_markdown
from kpicli.render.reports.terminal import report_terminal

__all__ = ["report_csv", "report_json", "report_markdown", "report_terminal"]
