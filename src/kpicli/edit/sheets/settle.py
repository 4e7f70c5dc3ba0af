"""What the goal files of an import would be refused for, taken out before they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from kpicli.edit.goal_file import read_goal_file
from kpicli.edit.sheets.goal_files import By, goal_files, text_of
from kpicli.edit.sheets.imported import Imported, Unread
from kpicli.reports.export import Exported
from kpicli.source import Route, SourceFile
from kpicli.workspace import Context, Read, load_workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from kpicli.documents import Value
    from kpicli.findings import Finding
    from kpicli.reports.export import Record
    from kpicli.workspace import FileContents

_ROUNDS = 6
_NEEDED = frozenset({"id", "title", "kind", "meta"})


class Surroundings(Struct, frozen=True):
    """The goal repository that an import comes to: its files, and how they are read.

    `folder` is where the new files go, from the root, with slashes; empty for the root itself.
    `absent` is what can be told of goal files that are not checked out, by their paths.
    """

    paths: tuple[str, ...]
    read: Read
    context: Context
    folder: str = ""
    absent: Mapping[str, FileContents] = field(default_factory=dict)

    def path(self, name: str) -> str:
        """A new file from the root."""
        return f"{self.folder}/{name}" if self.folder else name


class Settled(Struct, frozen=True):
    """An import that loads: the texts of its files by their paths from the root.

    `findings` are those that loading has all the same.
    """

    imported: Imported
    texts: dict[str, str]
    findings: tuple[Finding, ...] = ()


def settled(imported: Imported, by: By, around: Surroundings) -> Settled:
    """The files of an import beside those that are there.

    A value that loading refuses goes to `meta` instead, word for word, with the reason.
    """
    return _settled(imported, by, around, lambda result: result.findings)


def readable(imported: Imported, by: By, around: Surroundings) -> Settled:
    """The files of an import as it is, but for values that no goal file takes: these go to `meta`.

    Whatever else loading says of them, such as of links, `findings` has it.
    """
    return _settled(imported, by, around, _of_each_file)


def _of_each_file(result: Settled) -> Iterator[Finding]:
    for path, text in result.texts.items():
        file = read_goal_file(SourceFile(path, text))
        yield from file.findings if file else ()


def _settled(
    imported: Imported,
    by: By,
    around: Surroundings,
    said: Callable[[Settled], Iterable[Finding]],
) -> Settled:
    known = _messages(around)
    result = _written(imported, by, around, known)
    for _ in range(_ROUNDS):
        refused = dict(_refused(result, said(result), by, around))
        if not refused:
            break
        result = _written(_without(result.imported, refused), by, around, known)
    return result


def _written(imported: Imported, by: By, around: Surroundings, known: frozenset[str]) -> Settled:
    files = goal_files(imported.content, by)
    texts = {around.path(name): text_of(name, data) for name, data in files.items()}
    findings = (part for part in _findings(around, texts) if part.message not in known)
    return Settled(imported, texts, tuple(findings))


def _messages(around: Surroundings) -> frozenset[str]:
    return frozenset(finding.message for finding in _findings(around, {}))


def _findings(around: Surroundings, texts: Mapping[str, str]) -> list[Finding]:
    def read(path: str) -> tuple[SourceFile | None, list[Finding]]:
        return (SourceFile(path, texts[path]), []) if path in texts else around.read(path)

    paths = (*around.paths, *texts)
    return load_workspace(paths, read, around.context, absent=around.absent)[1]


def _refused(
    result: Settled, findings: Iterable[Finding], by: By, around: Surroundings
) -> Iterator[tuple[tuple[str, str, str], str]]:
    """The goal, field and date that each finding is about, with its message."""
    content = goal_files(result.imported.content, by)
    files = {around.path(name): data for name, data in content.items()}
    for finding in findings:
        place = finding.primary.place
        if finding.primary.path not in files or not isinstance(place, Route):
            continue
        keys = place.keys
        if len(keys) < 3 or keys[0] not in {"objectives", "kpis"}:  # noqa: PLR2004 - section, index, field
            continue
        items = files[finding.primary.path][str(keys[0])]
        item = items[int(keys[1])] if isinstance(items, list) else None
        name = str(keys[2])
        if isinstance(item, dict) and name not in _NEEDED:
            dated = name in {"actuals", "interim_targets"} and len(keys) > 3  # noqa: PLR2004 - and its date
            yield (str(item["id"]), name, str(keys[3]) if dated else ""), finding.message


def _without(imported: Imported, refused: Mapping[tuple[str, str, str], str]) -> Imported:
    sections = dict(imported.content.sections)
    unread = list(imported.unread)
    goals = {str(goal["id"]): goal for goal in imported.content.records("goals")}
    actuals = list(imported.content.records("actuals"))
    for (key, name, day), message in refused.items():
        goal = goals[key]
        if name == "actuals":
            mine = [part for part in actuals if part["id"] == key and part["date"] == day]
            actuals = [part for part in actuals if part not in mine]
            value: Value = mine[0].get("value") if mine else None
            label = f"actuals.{day}"
            kept: Value = {n: p for n, p in mine[0].items() if n != "id"} if mine else None
            goals[key] = _moved(goal, {label: kept})
        elif day and isinstance(below := goal.get(name), dict):
            value, label = below[day], f"{name}.{day}"
            rest: Record = {**goal, name: {k: p for k, p in below.items() if k != day}}
            goals[key] = _moved(rest, {label: value})
        else:
            value, label = goal.get(name), name
            rest = {field: part for field, part in goal.items() if field != name}
            goals[key] = _moved(rest, {label: value})
        line = imported.lines.get(f"{key}/{day}") or imported.lines.get(key, 0)
        unread.append(Unread(line, label, "" if value is None else str(value), message))
    sections |= {"goals": tuple(goals.values()), "actuals": tuple(actuals)}
    return replace(imported, content=Exported(sections), unread=tuple(unread))


def _moved(goal: Record, kept: dict[str, Value]) -> Record:
    meta = goal.get("meta")
    below = meta if isinstance(meta, dict) else {} if meta is None else {"meta": meta}
    free = {_free(name, below): part for name, part in kept.items()}
    return {**goal, "meta": {**below, **free}}


def _free(name: str, taken: Mapping[str, Value]) -> str:
    while name in taken:
        name += "'"
    return name
