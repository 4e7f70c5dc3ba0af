"""`kpi report`: progress."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from kpicli.cli.exit_codes import ExitCode
from kpicli.cli.options import AsOf, Colored, Quiet, Root
from kpicli.cli.output import Color, style_for, write
from kpicli.cli.session import open_session
from kpicli.cli.unloaded import warn_of_unloaded
from kpicli.progress.goals import progress_of_goals
from kpicli.render.reports import report_json, report_terminal
from kpicli.reports.progress import Grouping, progress_report


class Format(StrEnum):
    """How a report is written."""

    TERMINAL = "terminal"
    JSON = "json"


By = Annotated[Grouping, typer.Option("--by", help="How the goals are arranged.")]
Written = Annotated[Format, typer.Option("--format", help="How the report is written.")]


def command(
    by: By = Grouping.CASCADE,
    form: Written = Format.TERMINAL,
    root: Root = None,
    as_of: AsOf = None,
    color: Colored = Color.AUTO,
    quiet: Quiet = False,
) -> int:
    """Report the progress of all goals.

    Example: kpi report --by team --as-of 2026-09-01
    """
    session = open_session(root, as_of)
    report = progress_report(session.workspace, progress_of_goals(session.workspace), by)
    write(report_json(report) if form is Format.JSON else report_terminal(report, style_for(color)))
    warn_of_unloaded(session, quiet)
    return ExitCode.FINDINGS if session.findings else ExitCode.CLEAN
