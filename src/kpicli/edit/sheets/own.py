"""The tables and the document that `kpi export` writes, and how they are read back.

Each section is a table with a column for each field. `baseline` and `target` have their parts in
columns of their own, and so has each key of `meta`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kpicli.documents import Boolean, Number
from kpicli.edit.new_actual import Refusal
from kpicli.edit.scalars import quoted
from kpicli.edit.sheets.own_cells import cell_of, value_of
from kpicli.fields.value import fields_of
from kpicli.models.metric import Metric
from kpicli.models.organisation import Person, Team, Tension
from kpicli.reports.export import ACTUAL_FIELDS, GOAL_FIELDS, SECTIONS, Exported

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kpicli.documents import Value
    from kpicli.edit.sheets.table import Table
    from kpicli.reports.export import Record

SCHEMA = "kpi.export/v1"
"""The name and version of the JSON document. Within it, keys are only ever added."""

_META = "meta"
_PARTS = {"baseline": ("value", "date"), "target": ("target", "commit", "stretch")}
_FIELDS = {
    "goals": GOAL_FIELDS,
    "actuals": ACTUAL_FIELDS,
    "metrics": fields_of(Metric),
    "teams": fields_of(Team),
    "people": fields_of(Person),
    "tensions": fields_of(Tension),
}
_LEAST_KNOWN = 0.5
_MARKS = {"goals": ("kind", "id", "title"), "actuals": ("id", "date", "value")}


def columns_of(section: str, records: Iterable[Record]) -> tuple[str, ...]:
    """The columns of a section's table: all of its fields, then the keys of `meta`."""
    keys: dict[str, None] = {}
    for record in records:
        if _has_columns(record.get(_META)):
            keys |= dict.fromkeys(record[_META])  # type: ignore[arg-type] # a map, as just asked
    columns = [part for name in _FIELDS[section] for part in _columns(name)]
    return (*columns, *map(_meta_column, keys))


def cells_of(record: Record, columns: Iterable[str]) -> tuple[str, ...]:
    """The cells of a record, in the order of the columns."""
    flat: dict[str, str] = {}
    for name, value in record.items():
        flat |= {column: cell_of(part, _field(column)) for column, part in _flat(name, value)}
    return tuple(flat.get(column, "") for column in columns)


def section_of(table: Table) -> str | None:
    """The section that a table is, none where it is not one that `kpi export` wrote."""
    for section, fields in _FIELDS.items():
        known = {part for name in fields for part in _columns(name)}
        marks = set(_MARKS.get(section, fields[:1]))
        is_named = section in _MARKS or table.name == section
        share = len(known.intersection(table.columns)) / len(known)
        if is_named and marks <= set(table.columns) and share >= _LEAST_KNOWN:
            return section
    return None


def unlike(table: Table) -> str:
    """What keeps a table with the name of a section from being that section."""
    fields = _FIELDS[table.name]
    marks = _MARKS.get(table.name, fields[:1])
    missing = [name for name in marks if name not in table.columns]
    if missing:
        return f"has no column {', '.join(f'`{name}`' for name in missing)}"
    return "lacks most of the columns that `kpi export` writes"


def records_in(table: Table, section: str) -> tuple[Record, ...]:
    """The records of a table that `kpi export` wrote, without the fields that are empty.

    A column that somebody added is kept in `meta`.
    """
    known = {part for name in _FIELDS[section] for part in _columns(name)}
    names = [
        name if name in known or name.startswith(f"{_META}.") else f"{_META}.{name}"
        for name in table.columns
    ]
    return tuple(_record(dict(zip(names, row.cells, strict=True))) for row in table.rows)


def json_records(text: str) -> Exported | Refusal:
    """The export in a JSON document, its numbers digit by digit."""
    try:
        data = json.loads(text, parse_int=Number, parse_float=Number)
    except (ValueError, RecursionError) as error:
        return Refusal(f"it is no JSON: {error}")
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        return Refusal(f"it is JSON, but no `{SCHEMA}`", "`kpi export --format json` writes one")
    wrong = next((name for name in SECTIONS if not _is_listed(data.get(name, []))), None)
    if wrong:
        return Refusal(f"`{wrong}` is no list of objects")
    return Exported({name: tuple(_listed(data.get(name, []))) for name in SECTIONS})


def _is_listed(items: object) -> bool:
    return isinstance(items, list) and all(isinstance(item, dict) for item in items)


def _listed(items: list[dict[str, object]]) -> Iterator[Record]:
    for item in items:
        yield {key: _value(part) for key, part in item.items() if part is not None}


def _value(part: object) -> Value:
    if isinstance(part, dict):
        return {key: _value(inner) for key, inner in part.items()}
    if isinstance(part, list):
        return [_value(inner) for inner in part]
    if isinstance(part, bool):
        return Boolean(str(part).lower())
    assert part is None or isinstance(part, str), "JSON has no other values"
    return part


def _columns(name: str) -> Iterator[str]:
    """The columns of a field; the first part of one in parts has the field's own name."""
    first, *rest = _PARTS.get(name, (name,))
    del first
    yield name
    yield from (f"{name}.{part}" for part in rest)


def _meta_column(key: str) -> str:
    """The column of a key of `meta`; a key that a header would not keep as it is has quotes."""
    is_plain = key and key == key.strip() and key.isprintable() and not key.startswith('"')
    return f"{_META}.{key if is_plain else quoted(key)}"


def _field(column: str) -> str:
    return column.partition(".")[0]


def _has_columns(meta: Value) -> bool:
    return isinstance(meta, dict) and bool(meta)


def _flat(name: str, value: Value) -> Iterator[tuple[str, Value]]:
    if name == _META and isinstance(value, dict) and value:
        yield from ((_meta_column(key), part) for key, part in value.items())
        return
    first, *rest = _PARTS.get(name, ("",))
    is_in_parts = isinstance(value, dict) and first in value and len(value) > 1
    if is_in_parts and isinstance(value, dict) and value.keys() <= {first, *rest}:
        yield name, value[first]
        yield from ((f"{name}.{part}", value.get(part)) for part in rest)
    else:
        yield name, value


def _record(cells: Mapping[str, str]) -> Record:
    record: Record = {}
    meta: dict[str, Value] = {}
    for column, cell in cells.items():
        if not cell:
            continue
        name, dot, part = column.partition(".")
        if name == _META and dot:
            key = value_of(part, "key") if part.startswith('"') else part
            meta[str(key)] = value_of(cell, _META)
        elif dot:
            record[name] = _with_part(name, record.get(name), part, value_of(cell, name))
        else:
            record[name] = value_of(cell, name)
    return record | {_META: meta} if meta else record


def _with_part(name: str, value: Value, part: str, below: Value) -> Value:
    first = _PARTS[name][0]
    whole = value if isinstance(value, dict) and first in value else {first: value}
    return {**whole, part: below}
