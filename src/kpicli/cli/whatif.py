"""`kpi whatif`: all goals under other values and targets."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from msgspec.structs import replace

from kpicli.cli.assignments import supposition_of
from kpicli.cli.declared import Argument, Option
from kpicli.cli.exit_codes import ExitCode
from kpicli.cli.machine import processors
from kpicli.cli.options import AsOf, Colored, Quiet, Root
from kpicli.cli.output import Color, style_for, write
from kpicli.cli.selected import selected_rules
from kpicli.cli.session import Session, open_session
from kpicli.cli.solver import asking
from kpicli.cli.unloaded import warn_of_unloaded
from kpicli.findings import Severity
from kpicli.linter import check
from kpicli.render.reports.whatif import whatif_terminal
from kpicli.render.reports.whatif_json import whatif_json
from kpicli.reports.whatif import Conflict, whatif_report, with_conflicts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.linter import ActiveRule, LocatedFinding
    from kpicli.workspace import Workspace

_FAMILIES = ("C", "U")


class Format(StrEnum):
    """How the changes are written."""

    TERMINAL = "terminal"
    JSON = "json"


Assignments = Annotated[
    list[str],
    Argument(
        metavar="NAME=VALUE",
        help="The value of a KPI or of a metric's KPIs; with NAME.target= another target.",
    ),
]
Written = Annotated[Format, Option("--format", help="How it is written.")]


def command(
    assignments: Assignments,
    form: Written = Format.TERMINAL,
    root: Root = None,
    as_of: AsOf = None,
    color: Colored = Color.AUTO,
    quiet: Quiet = False,
) -> int:
    """Show what changes under other values and targets; no file is touched.

    Example: kpi whatif sales.new_clients=40 'sales.revenue.target=>= 12M'
    """
    session = asking(open_session(root, as_of))
    supposition, notes = supposition_of(session, assignments)
    rules = _rules(session)
    report, changed = whatif_report(session.workspace, supposition)
    before = tuple(_conflicts(session, session.workspace, rules))
    report = with_conflicts(report, before, tuple(_conflicts(session, changed, rules)))
    report = replace(report, notes=(*notes, *report.notes))
    text = whatif_json(report) if form is Format.JSON else whatif_terminal(report, style_for(color))
    write(text, form)
    warn_of_unloaded(session, quiet)
    return ExitCode.FINDINGS if session.findings else ExitCode.CLEAN


def _rules(session: Session) -> tuple[ActiveRule, ...]:
    """The rules about conflicts and roll-ups, as the settings have them."""
    rules = selected_rules(session)
    return tuple(active for active in rules if active.rule.code.startswith(_FAMILIES))


def _conflicts(
    session: Session, workspace: Workspace, rules: tuple[ActiveRule, ...]
) -> Iterator[Conflict]:
    ignores = session.settings.check.per_file_ignores
    result = check(workspace, (), rules, ignores, session.read, processors())
    serious = (part for part in result.findings if part.finding.severity is not Severity.INFO)
    return map(_conflict, serious)


def _conflict(part: LocatedFinding) -> Conflict:
    finding = part.finding
    return Conflict(
        finding.rule.code,
        finding.rule.name,
        finding.severity,
        finding.message,
        finding.goals,
        part.fingerprint,
        finding.help or "",
    )
