"""The main branch, and the commit that a branch is compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.history.commit import Commit
    from kpicli.history.repository import Repository

_ORIGIN = "refs/remotes/origin/"
_BRANCHES = ("refs/heads/", _ORIGIN)
_USUAL = ("main", "master", "trunk", "develop")


class Base(Struct, frozen=True):
    """A commit to compare with, and the name of the revision that somebody asked to compare with.

    `is_common` says that it is not that revision itself, but the last commit that the revision and
    what is compared with it have in common.
    """

    commit: Commit
    name: str
    is_common: bool = False

    @property
    def words(self) -> str:
        """How it is called."""
        return f"{self.name}{self._where}"

    @property
    def quoted(self) -> str:
        """How it is called, with the revision marked as what somebody typed."""
        return f"`{self.name}`{self._where}"

    @property
    def told(self) -> str:
        """How it is called, with its commit and day."""
        return f"{self.quoted} ({self.commit.short}, {self.commit.day.isoformat()})"

    @property
    def _where(self) -> str:
        return ", where it was left" if self.is_common else ""


def base_of(repository: Repository, named: Commit, name: str, head: Commit | None) -> Base:
    """What to compare a state that came of `head` with, where somebody names a revision.

    That is the revision, if `head` came of it. If not, what has happened to the revision since
    both parted is not the doing of `head`: the last commit that they have in common counts. Where
    they have none it is the revision, too.
    """
    # The parents of a commit are known even where a shallow clone does not follow them.
    if head is None or named.id in {head.id, *head.parents}:
        return Base(named, name)
    common = repository.common(named, head)
    if common is None or common.id == named.id:
        return Base(named, name)
    return Base(common, name, is_common=True)


def base_on_branch(repository: Repository, main: str, head: Commit) -> Base | None:
    """What to compare a state that came of `head` with by default: where it left the main branch.

    None where both have nothing in common that the clone knows.
    """
    named = repository.commit(main)
    common = repository.common(named, head) if named is not None else None
    if named is None or common is None:
        return None
    return Base(common, short_name(main), is_common=common.id != named.id)


def main_branch(repository: Repository, configured: str | None = None) -> str | None:
    """The name of the main branch: the configured one, or the first of the usual ones.

    The default of `origin` goes first, then `main` and its like, each as `origin` has it before as
    it is here. None where none of them exists.
    """
    names = _usual(repository) if configured is None else _meant(repository, configured)
    return next((name for name in names if repository.commit(name) is not None), None)


def is_on(repository: Repository, branch: str) -> bool:
    """Whether a branch is checked out, or without any branch a commit that it has already."""
    here = _symbolic(repository, "HEAD")
    if here is not None:
        return short_name(here) == short_name(branch)
    named, head = repository.commit(branch), repository.head
    if named is None or head is None:
        return False
    common = repository.common(named, head)
    return common is not None and common.id == head.id


def short_name(branch: str) -> str:
    """The name of a branch as people say it, the same here and at the remote."""
    for prefix in _BRANCHES:
        branch = branch.removeprefix(prefix)
    return branch.removeprefix("origin/")


def _usual(repository: Repository) -> Iterator[str]:
    yield from _default_of_origin(repository)
    for name in _USUAL:
        yield f"{_ORIGIN}{name}"
        yield f"refs/heads/{name}"


def _meant(repository: Repository, configured: str) -> Iterator[str]:
    if short_name(configured) == "HEAD":
        yield from _default_of_origin(repository)
        return
    yield f"{_ORIGIN}{configured}"
    yield configured


def _default_of_origin(repository: Repository) -> Iterator[str]:
    """The branch that `origin/HEAD` stands for, where that is known."""
    found = _symbolic(repository, f"{_ORIGIN}HEAD")
    if found is not None:
        yield found


def _symbolic(repository: Repository, name: str) -> str | None:
    """What a symbolic reference of ours stands for; none where it stands for nothing."""
    code, printed, _ = repository.git.tried("symbolic-ref", "-q", name)
    return None if code else printed.decode("utf-8", "surrogateescape").strip()
