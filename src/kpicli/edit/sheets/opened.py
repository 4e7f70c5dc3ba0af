"""A file with goals as it was given: a sheet, a workbook, a folder of sheets, or an export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from kpicli.edit.new_actual import Refusal
from kpicli.edit.sheets.csv_text import csv_table, decoded
from kpicli.edit.sheets.own import json_records, records_in, section_of, unlike
from kpicli.edit.sheets.workbook import workbook_tables
from kpicli.reports.export import SECTIONS, Exported

if TYPE_CHECKING:
    from pathlib import Path

    from kpicli.edit.sheets.table import Table

_CSV = (".csv", ".tsv", ".tab", ".txt")
_EXCEL = (".xlsx", ".xlsm")
_JSON = ".json"
_OTHERS = {
    ".xls": "save it as .xlsx; the old .xls format is not read",
    ".ods": "save it as .xlsx or CSV",
}


class Opened(Struct, frozen=True):
    """What was found: tables, or what `kpi export` wrote.

    `lines` has those of the records of each section. `left_out` names the tables that hold
    something and are no part of the export.
    """

    tables: tuple[Table, ...] = ()
    export: Exported | None = None
    lines: dict[str, tuple[int, ...]] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()


def opened(path: Path) -> Opened | Refusal:
    """What is in a file or in a folder of CSV files, or why it cannot be read."""
    try:
        if path.is_dir():
            return _folder(path)
        contents = path.read_bytes()
    except OSError as error:
        return Refusal(f"it cannot be read: {error.strerror}")
    ending = path.suffix.lower()
    if ending not in {*_CSV, *_EXCEL, _JSON, ""}:
        remedy = _OTHERS.get(ending, "give it as CSV, .xlsx or JSON; a CSV file ends in .csv")
        return Refusal(f"{ending} files are not read", remedy)
    if ending == _JSON:
        export = json_records(decoded(contents)[0])
        return export if isinstance(export, Refusal) else Opened(export=export)
    if ending in _EXCEL:
        tables = workbook_tables(contents)
        return tables if isinstance(tables, Refusal) else recognised(tables)
    if "\0" in decoded(contents)[0]:
        return Refusal("it is no text", "save it as CSV in UTF-8, or as .xlsx")
    return recognised((csv_table(path.stem, contents),))


def _folder(path: Path) -> Opened | Refusal:
    files = sorted(file for file in path.iterdir() if file.suffix.lower() in _CSV)
    found = recognised(tuple(csv_table(file.stem, file.read_bytes()) for file in files))
    if isinstance(found, Refusal):
        return found
    if found.export is None:
        remedy = "name one file; only what `kpi export -o DIR` wrote is read as a folder"
        return Refusal("it is a folder without a goals.csv of `kpi export`", remedy)
    return found


def recognised(tables: tuple[Table, ...]) -> Opened | Refusal:
    """Tables that `kpi export` wrote as the export that they are.

    Refused where two hold the same, or one with the name of a section is not known as that any
    more: somebody changed them, and what they hold would get lost.
    """
    known = [(name, table) for table in tables if (name := section_of(table)) is not None]
    sections = dict(known)
    if "goals" not in sections:
        return Opened(tables)
    for name, table in known:
        if sections[name] is not table:
            words = f"`{table.name}` and `{sections[name].name}` both hold {name}"
            return Refusal(words, "leave one of them out")
    others = [table for table in tables if table.rows and table not in sections.values()]
    changed = next((table for table in others if table.name in SECTIONS), None)
    if changed is not None:
        return Refusal(f"`{changed.name}` {unlike(changed)}", "name the columns as they were")
    records = {name: records_in(sections[name], name) for name in SECTIONS if name in sections}
    lines = {name: tuple(row.line for row in sections[name].rows) for name in records}
    return Opened(tables, Exported(records), lines, tuple(table.name for table in others))
