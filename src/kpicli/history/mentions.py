"""Which changes touch definitions with some ids: a look at the bytes, before anything is parsed."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from kpicli.models.text import ID_LENGTH
from kpicli.workspace import ENDINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.history.changes import CommitChanges, FileChange
    from kpicli.history.files import Files
    from kpicli.history.repository import Repository

_COMMITS_AT_ONCE = 64
_MOST_KNOWN = 20_000
_FEW = 16
_KEY = re.compile(rb"\bid\b")
_WORD = re.compile(rb"[\w.]+")
_FURTHEST = 81
"""How many bytes behind the key an id may begin: within a line or two."""


class Mentions:
    """Tells which files define something with one of the ids; it may say so of too many.

    A file does if `id` is followed by the id within a line or two. What was found out about the
    contents of files is kept, up to a limit.
    """

    def __init__(self, repository: Repository, ids: Iterable[str]) -> None:
        self._repository = repository
        self._ids: set[str] = set()
        self._known: dict[str, bool] = {}
        self.add(ids)

    def add(self, ids: Iterable[str]) -> None:
        """Look for these ids, too, from here on."""
        if not self._ids.issuperset(ids):
            self._ids.update(ids)
            self._known.clear()
            self._plain = frozenset(key.encode() for key in self._ids)

    def among(self, stream: Iterable[CommitChanges]) -> Iterator[CommitChanges]:
        """The same commits, the contents of whose files are read many at once."""
        commits = iter(stream)
        while batch := list(islice(commits, _COMMITS_AT_ONCE)):
            changes = (change for commit in batch for change in commit.files)
            goal_files = (change for change in changes if change.path.endswith(ENDINGS))
            self._look_at({key for change in goal_files for key in _contents(change)})
            yield from batch

    def defining(self, files: Files) -> list[str]:
        """The goal files at a commit that define one of the ids."""
        keys = {path: files.blob(path) or "" for path in files.goal_files}
        self._look_at(set(keys.values()))
        return [path for path, key in keys.items() if self._has(key)]

    def concerns(self, change: FileChange) -> bool:
        """Whether a file defines one of the ids, before or after the change."""
        return change.path.endswith(ENDINGS) and any(map(self._has, _contents(change)))

    def finds(self, contents: bytes) -> bool:
        """Whether one of the ids is defined in the contents of a file."""
        # Looking for a text is much faster than for keys, and most files lack each of a few ids.
        if len(self._plain) <= _FEW and not any(key in contents for key in self._plain):
            return False
        return any(
            word in self._plain
            for key in _KEY.finditer(contents)
            for word in _words_behind(contents, key.end())
        )

    def _look_at(self, asked: set[str]) -> None:
        new = sorted(asked - self._known.keys())
        if len(self._known) > _MOST_KNOWN:
            self._known = {key: self._known[key] for key in asked if key in self._known}
        for key, found in zip(new, self._repository.objects.all(new), strict=True):
            self._known[key] = found is not None and self.finds(found.contents)

    def _has(self, key: str) -> bool:
        if key not in self._known:
            self._known[key] = self.finds(self._repository.blob(key) or b"")
        return self._known[key]


def _words_behind(contents: bytes, start: int) -> Iterator[bytes]:
    """The words that begin near behind a place, whole as far as an id may be long."""
    furthest = start + _FURTHEST
    for word in _WORD.finditer(contents, start, furthest + ID_LENGTH + 1):
        if word.start() <= furthest:
            yield word[0]


def _contents(change: FileChange) -> Iterator[str]:
    return (key for key in (*change.before, change.after) if key is not None)
