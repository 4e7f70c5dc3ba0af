"""From goal files to a workspace."""

from __future__ import annotations

import gc
import re
from collections.abc import Callable
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from kpicli.documents import parse
from kpicli.findings import Finding
from kpicli.source import SourceFile
from kpicli.workspace.actuals import read_csv_actuals
from kpicli.workspace.consistency import inconsistencies
from kpicli.workspace.gather import Gathered, gathered
from kpicli.workspace.read_document import FileContents, read_document
from kpicli.workspace.references import dangling_references
from kpicli.workspace.teams import team_cycles
from kpicli.workspace.texts import texts_at
from kpicli.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kpicli.workspace.texts import Texts
    from kpicli.workspace.workspace import Context

Read = Callable[[str], tuple[SourceFile | None, list[Finding]]]
"""Reads a file by its path relative to the root."""


def load_workspace(
    paths: Iterable[str], read: Read, context: Context
) -> tuple[Workspace, list[Finding]]:
    """The workspace that the files describe, and all that is wrong with them.

    A broken file hides no other, and a broken definition no other: what can be understood is in
    the workspace. The order of `paths` does not matter.
    """
    with _collecting_later():
        files = {path: read_file(path, read) for path in sorted(set(paths))}
    return workspace_of(files, read, context)


def workspace_of(
    files: Mapping[str, FileContents], read: Read, context: Context
) -> tuple[Workspace, list[Finding]]:
    """The workspace of files that were read, by their paths, sorted; all that is wrong in them.

    `read` is for what the files refer to: their texts again, and CSV files.
    """
    found = gathered(files.values())
    workspace = _workspace(found, tuple(files), context, partial(texts_at, read))
    findings = found.findings
    findings += inconsistencies(workspace)
    findings += team_cycles(workspace)
    findings += dangling_references(workspace)
    findings += read_csv_actuals(workspace, read)
    return workspace, findings


def read_file(path: str, read: Read) -> FileContents:
    """What one goal file says; a file that cannot be understood only has findings."""
    source, findings = read(path)
    if source is None:
        return FileContents(findings=findings)
    document, broken = parse(source)
    findings = [*findings, *broken]
    if document is None:
        return FileContents(unread=frozenset(_IDS.findall(source.text)), findings=findings)
    contents = read_document(document)
    contents.findings[:0] = findings
    return contents


_IDS = re.compile(r"\bid:[ \t]*[\"']?([a-z][a-z0-9_.]{0,99})")


@contextmanager
def _collecting_later() -> Iterator[None]:
    """Keeps the garbage collector from going through all that was read, again and again.

    What is read stays, so there is little to collect; looking for it takes a third of the time.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _workspace(
    found: Gathered, paths: tuple[str, ...], context: Context, texts: Texts
) -> Workspace:
    named = found.definitions
    return Workspace(
        context=context,
        goals=named["goals"],
        metrics=named["metrics"],
        teams=named["teams"],
        people=named["people"],
        tensions=tuple(found.tensions),
        broken=tuple(found.broken),
        unread=frozenset(found.unread),
        paths=paths,
        texts=texts,
    )
