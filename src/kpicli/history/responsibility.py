"""What git tells of the people behind the goals: who commits, and who owns which files."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.history.authors import Author, authors_of
from kpicli.history.codeowners import CodeOwners, code_owners_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from kpicli.history.repository import Repository
    from kpicli.workspace import Workspace


class Responsibility(Struct, frozen=True, eq=False):
    """The goals as they are now, and what git tells of the people; git is asked when they are."""

    workspace: Workspace
    authors: Callable[[], tuple[Author, ...]]
    code_owners: Callable[[], CodeOwners | None]


def responsibility_in(repository: Repository, workspace: Workspace) -> Responsibility:
    """What a repository tells of the people behind the goals of a workspace."""
    return Responsibility(
        workspace,
        partial(authors_of, repository, workspace.as_of),
        partial(code_owners_at, repository),
    )
