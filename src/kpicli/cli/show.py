"""`kpi show`: one goal whole."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated

from msgspec.structs import replace

from kpicli.cli.declared import Argument, Option
from kpicli.cli.exit_codes import ExitCode
from kpicli.cli.machine import processors
from kpicli.cli.options import AsOf, At, Colored, Presets, Quiet, Root
from kpicli.cli.output import Color, style_for, write
from kpicli.cli.selected import selected_rules
from kpicli.cli.session import Session, open_session
from kpicli.cli.unloaded import warn_of_unloaded
from kpicli.linter.about import findings_about
from kpicli.render.reports.show import show_terminal
from kpicli.render.reports.show_json import show_json
from kpicli.reports.show import show_report
from kpicli.reports.steps import Place
from kpicli.reports.why import Verdict


class Format(StrEnum):
    """How the goal is shown."""

    TERMINAL = "terminal"
    JSON = "json"


Goal = Annotated[str, Argument(metavar="ID", help="The goal.")]
Written = Annotated[Format, Option("--format", help="How it is shown.")]


def command(
    goal: Goal,
    preset: Presets = None,
    form: Written = Format.TERMINAL,
    root: Root = None,
    as_of: AsOf = None,
    at: At = None,
    color: Colored = Color.AUTO,
    quiet: Quiet = False,
) -> int:
    """Show one goal whole: numbers, a chart, links, notes, findings.

    Example: kpi show sales.new_clients
    """
    session = open_session(root, as_of, preset, at)
    workspace, asked = session.workspace, session.goal(goal)
    report = show_report(workspace, asked)
    report = replace(report, verdicts=tuple(_verdicts(session, asked.id)))
    text = show_json(report) if form is Format.JSON else show_terminal(report, style_for(color))
    write(text, form)
    warn_of_unloaded(session, quiet)
    return ExitCode.FINDINGS if session.findings else ExitCode.CLEAN


def _verdicts(session: Session, goal: str) -> Iterator[Verdict]:
    """What `kpi check` finds about a goal."""
    workspace, failures, rules = session.workspace, session.findings, selected_rules(session)
    ignores = session.settings.check.per_file_ignores
    parts = (goal, workspace, failures, rules, ignores, session.read, processors())
    for part in findings_about(*parts):
        finding, primary = part.finding, part.primary
        place = Place(primary.path, primary.start.line, primary.start.column)
        rule, remedy = finding.rule, finding.help or ""
        yield Verdict(rule.code, rule.name, finding.severity, finding.message, remedy, place)
