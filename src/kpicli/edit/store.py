"""Files below the root, read with all their bytes and replaced whole or not at all."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.documents import read_source
from kpicli.edit.new_actual import Refusal

if TYPE_CHECKING:
    from pathlib import Path

    from kpicli.source import SourceFile

_BOM = b"\xef\xbb\xbf"
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_PRIVATE = 0o600


class Stored(Struct, frozen=True):
    """A file as it is on the disk: its text, the file itself behind all links, its mark."""

    source: SourceFile
    file: Path
    mark: bytes


def fetch(root: Path, path: str) -> Stored | Refusal:
    """A file by its path from the root, with slashes."""
    source, findings = read_source(root, path)
    if source is None:
        return Refusal(findings[0].message, findings[0].help, path)
    file = (root / path).resolve()
    contents = file.read_bytes()
    mark = _BOM if contents.startswith(_BOM) else b""
    if contents != mark + source.text.encode():
        return Refusal(f"`{path}` is changing while it is read", "record again", path)
    return Stored(source, file, mark)


def replace_text(stored: Stored, text: str) -> Refusal | None:
    """Puts another text in place of a file, with its permissions and, where allowed, its owner.

    Whoever reads meanwhile, and whatever stops it, there is the old file or the new one.
    """
    path = stored.source.path
    if not os.access(stored.file, os.W_OK):
        return Refusal(f"`{path}` may not be written", "allow writing to it", path)
    # Only one at a time writes, so that a name left over by one that was stopped is free.
    draft = stored.file.with_name(f".{stored.file.name}.kpi-draft")
    try:
        _write(draft, stored.file, stored.mark + text.encode())
        draft.replace(stored.file)
        _sync_folder(stored.file.parent)
    except OSError as error:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        return Refusal(f"`{path}` cannot be written: {error.strerror}", None, path)
    return None


def _write(draft: Path, model: Path, contents: bytes) -> None:
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, _NEW, _PRIVATE)
    with os.fdopen(descriptor, "wb") as file:
        file.write(contents)
        file.flush()
        status = model.stat()
        draft.chmod(stat.S_IMODE(status.st_mode))
        if hasattr(os, "chown"):
            with suppress(OSError):
                os.chown(draft, status.st_uid, status.st_gid)
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Makes the new name last; some systems do not open folders."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
