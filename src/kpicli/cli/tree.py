"""`kpi tree`: the cascade."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from kpicli.cli.declared import Argument, Option
from kpicli.cli.exit_codes import ExitCode
from kpicli.cli.options import AsOf, At, Colored, Quiet, Root
from kpicli.cli.output import Color, Failure, style_for, write
from kpicli.cli.session import open_session
from kpicli.cli.unloaded import warn_of_unloaded
from kpicli.render.cascade import (
    alignment_json,
    alignment_terminal,
    cascade_dot,
    cascade_json,
    cascade_mermaid,
    cascade_terminal,
)
from kpicli.reports.cascade import CascadeReport, cascade_report

if TYPE_CHECKING:
    from kpicli.reports.alignment import AlignmentReport
    from kpicli.workspace import Workspace


class Format(StrEnum):
    """How the cascade is drawn."""

    TERMINAL = "terminal"
    MERMAID = "mermaid"
    DOT = "dot"
    JSON = "json"


Goal = Annotated[
    str | None,
    Argument(metavar="[ID]", help="Draw only this goal and what serves it."),
]
Alignment = Annotated[
    bool,
    Option("--alignment", help="Show how far departments pull together or apart instead."),
]
Drawing = Annotated[Format, Option("--format", help="How to draw it.")]


def command(
    goal: Goal = None,
    form: Drawing = Format.TERMINAL,
    alignment: Alignment = False,
    root: Root = None,
    as_of: AsOf = None,
    at: At = None,
    color: Colored = Color.AUTO,
    quiet: Quiet = False,
) -> int:
    """Draw the cascade: which goals serve which.

    Example: kpi tree acme.growth --format mermaid
    """
    session = open_session(root, as_of, at=at)
    if alignment:
        _refuse_part(goal)
        write(_aligned(_alignment(session.workspace), form, color), form)
    else:
        start = session.goal(goal).id if goal else None
        write(_drawn(cascade_report(session.workspace, start), form, color), form)
    warn_of_unloaded(session, quiet)
    return ExitCode.FINDINGS if session.findings else ExitCode.CLEAN


def _drawn(report: CascadeReport, form: Format, color: Color) -> str:
    match form:
        case Format.TERMINAL:
            return cascade_terminal(report, style_for(color))
        case Format.MERMAID:
            return cascade_mermaid(report)
        case Format.DOT:
            return cascade_dot(report)
        case Format.JSON:
            return cascade_json(report)


def _refuse_part(goal: str | None) -> None:
    if goal is not None:
        raise Failure("`--alignment` is about all departments", f"leave `{goal}` out")


def _alignment(workspace: Workspace) -> AlignmentReport:
    from kpicli.reports.alignment import alignment_report  # noqa: PLC0415 - it needs the levers

    return alignment_report(workspace)


def _aligned(report: AlignmentReport, form: Format, color: Color) -> str:
    match form:
        case Format.TERMINAL:
            return alignment_terminal(report, style_for(color))
        case Format.JSON:
            return alignment_json(report)
        case _:
            raise Failure(f"`--alignment` is not drawn as {form}", "use terminal or json")
