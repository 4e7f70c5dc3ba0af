"""Goals that stand in a submodule: their past is in another repository than the others'."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kpicli.history import files_at

if TYPE_CHECKING:
    from kpicli.cli.session import Session
    from kpicli.history import Repository


def submodules_with_goals(session: Session, repository: Repository) -> tuple[str, ...]:
    """The submodules below the root whose goals were loaded, by their paths from it.

    With those of a commit, no files of submodules are loaded.
    """
    head = repository.head
    if head is None or session.commit is not None or not _has_any(repository):
        return ()
    found = files_at(repository, head, session.settings.files.exclude).submodules
    paths = session.workspace.paths
    return tuple(folder for folder in found if any(map(partial(_is_below, folder), paths)))


def submodule_of(path: str, session: Session, repository: Repository) -> str | None:
    """The submodule in which a loaded file stands, if it does."""
    found = submodules_with_goals(session, repository)
    return next((folder for folder in found if _is_below(folder, path)), None)


def _has_any(repository: Repository) -> bool:
    """Whether it may have submodules: to list the files of a commit takes longer than this."""
    return repository.objects.get("HEAD:.gitmodules") is not None


def _is_below(folder: str, path: str) -> bool:
    return path.startswith(f"{folder}/")
