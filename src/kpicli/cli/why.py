"""`kpi why`: the arithmetic of one goal."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from msgspec.structs import replace

from kpicli.cli.declared import Argument, Option
from kpicli.cli.exit_codes import ExitCode
from kpicli.cli.machine import processors
from kpicli.cli.options import AsOf, Colored, Presets, Quiet, Root
from kpicli.cli.output import Color, style_for, write
from kpicli.cli.selected import selected_rules
from kpicli.cli.session import Session, open_session
from kpicli.cli.solver import asking
from kpicli.cli.unloaded import warn_of_unloaded
from kpicli.linter.about import findings_about
from kpicli.render.reports.why import why_terminal
from kpicli.render.reports.why_json import why_json
from kpicli.reports.steps import Place
from kpicli.reports.why import Verdict, why_report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.linter import LocatedFinding

_FAMILIES = ("C", "U")


class Format(StrEnum):
    """How the arithmetic is written."""

    TERMINAL = "terminal"
    JSON = "json"


Goal = Annotated[str, Argument(metavar="ID", help="The goal.")]
Written = Annotated[Format, Option("--format", help="How it is written.")]


def command(
    goal: Goal,
    preset: Presets = None,
    form: Written = Format.TERMINAL,
    root: Root = None,
    as_of: AsOf = None,
    color: Colored = Color.AUTO,
    quiet: Quiet = False,
) -> int:
    """Show how a goal's progress, status or roll-up comes about, step by step.

    Example: kpi why acme.growth
    """
    session = asking(open_session(root, as_of, preset))
    workspace, asked = session.workspace, session.goal(goal)
    report = why_report(workspace, asked, session.read)
    report = replace(report, verdicts=tuple(_verdicts(session, asked.id)))
    text = why_json(report) if form is Format.JSON else why_terminal(report, style_for(color))
    write(text, form)
    warn_of_unloaded(session, quiet)
    return ExitCode.FINDINGS if session.findings else ExitCode.CLEAN


def _verdicts(session: Session, goal: str) -> Iterator[Verdict]:
    """What the rules about conflicts and roll-ups find about a goal, as the settings have it."""
    rules = [part for part in selected_rules(session) if part.rule.code.startswith(_FAMILIES)]
    ignores = session.settings.check.per_file_ignores
    parts = (goal, session.workspace, (), rules, ignores, session.read, processors())
    return map(_verdict, findings_about(*parts))


def _verdict(part: LocatedFinding) -> Verdict:
    finding, primary = part.finding, part.primary
    place = Place(primary.path, primary.start.line, primary.start.column)
    rule, remedy = finding.rule, finding.help or ""
    return Verdict(
        rule.code, rule.name, finding.severity, finding.message, remedy, place, finding.notes
    )
