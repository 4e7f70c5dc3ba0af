"""What a check compares with: the past that the rules about history judge by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from msgspec.structs import replace

from kpicli.cli.declared import Option
from kpicli.cli.git_state import look_at_refs, look_at_revision, look_for_checkout
from kpicli.cli.machine import processors
from kpicli.cli.output import Failure, write_error

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpicli.cli.session import Session
    from kpicli.history import Repository
    from kpicli.history.judged import Past
    from kpicli.history.responsibility import Responsibility
    from kpicli.linter import ActiveRule

Since = Annotated[
    str | None,
    Option(
        "--since",
        metavar="REF",
        help="The revision that the rules about history compare with; by default where the branch "
        "left the main branch, and on that branch the start of each goal's period.",
    ),
]


def check_revision(session: Session, since: str | None) -> None:
    """Look whether there is a revision that is asked for: not every check comes to ask the past.

    Raises:
        Failure: if there is none of that name, or no git.
    """
    if since is None:
        return
    from kpicli.cli.past import open_repository, revision  # noqa: PLC0415 - git, where asked for

    repository = open_repository(session.root)
    look_at_refs(repository)
    look_at_revision(since)
    revision(repository, since)


def past_of_session(
    session: Session, rules: Iterable[ActiveRule], since: str | None, quiet: bool
) -> Past | None:
    """The past of the goals; none where no rule asks for it, or nothing is known of it.

    Raises:
        Failure: if a revision is asked for and there is none of that name, or no git.
    """
    if not any(active.rule.is_about_past for active in rules):
        return None
    if since is None and (session.commit or not look_for_checkout(session.root)):
        return None
    repository = _repository(session, since)
    look_at_refs(repository)
    if repository is None:
        return None
    past = _past_or_warning(session, repository, since)
    past = replace(past, responsibility=_responsibility(session, repository)) if past else None
    _warn_of_submodules(session, repository)
    for note in past.notes if past and not quiet else ():
        write_error(f"note: {note}")
    return past


def _warn_of_submodules(session: Session, repository: Repository) -> None:
    from kpicli.cli.submodules import submodules_with_goals  # noqa: PLC0415 - git, where asked for

    for path in submodules_with_goals(session, repository):
        write_error(f"warning: `{path}` is a submodule: its goals are not judged by their past")
        write_error(f"  help: `kpi check --root {path}` judges them")


def _responsibility(session: Session, repository: Repository) -> Responsibility:
    from kpicli.history.responsibility import responsibility_in  # noqa: PLC0415 - the same

    return responsibility_in(repository, session.workspace)


def _past_or_warning(session: Session, repository: Repository, since: str | None) -> Past | None:
    """The past; where git is damaged and nobody asked for a revision, a warning instead."""
    from kpicli.history import HistoryError  # noqa: PLC0415 - git is read where it is asked for

    try:
        return _past(session, repository, since)
    except HistoryError as error:
        if since is not None:
            raise
        write_error(f"warning: nothing is judged by its past: {error.message}")
        return None


def _past(session: Session, repository: Repository, since: str | None) -> Past | None:
    from kpicli.cli.compared import (  # noqa: PLC0415 - git is read where it is asked for
        base_named,
        left_open,
        main_of,
    )
    from kpicli.history.bases import past_of, past_since  # noqa: PLC0415 - the same
    from kpicli.history.present import Present  # noqa: PLC0415 - the same

    excluded = tuple(session.settings.files.exclude)
    kept = session.kept.files if session.kept else None
    present = Present(session.workspace, session.read, excluded, session.commit, processors(), kept)
    if since is not None:
        base = base_named(session, repository, since)
        past = past_since(repository, present, base)
        return replace(past, notes=(*past.notes, *left_open(session, repository, base)))
    return past_of(repository, present, main_of(session, repository))


def _repository(session: Session, since: str | None) -> Repository | None:
    from kpicli.cli.past import open_repository  # noqa: PLC0415 - git is read where it is asked for

    try:
        return open_repository(session.root)
    except Failure as failure:
        if since is not None:
            raise
        remedy = f"\n  help: {failure.remedy}" if failure.remedy else ""
        write_error(f"warning: nothing is judged by its past: {failure.message}{remedy}")
        return None
