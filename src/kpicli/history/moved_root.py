"""The folder that the goals were in before they were moved as a whole."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kpicli.config import SETTINGS_FILE
from kpicli.workspace import ENDINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.history.commit import Commit
    from kpicli.history.repository import Repository

_RENAMES = (
    *("diff-tree", "-r", "-z", "--name-status", "--no-ext-diff", "--no-textconv"),
    # Of more files than these only those that were moved as they are can be told.
    *("-M", "-l200", "--diff-filter=R"),
)


def before_its_move(repository: Repository, base: Commit, head: Commit) -> Repository | None:
    """The repository with the root that it had at a commit, where git tells that it was moved.

    The root was moved from where most of the YAML files came that were moved into it; if there are
    none, from where its settings did. Each keeps its place below the root.
    """
    code, printed, _ = repository.git.tried(*_RENAMES, base.id, head.id)
    moved = [] if code else [*_moved(printed, repository.prefix)]
    settings = [folder for name, folder in moved if name == SETTINGS_FILE]
    folders = Counter(folder for name, folder in moved if name.endswith(ENDINGS))
    most = [folder for folder, count in folders.items() if count * 2 > folders.total()]
    found = next(iter((*most, *settings)), None)
    return None if found is None else replace(repository, prefix=found)


def not_judged(before: Repository, where: str) -> str:
    """What to say of goals whose root was another one in an earlier state."""
    return f"{where} the goals were {folder_words(before)}: what they were there is not judged"


def folder_words(repository: Repository) -> str:
    """Where the root is, in words."""
    folder = repository.prefix.rstrip("/")
    return f"in the folder `{folder}`" if folder else "at the top of the repository"


def _moved(printed: bytes, prefix: str) -> Iterator[tuple[str, str]]:
    """The files that were moved to a root, by their paths from it, and the root that they left.

    What is printed is `R087`, the old path and the new one, each with a zero byte behind it.
    """
    parts = printed.decode("utf-8", "surrogateescape").split("\0")
    for old, new in zip(parts[1::3], parts[2::3], strict=False):
        name = new.removeprefix(prefix)
        if new.startswith(prefix) and f"/{old}".endswith(f"/{name}"):
            yield name, old.removesuffix(name)
