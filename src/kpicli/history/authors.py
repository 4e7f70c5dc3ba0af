"""Who commits to the repository, and when they did so last."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.history.repository import Repository

_FORMAT = "--format=%aN%x00%aE%x00%cd"
_PARTS = 3


class Author(Struct, frozen=True):
    """Somebody who committed: name, address in small letters, and the day of the last commit."""

    name: str
    email: str
    last: date


def authors_of(repository: Repository, until: date) -> tuple[Author, ...]:
    """Everybody who committed in the history of HEAD up to a day, in the order of addresses.

    Names and addresses are those that the `.mailmap` of HEAD gives to the authors.
    """
    if repository.head is None:
        return ()
    arguments = ("rev-list", "--date=short", _FORMAT, repository.head.id)
    with repository.git.reading(*arguments) as printed:
        return latest(_read(printed), until)


def latest(commits: Iterable[Author], until: date) -> tuple[Author, ...]:
    """The last commit of each author up to a day; who has no address is known by name."""
    found: dict[str, Author] = {}
    for commit in commits:
        key = commit.email or commit.name
        known = found.get(key)
        if commit.last <= until and (known is None or known.last < commit.last):
            found[key] = commit
    return tuple(found[key] for key in sorted(found))


def _read(printed: Iterable[bytes]) -> Iterator[Author]:
    for line in printed:
        parts = line.decode("utf-8", "replace").rstrip("\n").split("\0")
        # git writes a line with the id before each.
        if len(parts) != _PARTS:
            continue
        name, email, day = parts
        try:
            yield Author(name, email.casefold(), date.fromisoformat(day))
        except ValueError:
            # A commit far out of this age has a day that Python does not know.
            continue
