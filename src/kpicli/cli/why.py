"""`kpi why`: the arithmetic of one goal."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from msgspec.structs import replace

from kpicli.cli.declared import Argument, Option
from kpicli.cli.exit_codes import ExitCode
from kpicli.cli.options import AsOf, Colored, Presets, Quiet, Root
from kpicli.cli.output import Color, style_for, write
from kpicli.cli.session import Session, config_error, fail_with, open_session
from kpicli.cli.solver import asking
from kpicli.cli.unloaded import warn_of_unloaded
from kpicli.linter import check, select_rules
from kpicli.progress.goals import progress_of_goals
from kpicli.render.reports.why import why_terminal
from kpicli.render.reports.why_json import why_json
from kpicli.reports.steps import Place
from kpicli.reports.why import Verdict, why_report
from kpicli.rules.registry import RULES

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
    report = why_report(workspace, asked, progress_of_goals(workspace), session.read)
    report = replace(report, verdicts=tuple(_verdicts(session, asked.id)))
    text = why_json(report) if form is Format.JSON else why_terminal(report, style_for(color))
    write(text, form)
    warn_of_unloaded(session, quiet)
    return ExitCode.FINDINGS if session.findings else ExitCode.CLEAN


def _verdicts(session: Session, goal: str) -> Iterator[Verdict]:
    """What the rules about conflicts and roll-ups find about a goal, as the settings have it."""
    settings = session.settings.check
    rules, errors = select_rules(RULES, settings)
    if errors:
        fail_with([config_error(error, session.root) for error in errors])
    asked = [active for active in rules if active.rule.code.startswith(_FAMILIES)]
    result = check(session.workspace, (), asked, settings.per_file_ignores, session.read)
    for part in result.findings:
        if goal in part.finding.goals:
            yield _verdict(part)


def _verdict(part: LocatedFinding) -> Verdict:
    finding, primary = part.finding, part.primary
    place = Place(primary.path, primary.start.line, primary.start.column)
    rule, remedy = finding.rule, finding.help or ""
    return Verdict(
        rule.code, rule.name, finding.severity, finding.message, remedy, place, finding.notes
    )
