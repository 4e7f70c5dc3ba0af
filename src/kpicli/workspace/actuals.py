"""Actuals that goal files keep in CSV files."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, cast

from msgspec.structs import replace

from kpicli.findings import UNREADABLE_FILE, Finding, Label, loading_finding
from kpicli.measurements import Table, actuals_in, read_table

if TYPE_CHECKING:
    from kpicli.models.actual import CsvActuals
    from kpicli.models.goal import Kpi
    from kpicli.workspace.definition import Definition
    from kpicli.workspace.load import Read
    from kpicli.workspace.workspace import Workspace


def read_csv_actuals(workspace: Workspace, read: Read) -> list[Finding]:
    """Reads the CSV files that KPIs name into the workspace; what is wrong with them.

    Each file is read once, however many KPIs have their column in it.
    """
    findings: list[Finding] = []
    files: dict[str, tuple[Table | None, list[Finding]]] = {}
    for kpi in workspace.measured.in_csv:
        columns = cast("CsvActuals", kpi.model.actuals)
        path = posixpath.normpath(posixpath.join(posixpath.dirname(kpi.path), columns.csv))
        if path.startswith(("/", "../")) or path == "..":
            findings.append(_unreadable(kpi, columns, "lies outside the goal repository"))
            continue
        if path not in files:
            files[path] = _table(path, read)
        findings += _read_one(workspace, kpi, columns, *files[path])
    return findings


def _table(path: str, read: Read) -> tuple[Table | None, list[Finding]]:
    source, findings = read(path)
    return (read_table(source) if source else None), findings


def _read_one(
    workspace: Workspace,
    kpi: Definition[Kpi],
    columns: CsvActuals,
    table: Table | None,
    unread: list[Finding],
) -> list[Finding]:
    if table is None:
        reason = unread[0].message if unread else "no reason is known"
        return [_unreadable(kpi, columns, f"cannot be read: {reason}")]
    actuals, problems = actuals_in(table, columns, workspace.calendar)
    workspace.csv_actuals[kpi.id] = actuals
    asked = kpi.at("actuals", message="asked for here")
    return [
        replace(part, goals=(kpi.id,), related=(*part.related, asked))
        for part in (*unread, *problems)
    ]


def _unreadable(kpi: Definition[Kpi], columns: CsvActuals, words: str) -> Finding:
    return loading_finding(
        UNREADABLE_FILE,
        f"the file `{columns.csv}` {words}",
        Label(kpi.path, kpi.route.child("actuals", "csv")),
        help="the path is relative to the goal file",
        goals=(kpi.id,),
        field="actuals",
    )
