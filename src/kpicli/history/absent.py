"""Goal files that git knows and that are not checked out, as in a sparse checkout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.workspace import ENDINGS, FileContents, excluded_by, ids_named
from kpicli.workspace.broken import broken_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.history.repository import Repository

_SKIPPED = "S"
"""How git marks what its index has and the work tree is not to have."""


def absent_files(repository: Repository, exclude: Iterable[str] = ()) -> dict[str, FileContents]:
    """What can be told of the goal files of the index that are not checked out, by their paths.

    `exclude` are the globs of files that are left out. What a partial clone lacks is not known.
    """
    globs = excluded_by(exclude)
    found: dict[str, FileContents] = {}
    for key, path in sorted(_skipped(repository), key=lambda entry: entry[1]):
        contents = None if globs and globs.match_file(path) else repository.blob(key)
        if contents:
            text = contents.decode("utf-8", "replace")
            found[path] = FileContents(broken=[*broken_text(path, text)], unread=ids_named(text))
    return found


def _skipped(repository: Repository) -> Iterator[tuple[str, str]]:
    """The ids of the contents, and the paths from the root, of goal files not checked out."""
    listed = repository.git.run("ls-files", "-t", "-s", "-z").decode("utf-8", "surrogateescape")
    for entry in listed.split("\0"):
        head, _, path = entry.partition("\t")
        if path.startswith(repository.prefix) and path.endswith(ENDINGS):
            tag, _, key, _ = head.split(" ")
            if tag == _SKIPPED:
                yield key, path.removeprefix(repository.prefix)
