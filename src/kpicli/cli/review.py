"""`kpi review`: the agenda of a review meeting."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from kpicli.cli.declared import Option
from kpicli.cli.exit_codes import ExitCode
from kpicli.cli.machine import processors
from kpicli.cli.options import AsOf, Colored, Quiet, Root
from kpicli.cli.output import Color, Failure, style_for, write
from kpicli.cli.report_filters import Owners, Teams, filters_of
from kpicli.cli.selected import selected_rules
from kpicli.cli.session import Session, open_session
from kpicli.cli.unloaded import warn_of_unloaded
from kpicli.linter import check
from kpicli.progress.goals import progress_of_goals
from kpicli.render.reports.review import review_markdown, review_terminal
from kpicli.render.reports.review_json import review_json
from kpicli.reports.review import CONTESTED, OVERDUE, ReviewReport, review_report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.findings import Finding
    from kpicli.render.theme import Style


class Format(StrEnum):
    """How an agenda is written."""

    TERMINAL = "terminal"
    MARKDOWN = "markdown"
    JSON = "json"


Written = Annotated[Format, Option("--format", help="How the agenda is written.")]
_DIGITS = 9
"""As many tell that a number is more than all days."""
Days = Annotated[
    str,
    Option("--days", metavar="N", help="How many days ahead a period or a tension ends soon."),
]


def command(
    team: Teams = None,
    owner: Owners = None,
    days: Days = "30",
    form: Written = Format.TERMINAL,
    root: Root = None,
    as_of: AsOf = None,
    color: Colored = Color.AUTO,
    quiet: Quiet = False,
) -> int:
    """Write the agenda of a review meeting.

    Example: kpi review --team sales --days 60 --format markdown
    """
    ahead = _number_of_days(days)
    session = open_session(root, as_of)
    workspace = session.workspace
    filters = filters_of(workspace, team, owner, None, None, None)
    findings = tuple(_findings(session))
    progress = progress_of_goals(workspace)
    report = review_report(workspace, progress, findings, filters, ahead)
    write(_written(report, form, style_for(color)), form)
    warn_of_unloaded(session, quiet)
    return ExitCode.FINDINGS if session.findings else ExitCode.CLEAN


def _number_of_days(text: str) -> int:
    """A number of days; of more than there are, as many as there are."""
    digits = text.strip().lstrip("0") or "0"
    if not text.strip() or not (digits.isascii() and digits.isdigit()):
        raise Failure(f"`{text}` is no number of days", "write a whole one from 0 up, such as 30")
    return min(int(digits[:_DIGITS]), date.max.toordinal())


def _findings(session: Session) -> Iterator[Finding]:
    """What the rules find that an agenda is made of, as the settings have it."""
    asked = [
        active
        for active in selected_rules(session)
        if active.rule.code.startswith(CONTESTED) or active.rule.name == OVERDUE
    ]
    ignores = session.settings.check.per_file_ignores
    result = check(session.workspace, (), asked, ignores, session.read, processors())
    for part in result.findings:
        yield part.finding


def _written(report: ReviewReport, form: Format, style: Style) -> str:
    match form:
        case Format.TERMINAL:
            return review_terminal(report, style)
        case Format.MARKDOWN:
            return review_markdown(report)
        case Format.JSON:
            return review_json(report)
