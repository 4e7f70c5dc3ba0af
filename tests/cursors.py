"""Goal files on disk with a cursor in one of them: `¦` marks where it is."""

from __future__ import annotations

from datetime import date
from textwrap import dedent
from typing import TYPE_CHECKING

from kpicli.server.buffers import Buffers
from kpicli.server.cursor import Cursor
from kpicli.server.repository import Repository
from kpicli.server.thorough import Checked, thorough
from kpicli.server.turn import Turn

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MARK = "¦"
DAY = date(2026, 7, 1)


def write(root: Path, files: Mapping[str, str] | str) -> None:
    """Write files, one text as `goals.yaml`, and an empty `kpi.toml` where none is given."""
    named = {"goals.yaml": files} if isinstance(files, str) else files
    for path, text in {"kpi.toml": "", **named}.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(dedent(text).replace(MARK, ""), "utf-8", newline="")


def repository_at(root: Path, files: Mapping[str, str] | str) -> Repository:
    """The goal repository of files, none of which is open."""
    write(root, files)
    return Repository(root, Buffers())


def cursor_at(root: Path, files: Mapping[str, str] | str) -> Cursor:
    """The cursor where the mark is."""
    named = {"goals.yaml": files} if isinstance(files, str) else files
    repository = repository_at(root, named)
    path, text = next((path, dedent(text)) for path, text in named.items() if MARK in text)
    return Cursor(repository, path, repository.source(path), text.index(MARK), DAY)


def checked(repository: Repository) -> Checked:
    """The whole check of a repository, which keeps it."""
    found = thorough(repository.job(DAY), Turn(), lambda _: None)
    repository.take(found)
    return found
