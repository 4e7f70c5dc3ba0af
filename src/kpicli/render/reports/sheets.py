"""An export as tables, as CSV, and as the document `kpi.export/v1`.

Each section is a table in the order of `SECTIONS`: goals, actuals, metrics, teams, people,
tensions. Its columns are all fields of the section, and a column for each key of `meta`; they are
a promise: more are only ever added. Cells are described in `edit/sheets/own_cells.py`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.documents import Boolean, Number
from kpicli.edit.sheets.own import SCHEMA, cells_of, columns_of
from kpicli.edit.sheets.table import guarded
from kpicli.render.json_text import json_text
from kpicli.reports.export import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kpicli.documents import Value
    from kpicli.render.json_text import Json
    from kpicli.reports.export import Exported

_PLAIN_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_QUOTED = re.compile('[,"\n\r]')


class Sheet(Struct, frozen=True):
    """One section as a table: its name, its columns, and the cells of its rows."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def sheets_of(export: Exported) -> tuple[Sheet, ...]:
    """The sections as tables; goals and actuals always, the others where there are any."""
    always = {"goals", "actuals"}
    names = [name for name in SECTIONS if name in always or export.records(name)]
    return tuple(_sheet(name, export) for name in names)


def csv_of(sheet: Sheet) -> str:
    """A table as CSV: commas, quotes where needed, lines that end with a line feed.

    A text that a spreadsheet would take for a formula has a `'` before it.
    """
    return "".join(f"{','.join(map(_csv_cell, row))}\n" for row in (sheet.columns, *sheet.rows))


def export_json(export: Exported) -> str:
    """The document `kpi.export/v1`, numbers digit by digit. Keys are only ever added."""
    sections: dict[str, Json] = {
        name: [_json(dict(record)) for record in export.records(name)] for name in SECTIONS
    }
    return json_text({"schema": SCHEMA, **sections})


def _sheet(name: str, export: Exported) -> Sheet:
    records = export.records(name)
    columns = columns_of(name, records)
    return Sheet(name, columns, tuple(cells_of(record, columns) for record in records))


def _csv_cell(text: str) -> str:
    text = guarded(text)
    # A lone surrogate is in no encoding, so no file could hold it.
    text = text.encode("utf-8", "backslashreplace").decode("utf-8")
    is_plain = not _QUOTED.search(text) and text == text.strip()
    return text if is_plain else '"' + text.replace('"', '""') + '"'


def _json(value: Value) -> Json:
    if isinstance(value, dict):
        return {key: _json(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_json(part) for part in value]
    if isinstance(value, Boolean) and value in {"true", "false"}:
        return value == "true"
    if isinstance(value, Number) and _PLAIN_NUMBER.fullmatch(value):
        return Decimal(value)
    return None if value is None else str(value)


def texts_of(sheets: Sequence[Sheet]) -> Iterable[tuple[str, str]]:
    """The CSV files of all tables, by their names."""
    return ((f"{sheet.name}.csv", csv_of(sheet)) for sheet in sheets)
