"""From goal files to a workspace."""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from functools import partial
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from kpicli.documents import Document, Value, known_as_usual, parse, remember_usual
from kpicli.fields.memo import forget_texts
from kpicli.findings import Finding
from kpicli.processes import shared_out
from kpicli.source import NO_LOOKS, Looks, SourceFile
from kpicli.workspace.actuals import read_csv_actuals
from kpicli.workspace.broken import broken_text
from kpicli.workspace.consistency import inconsistencies
from kpicli.workspace.contents import ANY_ID
from kpicli.workspace.gather import Gathered, gathered
from kpicli.workspace.overlaps import overlaps
from kpicli.workspace.read_document import FileContents, forget_routes, read_document
from kpicli.workspace.references import dangling_references
from kpicli.workspace.sorting import Sorting
from kpicli.workspace.teams import team_cycles
from kpicli.workspace.texts import is_quiet, texts_at
from kpicli.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kpicli.source import Told
    from kpicli.workspace.definition import Broken
    from kpicli.workspace.workspace import Context

Read = Callable[[str], tuple[SourceFile | None, list[Finding]]]
"""Reads a file by its path relative to the root."""

_NOTHING: Mapping[str, FileContents] = MappingProxyType({})


def load_workspace(  # noqa: PLR0913 - what is read, how, by whom, and what is not there
    paths: Iterable[str],
    read: Read,
    context: Context,
    processes: int = 1,
    meanwhile: Callable[[], object] = lambda: None,
    *,
    looks: Looks = NO_LOOKS,
    absent: Mapping[str, FileContents] = _NOTHING,
) -> tuple[Workspace, list[Finding]]:
    """The workspace that the files describe, and all that is wrong with them.

    A broken file hides no other, and a broken definition no other: what can be understood is in
    the workspace. Neither the order of `paths` nor the number of processes makes a difference.
    Where there are other processes, they begin while this one does what is to be done meanwhile;
    what `read` tells the looks in them is told here. `absent` is what can be told of files that are
    not there though they belong to the goals, by their paths.
    """
    others = Others(processes, meanwhile, looks)
    return _loaded(_read_in_order(sorted(set(paths)), read, others), read, context, absent)


def workspace_of(
    files: Mapping[str, FileContents],
    read: Read,
    context: Context,
    absent: Mapping[str, FileContents] = _NOTHING,
) -> tuple[Workspace, list[Finding]]:
    """The workspace of files that were read, by their paths, sorted; all that is wrong in them.

    `read` is for what the files refer to: their texts again, and CSV files.
    """
    return _loaded(files.items(), read, context, absent)


def _loaded(
    files: Iterable[tuple[str, FileContents]],
    read: Read,
    context: Context,
    absent: Mapping[str, FileContents],
) -> tuple[Workspace, list[Finding]]:
    known: dict[str, FileContents] = {}
    sorting = Sorting()
    found = gathered(_kept(files, known), sorting.add)
    workspace = _workspace(found, known, read, context, absent)
    sorting.tell(workspace)
    findings = found.findings
    findings += inconsistencies(workspace)
    findings += team_cycles(workspace)
    findings += dangling_references(workspace)
    findings += read_csv_actuals(workspace, read)
    findings += overlaps(workspace, workspace)
    return workspace, findings


def definitions_of(files: Mapping[str, FileContents], read: Read, context: Context) -> Workspace:
    """The workspace of files that were read, without what stands in CSV files."""
    return _workspace(gathered(files.values()), files, read, context)


def workspace_alone(files: Mapping[str, FileContents], read: Read, context: Context) -> Workspace:
    """The workspace of files that were read, for whoever does not ask what is wrong in them."""
    workspace = definitions_of(files, read, context)
    read_csv_actuals(workspace, read)
    return workspace


class Others(Struct, frozen=True):
    """How many processes read, and what this one does meanwhile and is told by the others."""

    processes: int = 1
    meanwhile: Callable[[], object] = lambda: None
    looks: Looks = NO_LOOKS


def read_files(paths: Sequence[str], read: Read, others: Others) -> dict[str, FileContents]:
    """What goal files say, by their paths, in the order of these.

    Where there are other processes, `read` is called in these, too.
    """
    return dict(_read_in_order(paths, read, others))


def _read_in_order(
    paths: Sequence[str], read: Read, others: Others
) -> Iterator[tuple[str, FileContents]]:
    is_much = len(paths) >= _MANY_FILES
    with _collecting_later():
        if is_much and others.processes > 1:
            yield from _read_together(paths, read, others)
        else:
            yield from ((path, read_file(path, read)) for path in paths)
    if is_much:
        forget_texts()
        forget_routes()


def read_file(path: str, read: Read) -> FileContents:
    """What one goal file says; a file that cannot be understood only has findings."""
    return _contents(path, _parsed(path, read))


