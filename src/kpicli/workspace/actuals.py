"""Actuals that goal files keep in CSV files."""

from __future__ import annotations

import posixpath
from dataclasses import replace
from typing import TYPE_CHECKING

from kpicli.findings import UNREADABLE_FILE, Finding, Label, loading_finding
from kpicli.measurements import read_actuals
from kpicli.models.actual import CsvActuals

if TYPE_CHECKING:
    from kpicli.models.goal import Kpi
    from kpicli.workspace.definition import Definition
    from kpicli.workspace.load import Read
    from kpicli.workspace.workspace import Workspace


def read_csv_actuals(workspace: Workspace, read: Read) -> list[Finding]:
    """Reads the CSV files that KPIs name into the workspace; what is wrong with them."""
    findings: list[Finding] = []
    for kpi in workspace.kpis:
        columns = kpi.model.actuals
        if isinstance(columns, CsvActuals):
            findings += _read_one(workspace, kpi, columns, read)
    return findings


def _read_one(
    workspace: Workspace, kpi: Definition[Kpi], columns: CsvActuals, read: Read
) -> list[Finding]:
    path = posixpath.normpath(posixpath.join(posixpath.dirname(kpi.path), columns.csv))
    if path.startswith(("/", "../")) or path == "..":
        return [_unreadable(kpi, columns, "lies outside the goal repository")]
    source, findings = read(path)
    if source is None:
        reason = findings[0].message if findings else "cannot be read"
        return [_unreadable(kpi, columns, f"cannot be read: {reason}")]
    actuals, problems = read_actuals(source, columns)
    workspace.csv_actuals[kpi.id] = actuals
    asked = kpi.at("actuals", message="asked for here")
    return [
        replace(part, goals=(kpi.id,), related=(*part.related, asked))
        for part in (*findings, *problems)
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
