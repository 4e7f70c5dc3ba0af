"""Which commits changed which goal files: a stream, so that memory stays small."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from msgspec import Struct

from kpicli.workspace import ENDINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.history.commit import Commit
    from kpicli.history.repository import Repository

_READ_AT_ONCE = 65_536
_NONE = frozenset("0")
_CSV_ENDINGS = (".csv", ".tsv", ".txt")
_DIFF_TREE = ("diff-tree", "--stdin", "-r", "-z", "--raw", "-c", "--root", "--no-renames")


class FileChange(Struct, frozen=True):
    """One file before and after a commit: the ids of its contents, none where it did not exist.

    `before` has one for each parent. Of a merge only files that differ from all parents are known:
    what it took from one of them was changed there.
    """

    path: str
    before: tuple[str | None, ...]
    after: str | None


class CommitChanges(Struct, frozen=True):
    """A commit by its id, and the goal files and tables that it changed, by their paths."""

    commit: str
    files: tuple[FileChange, ...]


def changes(
    repository: Repository, since: Commit | None = None, until: Commit | None = None
) -> Iterator[CommitChanges]:
    """The commits that changed goal files or CSV files below the root, parents before children.

    All lines of merges are followed. `since` and what came before it are left out; `until` is
    HEAD by default. Paths are relative to the root.
    """
    last = until or repository.head
    if last is None:
        return
    left_out = () if since is None else (f"^{since.id}",)
    listed = ("rev-list", "--topo-order", "--reverse", last.id, *left_out)
    below = ("--", repository.prefix.rstrip("/")) if repository.prefix else ()
    options = (*_DIFF_TREE, "--no-ext-diff", "--no-textconv", "--no-abbrev", *below)
    with (
        repository.git.reading(*listed) as ids,
        repository.git.reading(*options, stdin=ids) as printed,
    ):
        yield from _grouped(printed, repository.prefix)


def _grouped(printed: IO[bytes], prefix: str) -> Iterator[CommitChanges]:
    commit = ""
    files: list[FileChange] = []
    parts = _parts(printed)
    for part in parts:
        if part.startswith(":"):
            change = _change(part, next(parts), prefix)
            if change is not None:
                files.append(change)
        elif part:
            if files:
                yield CommitChanges(commit, tuple(files))
            commit, files = part, []
    if files:
        yield CommitChanges(commit, tuple(files))


def _parts(printed: IO[bytes]) -> Iterator[str]:
    """What stands between zero bytes."""
    rest = b""
    while chunk := printed.read(_READ_AT_ONCE):
        *whole, rest = (rest + chunk).split(b"\0")
        for part in whole:
            yield part.decode("utf-8", "surrogateescape")


def _change(head: str, path: str, prefix: str) -> FileChange | None:
    """One line of git's raw format: modes, ids and letters, each once for a parent and the result.

    With two parents it is `::100644 100644 100644 <id> <id> <id> MM`.
    """
    if not path.startswith(prefix) or not path.endswith((*ENDINGS, *_CSV_ENDINGS)):
        return None
    parents = len(head) - len(head.lstrip(":"))
    ids = head.split(" ")[parents + 1 : 2 * parents + 2]
    *before, after = (None if set(key) == _NONE else key for key in ids)
    return FileChange(path[len(prefix) :], tuple(before), after)
