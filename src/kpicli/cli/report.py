"""`kpi report`: progress."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from kpicli.cli.declared import Option
from kpicli.cli.exit_codes import ExitCode
from kpicli.cli.machine import processors
from kpicli.cli.options import AsOf, At, CacheFolder, Colored, NoCache, Presets, Quiet, Root
from kpicli.cli.output import Color, Failure, style_for, write, write_file
from kpicli.cli.report_filters import (
    Levels,
    Owners,
    Periods,
    Statuses,
    Teams,
    earlier_day,
    filters_of,
)
from kpicli.cli.session import Session, open_session
from kpicli.cli.unloaded import warn_of_unloaded
from kpicli.progress.goals import progress_of_goals
from kpicli.render.reports import report_csv, report_json, report_markdown, report_terminal
from kpicli.reports.progress import Grouping, Order, ProgressReport, Request, progress_report

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpicli.linter import LocatedFinding
    from kpicli.render.theme import Style


class Format(StrEnum):
    """How a report is written."""

    TERMINAL = "terminal"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"
    CSV = "csv"


By = Annotated[Grouping, Option("--by", help="How the goals are arranged.")]
Attention = Annotated[
    bool, Option("--needs-attention", help="First what is off track, missed, stale, at risk.")
]
Since = Annotated[
    str | None,
    Option("--since", metavar="DATE", help="Show what changed since a day, by the actuals."),
]
Written = Annotated[
    Format | None,
    Option("--format", help="How the report is written; by default by the ending of FILE."),
]
Output = Annotated[
    Path | None,
    Option("--output -o", metavar="FILE", help="Write to a file, whole or not at all."),
]


def command(
    by: By = Grouping.CASCADE,
    needs_attention: Attention = False,
    team: Teams = None,
    owner: Owners = None,
    period: Periods = None,
    status: Statuses = None,
    level: Levels = None,
    since: Since = None,
    preset: Presets = None,
    form: Written = None,
    output: Output = None,
    root: Root = None,
    as_of: AsOf = None,
    at: At = None,
    color: Colored = Color.AUTO,
    quiet: Quiet = False,
    no_cache: NoCache = False,  # noqa: ARG001 - read before anything is imported
    cache_dir: CacheFolder = None,  # noqa: ARG001 - the same
) -> int:
    """Report the progress of goals.

    Example: kpi report --team sales --needs-attention --as-of 2026-09-01
    """
    form = form or _form(output)
    session = open_session(root, as_of, preset, at)
    workspace = session.workspace
    request = Request(
        by,
        Order.ATTENTION if needs_attention else Order.USUAL,
        filters_of(workspace, team, owner, period, status, level),
        earlier_day(since, workspace.as_of),
        form in _WITH_FORECASTS,
    )
    report = progress_report(workspace, progress_of_goals(workspace), request)
    style = style_for(Color.NEVER if output else color)
    text = _written(report, form, session, style)
    if output:
        write_file(output, text)
    else:
        write(text, form)
    warn_of_unloaded(session, quiet)
    return ExitCode.FINDINGS if session.findings else ExitCode.CLEAN


_WITH_FORECASTS = {Format.HTML, Format.JSON, Format.CSV}
_ENDINGS = {
    ".md": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".json": Format.JSON,
    ".csv": Format.CSV,
}
_OF_TEXTS = ("", ".txt")


def _form(output: Path | None) -> Format:
    """The format that the ending of a file names; a text is as the terminal.

    Raises:
        Failure: for an ending that names none.
    """
    ending = output.suffix.lower() if output else ""
    if ending in _OF_TEXTS:
        return Format.TERMINAL
    if ending not in _ENDINGS:
        remedy = "a file ends in .html, .md, .csv, .json or .txt; for another one give --format"
        raise Failure(f"`kpi report` writes no {ending} files (`{output}`)", remedy)
    return _ENDINGS[ending]


def _written(report: ProgressReport, form: Format, session: Session, style: Style) -> str:
    match form:
        case Format.TERMINAL:
            return report_terminal(report, style)
        case Format.MARKDOWN:
            return report_markdown(report)
        case Format.JSON:
            return report_json(report)
        case Format.CSV:
            return report_csv(report)
        case Format.HTML:
            from kpicli.render.reports.html import report_html  # noqa: PLC0415 - only for a page
            from kpicli.reports.alignment import alignment_report  # noqa: PLC0415 - the same

            return report_html(report, _findings(session), alignment_report(session.workspace))


def _findings(session: Session) -> Sequence[LocatedFinding]:
    """What `kpi check` finds, with the rules and severities of the settings."""
    # The rules cost more to import than any other report takes.
    from kpicli.cli.selected import selected_rules  # noqa: PLC0415
    from kpicli.linter import check  # noqa: PLC0415

    workspace, failures, rules = session.workspace, session.findings, selected_rules(session)
    ignores = session.settings.check.per_file_ignores
    return check(workspace, failures, rules, ignores, session.read, processors()).findings
