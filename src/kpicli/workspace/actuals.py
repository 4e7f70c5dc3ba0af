"""Actuals that goal files keep in CSV files."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from typing import TYPE_CHECKING, cast

from msgspec.structs import replace

from kpicli.documents import NOT_THERE, OR_EXCLUDE
from kpicli.findings import UNREADABLE_FILE, Finding, Label, loading_finding
from kpicli.measurements import Table, actuals_in, left_conflict, merge_mark, read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kpicli.models.actual import CsvActuals
    from kpicli.models.goal import Kpi
    from kpicli.workspace.definition import Definition
    from kpicli.workspace.load import Read
    from kpicli.workspace.workspace import Workspace


def read_csv_actuals(workspace: Workspace, read: Read) -> list[Finding]:
    """Reads the CSV files that KPIs name into the workspace; what is wrong with them.

    Each file is read once, however many KPIs have their column in it. None gets actuals from a
    file that cannot be read or that holds a merge conflict.
    """
    findings: list[Finding] = []
    for path, kpis in tables_of(workspace).items():
        if path:
            findings += _read_file(workspace, read, path, kpis)
        else:
            outside = "lies outside the goal repository"
            findings += [_unreadable(kpi, outside, _OUTSIDE) for kpi in kpis]
    return findings


def tables_of(workspace: Workspace) -> Mapping[str, Sequence[Definition[Kpi]]]:
    """The KPIs that name each CSV file, by its path; it is empty for all that are outside."""
    by_path: dict[str, list[Definition[Kpi]]] = defaultdict(list)
    for kpi in workspace.measured.in_csv:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(kpi.path), _columns(kpi).csv))
        is_outside = path.startswith(("/", "../")) or path == ".."
        by_path["" if is_outside else path].append(kpi)
    return by_path


def _columns(kpi: Definition[Kpi]) -> CsvActuals:
    return cast("CsvActuals", kpi.model.actuals)


def _read_file(
    workspace: Workspace, read: Read, path: str, kpis: Sequence[Definition[Kpi]]
) -> list[Finding]:
    source, unread = read(path)
    if source is None:
        reason = unread[0].message if unread else "no reason is known"
        remedy = _remedy(unread[0]) if unread else None
        return [_unreadable(kpi, f"cannot be read: {reason}", remedy) for kpi in kpis]
    table = read_table(source)
    mark = merge_mark(table)
    if mark is not None:
        goals = tuple(kpi.id for kpi in kpis)
        return [replace(left_conflict(source, mark), goals=goals, related=(_asking(kpis[0]),))]
    return [*unread, *_told_once((kpi, _read_one(workspace, kpi, table)) for kpi in kpis)]


def _read_one(workspace: Workspace, kpi: Definition[Kpi], table: Table) -> list[Finding]:
    actuals, problems = actuals_in(table, _columns(kpi), workspace.calendar)
    workspace.csv_actuals[kpi.id] = actuals
    return problems


def _told_once(problems: Iterable[tuple[Definition[Kpi], list[Finding]]]) -> Iterator[Finding]:
    """What is wrong at one place for several KPIs, such as a date, as one finding for all."""
    asking: dict[tuple[Label, str], list[Definition[Kpi]]] = defaultdict(list)
    first: dict[tuple[Label, str], Finding] = {}
    for kpi, parts in problems:
        for part in parts:
            key = (part.primary, part.message)
            first.setdefault(key, part)
            asking[key].append(kpi)
    for key, part in first.items():
        goals = tuple(kpi.id for kpi in asking[key])
        yield replace(part, goals=goals, related=(*part.related, _asking(asking[key][0])))


def _asking(kpi: Definition[Kpi]) -> Label:
    return kpi.at("actuals", message="asked for here")


_RELATIVE = "the path is relative to the goal file"
_OUTSIDE = f"move the file into the repository; {_RELATIVE}"


def _remedy(unread: Finding) -> str | None:
    """What to do about a file that a goal names: its path may be wrong, and no setting hides it."""
    if unread.message.endswith(NOT_THERE):
        return _RELATIVE
    return unread.help and unread.help.removesuffix(OR_EXCLUDE)


def _unreadable(kpi: Definition[Kpi], words: str, remedy: str | None) -> Finding:
    return loading_finding(
        UNREADABLE_FILE,
        f"the file `{_columns(kpi).csv}` {words}",
        Label(kpi.path, kpi.route.child("actuals", "csv")),
        help=remedy,
        goals=(kpi.id,),
        field="actuals",
    )
