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
_CSV_ENDINGS = (".csv", ".tsv", ".tab", ".txt")
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
    is_merge: bool = False


def changes(
    repository: Repository, since: Commit | None = None, until: Commit | None = None
) -> Iterator[CommitChanges]:
    """The commits that changed goal files or CSV files below the root, parents before children.

    All lines of merges are followed, and every merge is told, since it may put together what none
    of its parents has together. `since` and what came before it are left out; `until` is HEAD by
    default. Paths are relative to the root.
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


def edges(repository: Repository, since: Commit, until: Commit | None = None) -> Iterator[Commit]:
    """The commits that are left out of the changes after `since` and are parents of some of them.

    There are several where a branch that parted before `since` was merged after it.
    """
    last = until or repository.head
    if last is None:
        return
    listed = repository.git.run("rev-list", "--boundary", last.id, f"^{since.id}")
    for line in listed.decode("ascii").split():
        found = repository.commit(line[1:]) if line.startswith("-") else None
        if found is not None:
            yield found


def _grouped(printed: IO[bytes], prefix: str) -> Iterator[CommitChanges]:
    commit = ""
    files: list[FileChange] = []
    # Of the commits without files only merges are printed.
    is_merge = True
    parts = _parts(printed)
    for part in parts:
        if part.startswith(":"):
            is_merge = part.startswith("::")
            change = _change(part, next(parts), prefix)
            if change is not None:
                files.append(change)
        elif part:
            if commit and (files or is_merge):
                yield CommitChanges(commit, tuple(files), is_merge)
            commit, files, is_merge = part, [], True
    if commit and (files or is_merge):
        yield CommitChanges(commit, tuple(files), is_merge)


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
    below = path.removeprefix(prefix)
    if not path.startswith(prefix) or not _may_count(below):
        return None
    parents = len(head) - len(head.lstrip(":"))
    ids = head.split(" ")[parents + 1 : 2 * parents + 2]
    *before, after = (None if set(key) == _NONE else key for key in ids)
    return FileChange(below, tuple(before), after)


def _may_count(path: str) -> bool:
    """Whether a file is a goal file or a CSV file by its name; hidden goal files are none."""
    is_hidden = path.startswith(".") or "/." in path
    return path.endswith(_CSV_ENDINGS) or (path.endswith(ENDINGS) and not is_hidden)
