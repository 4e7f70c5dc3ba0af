"""The goal repository at an earlier commit beside the present one, read as far as it differs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kpicli.history.files import files_at
from kpicli.history.known_files import blob_id
from kpicli.history.past import read_at
from kpicli.history.present import contents_by_path
from kpicli.workspace import not_listed, read_file, workspace_of
from kpicli.workspace.affected import affected, everything, table_of
from kpicli.workspace.earlier import Earlier, Loaded
from kpicli.workspace.load import definitions_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kpicli.findings import Finding
    from kpicli.history.commit import Commit
    from kpicli.history.files import Files
    from kpicli.history.repository import Repository
    from kpicli.source import SourceFile
    from kpicli.workspace import FileContents, Read, Workspace


def earlier_at(
    repository: Repository,
    commit: Commit,
    name: str,
    now: Loaded,
    exclude: Iterable[str] = (),
) -> Earlier:
    """The state at a commit beside the present one, with the settings of the present."""
    files = files_at(repository, commit, exclude)
    then = read_at(repository, files)
    changed = frozenset(_changed(files, then, now))
    read = _either(changed, then, now.read)
    contents = _contents(files, changed, now, read)
    before = definitions_of(contents, read, now.workspace.context)
    load = partial(_loaded, contents, read, now.workspace, files.findings)
    return Earlier(name, affected(before, now.workspace, changed), load)


def everything_since(
    repository: Repository,
    commit: Commit,
    name: str,
    now: Loaded,
    exclude: Iterable[str] = (),
) -> Earlier:
    """The same where the settings have changed, so that all is affected."""
    files = files_at(repository, commit, exclude)
    read = read_at(repository, files)
    contents = {path: read_file(path, read) for path in files.goal_files}
    before = definitions_of(contents, read, now.workspace.context)
    load = partial(_loaded, contents, read, now.workspace, files.findings)
    return Earlier(name, everything(before, now.workspace), load)


def _loaded(
    contents: Mapping[str, FileContents], read: Read, now: Workspace, unreadable: Iterable[Finding]
) -> Loaded:
    absent = not_listed(unreadable)
    workspace, findings = workspace_of(contents, read, now.context, absent)
    return Loaded(workspace, (*unreadable, *findings), read)


def _changed(files: Files, then: Read, now: Loaded) -> Iterator[str]:
    """The goal files and CSV files that are not what they were."""
    before, after = set(files.goal_files), set(now.workspace.paths)
    yield from before ^ after
    for path in before & after:
        text = now.read(path)[0]
        if text is None or not _is_same(files, path, text, then):
            yield path
    tables = {table for kpi in now.workspace.kpis if (table := table_of(kpi))}
    yield from (path for path in tables if not _is_same(files, path, now.read(path)[0], then))


def _is_same(files: Files, path: str, text: SourceFile | None, then: Read) -> bool:
    key = files.blob(path)
    if text is None or key is None:
        return text is None and key is None
    if blob_id(text.text) == key:
        return True
    # Git may have stored it with other line ends, or by ids of another kind.
    was = then(path)[0]
    return was is not None and _unified(was.text) == _unified(text.text)


def _unified(text: str) -> str:
    return text.replace("\r\n", "\n")


def _either(changed: frozenset[str], then: Read, now: Read) -> Read:
    """Reads what has changed as it was, and all else from where it is at hand."""
    return lambda path: then(path) if path in changed else now(path)


def _contents(
    files: Files, changed: frozenset[str], now: Loaded, read: Read
) -> dict[str, FileContents]:
    """What the goal files said; those that did not change and have no findings are known."""
    places = (label for part in now.findings for label in (part.primary, *part.related))
    unsure = changed.union(label.path for label in places)
    known = contents_by_path(now.workspace)
    return {
        path: known[path] if path in known and path not in unsure else read_file(path, read)
        for path in files.goal_files
    }
