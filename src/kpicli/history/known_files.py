"""Goal files that were read before: the same contents at the same path are not read twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

try:
    # hashlib brings all of OpenSSL along, for one small function.
    from _sha1 import sha1  # type: ignore[import-not-found]
except ImportError:
    from hashlib import sha1

from kpicli.findings import Finding
from kpicli.source import SourceFile
from kpicli.workspace import FileContents, Read, read_file
from kpicli.workspace.load import Others, read_files

if TYPE_CHECKING:
    from collections.abc import Mapping

ReadAll = Callable[[Sequence[str]], Iterable[tuple[SourceFile | None, list[Finding]]]]
"""Reads many files by their paths, in this order."""

Tell = Callable[[str, SourceFile], FileContents | None]
"""Tells what the file at a path says without reading it, none where it has to be read."""

_VERSIONS = 4
"""How many contents of one path are kept, so that a long history does not fill the memory."""


class KnownFiles:
    """What goal files say, by path and id of the contents; the latest few contents of each path."""

    def __init__(self) -> None:
        self._known: dict[str, dict[str, FileContents]] = {}
        self.on_disk: Mapping[str, str] = {}
        """The ids of the contents that were read again last, by path."""

    def read_file(self, path: str, key: str, read: Read) -> FileContents:
        """What the file with contents of the id `key` says; it is only read if that is new."""
        versions = self._known.setdefault(path, {})
        contents = versions.pop(key, None) or read_file(path, read)
        versions[key] = contents
        if len(versions) > _VERSIONS:
            del versions[next(iter(versions))]
        return contents

    def read_files(
        self,
        keys: Mapping[str, str],
        read_all: ReadAll,
        processes: int = 1,
        told: Tell = lambda *_: None,
    ) -> dict[str, FileContents]:
        """What files say, given the ids of their contents by path; new ones are read together.

        What can be told of a new text by itself is not read.
        """
        new = [path for path, key in keys.items() if self.known(path, key) is None]
        # All here, since git answers this process only.
        sources = dict(zip(new, read_all(new), strict=True))
        found = {path: told(path, source) for path, (source, _) in sources.items() if source}
        self._learn(keys, {path: contents for path, contents in found.items() if contents})
        unread = [path for path in new if not found.get(path)]
        read = sources.__getitem__
        self._learn(keys, read_files(unread, read, Others(processes)))
        return {path: self.read_file(path, key, read) for path, key in keys.items()}

    def read_again(
        self, paths: Sequence[str], read: Read, others: Others
    ) -> dict[str, FileContents]:
        """What files on the disk say, by their paths; contents that are new are read together.

        A file with something wrong beside its text is always new.
        """
        sources = {path: read(path) for path in paths}
        keys = {
            path: blob_id(source.text)
            for path, (source, findings) in sources.items()
            if source is not None and not findings
        }
        self.on_disk = keys
        new = [path for path in paths if path not in keys or not self.known(path, keys[path])]
        read_new = sources.__getitem__
        found = read_files(new, read_new, others)
        self._learn(keys, found)
        return {
            path: self.read_file(path, keys[path], read_new) if path in keys else found[path]
            for path in paths
        }

    def known(self, path: str, key: str) -> FileContents | None:
        """What the file with contents of the id `key` says, none where it was not read."""
        return self._known.get(path, {}).get(key)

    def _learn(self, keys: Mapping[str, str], found: Mapping[str, FileContents]) -> None:
        for path in found.keys() & keys.keys():
            self.know(path, keys[path], found[path])

    def know(self, path: str, key: str, contents: FileContents) -> None:
        """Keep what is known of a file from elsewhere: it is not read again."""
        self._known.setdefault(path, {})[key] = contents


def blob_id(text: str) -> str:
    """The id that git gives to a text in a file of its own.

    A text that git would store otherwise (other line ends, a byte order mark), and any in one of
    the few repositories with SHA-256, has another id there: then it is parsed again, no more.
    """
    contents = text.encode("utf-8", "surrogatepass")
    found: str = sha1(b"blob %d\0" % len(contents) + contents).hexdigest()  # noqa: S324 - as git does
    return found
