"""Which commits may have changed which definitions, found in one walk for all of them."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.documents import source_of
from kpicli.history.changes import changes
from kpicli.history.parts import Parts, ids_between, parts_of
from kpicli.workspace import ENDINGS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpicli.history.changes import CommitChanges, FileChange
    from kpicli.history.commit import Commit
    from kpicli.history.repository import Repository

_MOST_TEXTS = 16
"""How many texts are kept: neighbours in the history share most of theirs."""


class Text(Struct, frozen=True):
    """The text of a file at a commit, and its parts, none where it has to be read as a whole."""

    key: str
    contents: bytes
    parts: Parts | None


class TextsAtCommits:
    """The texts of files at commits; the latest few are kept."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._keys: dict[tuple[str, str], str] = {}
        self._known: OrderedDict[tuple[str, str], Text] = OrderedDict()

    def at(self, commit: str, path: str) -> Text | None:
        """The text of a file at a commit; none where there is no such file."""
        key = self._keys.get((commit, path))
        if key is None or (path, key) not in self._known:
            found = self._repository.file(commit, path)
            if found is None:
                return None
            self._keys[commit, path] = key = found.id
            return self._kept(path, key, found.contents)
        return self._kept(path, key, b"")

    def of(self, path: str, key: str | None) -> Text | None:
        """The text of a file by the id of its contents."""
        if key is None:
            return None
        if (path, key) in self._known:
            return self._kept(path, key, b"")
        contents = self._repository.blob(key)
        return None if contents is None else self._kept(path, key, contents)

    def _kept(self, path: str, key: str, contents: bytes) -> Text:
        text = self._known.pop((path, key), None) or _text(path, key, contents)
        self._known[path, key] = text
        if len(self._known) > _MOST_TEXTS:
            self._known.popitem(last=False)
        return text


class Touches:
    """The commits after `since` by the definitions that they may have changed.

    The files of a path are only compared when they are asked for.
    """

    def __init__(
        self, repository: Repository, texts: TextsAtCommits, since: Commit, head: Commit
    ) -> None:
        self._texts = texts
        self._commits: list[CommitChanges] = []
        self._files: dict[str, list[tuple[int, tuple[str | None, ...], str | None]]] = {}
        self._found: dict[str, dict[str, list[int]]] = {}
        for change in changes(repository, since, head):
            for file in change.files:
                entry = len(self._commits), file.before, file.after
                self._files.setdefault(file.path, []).append(entry)
            self._commits.append(change)

    def touched(self, paths: Iterable[str], ids: frozenset[str]) -> frozenset[str]:
        """The commits by their ids that may have changed one of some definitions in some files."""
        numbers: set[int] = set()
        for path in paths:
            found = self._by_id(path)
            numbers.update(number for key in (*ids, _ANY) for number in found.get(key, ()))
        return frozenset(self._commits[number].commit for number in numbers)

    def files(self, commit: str) -> tuple[FileChange, ...]:
        """What a commit changed."""
        return next((change.files for change in self._commits if change.commit == commit), ())

    def _by_id(self, path: str) -> dict[str, list[int]]:
        if path not in self._found:
            found: dict[str, list[int]] = {}
            for number, before, after in self._files.get(path, ()):
                for key in self._between(path, before, after):
                    found.setdefault(key, []).append(number)
            self._found[path] = found
        return self._found[path]

    def _between(
        self, path: str, before: tuple[str | None, ...], after: str | None
    ) -> frozenset[str]:
        if not path.endswith(ENDINGS) or len(before) != 1:
            return _EVERYTHING
        old, new = self._texts.of(path, before[0]), self._texts.of(path, after)
        if old is None or new is None:
            return _EVERYTHING
        found = ids_between(old.parts, new.parts)
        return _EVERYTHING if found is None else found


_ANY = "*"
"""Stands for all ids; no id looks like it."""
_EVERYTHING = frozenset({_ANY})


def _text(path: str, key: str, contents: bytes) -> Text:
    source = source_of(path, contents)[0]
    return Text(key, contents, None if source is None else parts_of(source.text))
