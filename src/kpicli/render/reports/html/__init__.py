"""Progress as one page for a browser, with nothing to fetch from anywhere.

`page.html` is the frame, `page.css` and `print.css` are the looks, the scripts draw what the data
in the page says. The page is closed to everything else by its Content-Security-Policy: only the
style and the script whose hashes it names run, and nothing is loaded.
"""

from kpicli.render.reports.html.page import report_html

__all__ = ["report_html"]
