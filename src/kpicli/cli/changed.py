"""`kpi check --changed-since REF`: the earlier state that tells which part is affected."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

from kpicli.cli.declared import Option
from kpicli.cli.git_state import look_at_refs, look_at_revision

if TYPE_CHECKING:
    from kpicli.cli.session import Session
    from kpicli.history import Commit, Repository
    from kpicli.workspace.earlier import Earlier

ChangedSince = Annotated[
    str | None,
    Option(
        "--changed-since",
        metavar="REF",
        help="Check only what the changes since a revision can affect.",
    ),
]


def earlier_of_session(session: Session, since: str | None) -> Earlier | None:
    """The state at a revision beside the session's; none where none is asked for.

    Raises:
        Failure: if there is no revision of that name, or no git.
    """
    if since is None:
        return None
    # git is only read where it is asked for, and so is what reads it.
    from kpicli.cli.compared import base_named  # noqa: PLC0415 - see above
    from kpicli.cli.past import open_repository  # noqa: PLC0415 - the same
    from kpicli.history.earlier import earlier_at, everything_since  # noqa: PLC0415 - the same
    from kpicli.workspace.earlier import Loaded  # noqa: PLC0415 - the same

    repository = open_repository(session.root)
    look_at_refs(repository)
    look_at_revision(since)
    base = base_named(session, repository, since)
    commit = base.commit
    now = Loaded(session.workspace, session.findings, session.read)
    compare = earlier_at if _has_same_settings(session, repository, commit) else everything_since
    return compare(repository, commit, base.words, now, session.settings.files.exclude)


def _has_same_settings(session: Session, repository: Repository, commit: Commit) -> bool:
    from kpicli.config import settings_from  # noqa: PLC0415 - see above

    settings, errors = settings_from(partial(_contents, repository, commit))
    return not errors and settings == session.settings


def _contents(repository: Repository, commit: Commit, name: str) -> bytes | None:
    found = repository.file(commit.id, name)
    return found.contents if found is not None else None
