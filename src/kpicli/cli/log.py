"""`kpi log`: one goal's life."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from kpicli.cli.declared import Argument, Option
from kpicli.cli.exit_codes import ExitCode
from kpicli.cli.options import Colored, Root
from kpicli.cli.output import Color, Failure, style_for, write
from kpicli.cli.past import open_repository
from kpicli.cli.session import context_of, open_session, open_settings, today
from kpicli.cli.submodules import submodule_of
from kpicli.cli.unknown_goal import of_another_kind
from kpicli.findings import did_you_mean
from kpicli.history import workspace_at
from kpicli.render.reports.log import log_json, log_text
from kpicli.reports.log import goal_log

if TYPE_CHECKING:
    from pathlib import Path

    from kpicli.cli.session import Session
    from kpicli.config import Settings
    from kpicli.history import Repository
    from kpicli.workspace import Context


class Format(StrEnum):
    """How the life of a goal is written."""

    TEXT = "text"
    JSON = "json"


Goal = Annotated[str, Argument(metavar="ID", help="The goal, also one that is gone.")]
Written = Annotated[Format, Option("--format", help="How it is written.")]


def command(
    goal: Goal,
    form: Written = Format.TEXT,
    root: Root = None,
    color: Colored = Color.AUTO,
) -> int:
    """Tell one goal's life from git: created, changed, measured, by whom and when.

    Example: kpi log sales.new_clients
    """
    folder, settings = open_settings(root)
    repository = open_repository(folder)
    if repository.head is None:
        raise Failure("the repository has no commit yet", "commit the goals: there is no past yet")
    context = context_of(settings, today())
    log = goal_log(repository, goal, context, settings.files.exclude)
    if log is None:
        raise _unknown(goal, folder, repository, settings, context)
    write(log_json(log) if form is Format.JSON else log_text(log, style_for(color)), form)
    return ExitCode.CLEAN


def _uncommitted(goal: str, session: Session, repository: Repository) -> Failure:
    """What to say of a goal that is there, and in no commit of this repository."""
    path = submodule_of(session.workspace.goals[goal].path, session, repository)
    if path is None:
        return Failure(f"`{goal}` is in no commit yet", "its history starts with the first one")
    message = f"`{goal}` stands in the submodule `{path}`, a repository of its own"
    return Failure(message, f"`kpi log {goal} --root {path}` tells its life")


def _unknown(
    goal: str, folder: Path, repository: Repository, settings: Settings, context: Context
) -> Failure:
    """What to say of a goal that no commit has."""
    head = repository.head
    assert head is not None
    session = None if repository.is_bare else open_session(folder, None)
    if session is not None and goal in session.workspace.goals:
        return _uncommitted(goal, session, repository)
    hidden = goal_log(repository, goal, context)
    if hidden is not None:
        path = hidden.entries[0].path
        return Failure(
            f"`{goal}` is left out: `exclude` under [files] matches `{path}`",
            "files that `exclude` leaves out now are left out of the past as well",
        )
    known = workspace_at(repository, head, context, settings.files.exclude)[0]
    remedy = did_you_mean(goal, known.goals)
    other = of_another_kind(goal, known)
    return other or Failure(f"there is no goal `{goal}` in any commit", remedy)
