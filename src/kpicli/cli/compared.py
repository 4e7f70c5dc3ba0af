"""Which commit a command compares the goals with: the one a user names, or the main branch's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.cli.output import Failure, write_error
from kpicli.cli.past import revision
from kpicli.findings import did_you_mean
from kpicli.history.branches import Base, base_of, base_on_branch, is_on, main_branch, short_name

if TYPE_CHECKING:
    from kpicli.cli.session import Session
    from kpicli.history import Commit, Repository


def head_of(session: Session, repository: Repository) -> Commit | None:
    """The commit whose files the goals are, or of which those of the work tree come."""
    return session.commit or repository.head


def base_named(session: Session, repository: Repository, name: str) -> Base:
    """What to compare with where a user names a revision.

    Raises:
        Failure: if there is none.
    """
    return base_of(repository, revision(repository, name), name, head_of(session, repository))


def base_by_default(session: Session, repository: Repository) -> Base:
    """What to compare with where nobody names a revision: where the main branch was left.

    Raises:
        Failure: if there is no commit, no main branch, or nothing in common with it.
    """
    head = head_of(session, repository)
    if head is None:
        raise Failure("there is nothing to compare with: no commit yet", "`git commit` makes one")
    main = main_branch(repository, session.settings.history.main)
    if main is None:
        raise _no_main_branch(session, repository)
    base = base_on_branch(repository, main, head)
    if base is None:
        remedy = "`git fetch --unshallow` brings the rest" if repository.is_shallow else None
        message = f"there is no commit in common with `{short_name(main)}`"
        raise Failure(message, remedy or "name a revision, such as `kpi diff HEAD~1`")
    if base.is_common and base.commit.id == head.id and is_on(repository, main):
        return Base(base.commit, base.name)  # nobody left it: `origin` has moved on
    return base


def main_of(session: Session, repository: Repository) -> str | None:
    """The name of the main branch, if there is one.

    It is said where the settings name one that does not exist, once there is a commit.
    """
    if repository.head is None:
        return None
    found = main_branch(repository, session.settings.history.main)
    if found is None and session.settings.history.main is not None:
        failure = _no_main_branch(session, repository)
        write_error(f"warning: {failure.message}: goals are judged as on the main branch")
        write_error(f"  help: {failure.remedy}")
    return found


def left_open(session: Session, repository: Repository, base: Base) -> tuple[str, ...]:
    """What a shallow clone does not tell about the commit to compare with."""
    head = head_of(session, repository)
    if head is None or not repository.is_shallow or base.commit.id in {head.id, *head.parents}:
        return ()
    if repository.common(base.commit, head) is not None:
        return ()
    where = f"the clone is shallow and does not tell where `{base.name}` was left"
    return (f"{where}: what has happened to it since then counts as well",)


def _no_main_branch(session: Session, repository: Repository) -> Failure:
    configured = session.settings.history.main
    if configured is None:
        return Failure(
            "there is no main branch to compare with",
            "name a revision, such as `kpi diff HEAD~1`, or set `main` under [history]",
        )
    message = f"`main` under [history] is `{configured}`, and there is no such branch"
    remedy = did_you_mean(configured, sorted({short_name(name) for name in repository.names}))
    return Failure(message, remedy or "`git fetch origin` brings the branches that there are")
