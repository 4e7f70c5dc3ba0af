"""From goal files to a workspace."""

from __future__ import annotations

import gc
import re
from collections.abc import Callable
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from kpicli.documents import Document, Value, parse
from kpicli.findings import Finding
from kpicli.processes import shared_out
from kpicli.source import SourceFile
from kpicli.workspace.actuals import read_csv_actuals
from kpicli.workspace.consistency import inconsistencies
from kpicli.workspace.gather import Gathered, gathered
from kpicli.workspace.read_document import FileContents, read_document
from kpicli.workspace.references import dangling_references
from kpicli.workspace.teams import team_cycles
from kpicli.workspace.texts import is_quiet, texts_at
from kpicli.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kpicli.workspace.workspace import Context

Read = Callable[[str], tuple[SourceFile | None, list[Finding]]]
"""Reads a file by its path relative to the root."""


def load_workspace(
    paths: Iterable[str],
    read: Read,
    context: Context,
    processes: int = 1,
    meanwhile: Callable[[], object] = lambda: None,
) -> tuple[Workspace, list[Finding]]:
    """The workspace that the files describe, and all that is wrong with them.

    A broken file hides no other, and a broken definition no other: what can be understood is in
    the workspace. Neither the order of `paths` nor the number of processes makes a difference.
    Where there are other processes, they begin while this one does what is to be done meanwhile.
    """
    files = read_files(sorted(set(paths)), read, processes, meanwhile)
    return workspace_of(files, read, context)


def workspace_of(
    files: Mapping[str, FileContents], read: Read, context: Context
) -> tuple[Workspace, list[Finding]]:
    """The workspace of files that were read, by their paths, sorted; all that is wrong in them.

    `read` is for what the files refer to: their texts again, and CSV files.
    """
    found = gathered(files.values())
    workspace = _workspace(found, files, read, context)
    findings = found.findings
    findings += inconsistencies(workspace)
    findings += team_cycles(workspace)
    findings += dangling_references(workspace)
    findings += read_csv_actuals(workspace, read)
    return workspace, findings


def definitions_of(files: Mapping[str, FileContents], read: Read, context: Context) -> Workspace:
    """The workspace of files that were read, without what stands in CSV files."""
    return _workspace(gathered(files.values()), files, read, context)


def workspace_alone(files: Mapping[str, FileContents], read: Read, context: Context) -> Workspace:
    """The workspace of files that were read, for whoever does not ask what is wrong in them."""
    workspace = definitions_of(files, read, context)
    read_csv_actuals(workspace, read)
    return workspace


def read_files(
    paths: Sequence[str],
    read: Read,
    processes: int = 1,
    meanwhile: Callable[[], object] = lambda: None,
) -> dict[str, FileContents]:
    """What goal files say, by their paths, in the order of these; see `load_workspace`."""
    with _collecting_later():
        if processes > 1 and len(paths) >= _MANY_FILES:
            return _read_together(paths, read, processes, meanwhile)
        return {path: read_file(path, read) for path in paths}


def read_file(path: str, read: Read) -> FileContents:
    """What one goal file says; a file that cannot be understood only has findings."""
    text = read(path)
    return _contents(path, text, _parsed(text))


_MANY_FILES = 60
"""From so many files on, a second process gains more than it costs."""
_MOST_CHUNKS = 128

_Text = tuple[SourceFile | None, list[Finding]]
_Parsed = tuple[dict[str, Value] | None, frozenset[str], list[Finding]]
"""The data of a file if there are any, the ids in it if there are none, and what is wrong."""


def _read_together(
    paths: Sequence[str], read: Read, processes: int, meanwhile: Callable[[], object]
) -> dict[str, FileContents]:
    """What many files say. YAML is read by several processes, models are made in this one.

    Texts and plain data are cheap to hand over, models are not.
    """
    texts = [read(path) for path in paths]
    size = -(-len(texts) // _MOST_CHUNKS)
    chunks = [texts[start : start + size] for start in range(0, len(texts), size)]
    files: dict[str, FileContents] = {}
    for index, parsed in shared_out(_all_parsed, chunks, processes, meanwhile):
        for offset, part in enumerate(parsed):
            number = index * size + offset
            files[paths[number]] = _contents(paths[number], texts[number], part)
    return {path: files[path] for path in paths}


def _all_parsed(texts: Iterable[_Text]) -> list[_Parsed]:
    return [_parsed(text) for text in texts]


def _parsed(text: _Text) -> _Parsed:
    source, findings = text
    if source is None:
        return None, frozenset(), findings
    document, broken = parse(source)
    if document is None:
        return None, frozenset(_IDS.findall(source.text)), [*findings, *broken]
    return document.data, frozenset(), [*findings, *broken]


def _contents(path: str, text: _Text, parsed: _Parsed) -> FileContents:
    (source, _), (data, unread, findings) = text, parsed
    contents = FileContents() if data is None else read_document(Document(path, data))
    contents.unread = unread
    contents.findings[:0] = findings
    contents.is_quiet = source is not None and is_quiet(source)
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
    found: Gathered, files: Mapping[str, FileContents], read: Read, context: Context
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
        paths=tuple(files),
        quiet=frozenset(path for path, contents in files.items() if contents.is_quiet),
        texts=partial(texts_at, read),
    )