_MANY_FILES = 60
"""From so many files on, a second process gains more than it costs."""
_MOST_CHUNKS = 128


class _Parsed(Struct, frozen=True):
    """The data of a file if there are any, the ids in it if there are none, and what is wrong.

    `usual` tells who looks for places in it that its text is in the usual form, if it is. `hidden`
    is what it may define where there are no data.
    """

    data: dict[str, Value] | None
    unread: frozenset[str]
    findings: list[Finding]
    is_quiet: bool
    usual: int | None = None
    hidden: tuple[Broken, ...] = ()


def _read_together(
    paths: Sequence[str], read: Read, others: Others
) -> Iterator[tuple[str, FileContents]]:
    """What many files say. YAML is read by several processes, models are made in this one.

    Plain data is cheap to hand over, models are not. Texts stay with whoever reads them.
    """
    size = -(-len(paths) // _MOST_CHUNKS)
    chunks = [paths[start : start + size] for start in range(0, len(paths), size)]
    looks = others.looks

    def all_parsed(chunk: Sequence[str]) -> tuple[list[_Parsed], Told]:
        return [_parsed(path, read) for path in chunk], looks.told_since()

    done: dict[int, list[tuple[str, FileContents]]] = {}
    told_of = 0
    for index, (parsed, told) in shared_out(all_parsed, chunks, others.processes, others.meanwhile):
        looks.take(told)
        for part in parsed:
            if part.usual is not None:
                remember_usual(part.usual)
        named = zip(chunks[index], parsed, strict=True)
        done[index] = [(path, _contents(path, part)) for path, part in named]
        while told_of in done:
            yield from done.pop(told_of)
            told_of += 1


def _parsed(path: str, read: Read) -> _Parsed:
    source, findings = read(path)
    if source is None:
        hidden = tuple(broken_text(path))
        return _Parsed(None, frozenset((ANY_ID,)), findings, is_quiet=False, hidden=hidden)
    document, broken = parse(source)
    usual, told = known_as_usual(source.text), [*findings, *broken]
    if document:
        return _Parsed(document.data, frozenset(), told, is_quiet(source), usual)
    unread, hidden = ids_named(source.text), tuple(broken_text(path, source.text))
    return _Parsed(None, unread, told, is_quiet(source), usual, hidden)


def not_listed(findings: Iterable[Finding]) -> dict[str, FileContents]:
    """What can be told of places where no goal file could be looked for: any goal may be there.

    The findings say what is wrong with each, such as that a folder cannot be read.
    """
    blind = frozenset((ANY_ID,))
    places = dict.fromkeys(part.primary.path for part in findings)
    return {path: FileContents([], [*broken_text(path)], blind, is_quiet=True) for path in places}


def ids_named(text: str) -> frozenset[str]:
    """The ids that a goal file seems to define, whether or not it can be understood."""
    return frozenset(re.findall(_IDS, text))


def _contents(path: str, parsed: _Parsed) -> FileContents:
    data = parsed.data
    contents = FileContents() if data is None else read_document(Document(path, data))
    contents.unread = parsed.unread
    contents.broken += parsed.hidden
    contents.findings[:0] = parsed.findings
    contents.is_quiet = parsed.is_quiet
    return contents


def _kept(
    files: Iterable[tuple[str, FileContents]], known: dict[str, FileContents]
) -> Iterator[FileContents]:
    """What each file says, as it comes; kept under its path."""
    for path, contents in files:
        known[path] = contents
        yield contents


_IDS = r"\bid:[ \t]*[\"']?([a-z][a-z0-9_.]{0,99})"


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
    found: Gathered,
    files: Mapping[str, FileContents],
    read: Read,
    context: Context,
    absent: Mapping[str, FileContents] = _NOTHING,
) -> Workspace:
    named = found.definitions
    workspace = Workspace(
        context=context,
        goals=named["goals"],
        metrics=named["metrics"],
        teams=named["teams"],
        people=named["people"],
        tensions=tuple(found.tensions),
        broken=tuple(found.broken),
        unread=frozenset(found.unread),
        doubled=tuple(found.doubled),
        paths=tuple(files),
        quiet=frozenset(path for path, contents in files.items() if contents.is_quiet),
        texts=partial(texts_at, read),
    )
    return beside(workspace, absent) if absent else workspace


def beside(workspace: Workspace, absent: Mapping[str, FileContents]) -> Workspace:
    """A workspace that knows what can be told of files which are not there, by their paths."""
    elsewhere = {key: path for path, part in [*absent.items()][::-1] for key in part.unread}
    broken = (*workspace.broken, *chain.from_iterable(part.broken for part in absent.values()))
    unread = workspace.unread.union(elsewhere)
    elsewhere.pop(ANY_ID, None)
    return replace(workspace, broken=broken, unread=unread, absent=elsewhere)
