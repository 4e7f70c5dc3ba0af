"""Changed goal files put in place of the old ones: all of them, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.edit.lock import LockedError, locked
from kpicli.edit.new_actual import Refusal
from kpicli.edit.store import Stored, fetch, replace_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_PATIENCE = 10.0
_AGAIN = "run it again"


def rewrite(root: Path, changed: Mapping[str, tuple[str, str]]) -> Refusal | None:
    """Writes new texts by path, each given behind the old one; why not, where one cannot be.

    Other writers are kept out meanwhile. Nothing is written where a file no longer is what it
    was, and where one cannot be written those before it get their old texts back.
    """
    try:
        with locked(root, _PATIENCE):
            stored = _stored(root, changed)
            return stored if isinstance(stored, Refusal) else _replaced(stored, changed)
    except LockedError:
        waited = f"another program has been writing here for {_PATIENCE:g} seconds"
        return Refusal(waited, _AGAIN)


def _stored(root: Path, changed: Mapping[str, tuple[str, str]]) -> list[Stored] | Refusal:
    found: list[Stored] = []
    for path, (before, _) in sorted(changed.items()):
        file = fetch(root, path)
        if isinstance(file, Refusal):
            return file
        if file.source.text != before:
            return Refusal(f"`{path}` was changed meanwhile", _AGAIN, path)
        found.append(file)
    return found


def _replaced(files: list[Stored], changed: Mapping[str, tuple[str, str]]) -> Refusal | None:
    for index, file in enumerate(files):
        refusal = replace_text(file, changed[file.source.path][1])
        if refusal:
            for earlier in files[:index]:
                replace_text(earlier, earlier.source.text)
            return refusal
    return None
