"""Whether anything of a table got lost on its way to goal files, found out the other way round."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kpicli.documents import parse
from kpicli.edit.sheets.fields import PARTED, with_point
from kpicli.models.whens import when_key
from kpicli.source import SourceFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kpicli.documents import Value
    from kpicli.edit.sheets import Mapping as Columns
    from kpicli.edit.sheets import Table
    from kpicli.edit.sheets.table import Row

    Item = dict[str, Value]


def lost_cells(
    table: Table, mapping: Columns, texts: Mapping[str, str]
) -> list[tuple[int, str, str]]:
    """The line, column and text of every cell that no goal of its row has.

    A goal has a cell if one of its scalars is the very text, the same number with a point, the
    same date as goal files write it, or what the mapping says that the text becomes one to one;
    or if it is the title of the goal's team, of a goal above or guarding it, or its owner's name.
    Of equal rows each needs a goal of its own, unless a goal may have many rows.
    """
    items = _items(texts)
    goals = [
        frozenset((kind, *_known(goal, items)))
        for kind, section in (("kpi", "kpis"), ("objective", "objectives"))
        for goal in items[section]
    ]
    rows = [list(_cells(row, table)) for row in table.rows]
    fitting = [
        [index for index, words in enumerate(goals) if not _missing(cells, mapping, words)]
        for cells in rows
    ]
    taken: dict[int, int] = {}
    lost = []
    for at, row in enumerate(table.rows):
        found = bool(fitting[at]) if mapping.is_long else _assigned(at, fitting, taken, set())
        if not found:
            least = min((_missing(rows[at], mapping, words) for words in goals), key=len)
            lost += [(row.line, name, cell) for name, cell in least or rows[at]]
    return lost


def _assigned(row: int, fitting: list[list[int]], taken: dict[int, int], seen: set[int]) -> bool:
    """Whether the row gets a goal of its own, other rows moving to another one if they can."""
    for goal in fitting[row]:
        if goal in seen:
            continue
        seen.add(goal)
        if goal not in taken or _assigned(taken[goal], fitting, taken, seen):
            taken[goal] = row
            return True
    return False


def _cells(row: Row, table: Table) -> Iterator[tuple[str, str]]:
    for name, cell in zip(table.columns, row.cells, strict=True):
        if cell.strip():
            yield name, cell.strip()


def _missing(
    cells: list[tuple[str, str]], mapping: Columns, words: frozenset[str]
) -> list[tuple[str, str]]:
    return [(name, cell) for name, cell in cells if not _says(name, cell, mapping, words)]


def _items(texts: Mapping[str, str]) -> dict[str, list[Item]]:
    """The items of each section, with the defaults of their files."""
    found: dict[str, list[Item]] = {name: [] for name in ("teams", "people", "objectives", "kpis")}
    for path, text in texts.items():
        document, findings = parse(SourceFile(path, text))
        assert document, findings
        defaults = document.data.get("defaults") or {}
        assert isinstance(defaults, dict)
        for section, items in document.data.items():
            if section in found and isinstance(items, list):
                found[section] += [{**defaults, **item} for item in items if isinstance(item, dict)]
    return found


def _known(goal: Item, items: Mapping[str, list[Item]]) -> Iterator[str]:
    yield from _scalars(goal)
    meta = goal.get("meta")
    if isinstance(meta, dict):
        yield from (_kept(name, str(part)) for name, part in meta.items())
        # An objective cannot guard a goal: what names one is kept beside the fields.
        for guard in _listed(meta.get("guardrails")):
            yield from _named(items["objectives"], guard, "title")
    yield from _named(items["teams"], goal.get("team"), "title")
    yield from _named(items["people"], goal.get("owner"), "name")
    for guard in _listed(goal.get("guardrails")):
        yield from _named(items["kpis"], guard, "title")
    above, seen = _listed(goal.get("contributes_to")), set()
    while above:
        key = above.pop()
        for item in items["objectives"] + items["kpis"]:
            if item["id"] == key and key not in seen:
                seen.add(key)
                yield str(item["title"])
                above += _listed(item.get("contributes_to"))


def _listed(value: Value) -> list[Value]:
    return [*value] if isinstance(value, list) else [value] if value else []


def _named(items: list[Item], key: Value, field: str) -> Iterator[str]:
    yield from (str(item.get(field)) for item in items if item["id"] == key)


def _scalars(value: Value) -> Iterator[str]:
    if isinstance(value, dict):
        for key, part in value.items():
            yield key
            yield from _scalars(part)
    elif isinstance(value, list):
        for part in value:
            yield from _scalars(part)
    elif value is not None:
        yield str(value)
        # A period may come of two cells.
        yield from str(value).split("/")


def _says(column: str, cell: str, mapping: Columns, words: frozenset[str]) -> bool:
    if not _ways(column, cell, mapping).isdisjoint(words):
        return True
    field = dict(mapping.columns).get(column)
    parts = [part for item in re.split(r"[;,|\n]", cell) if (part := item.strip())]
    return field in PARTED and words.issuperset(parts)


def _ways(column: str, cell: str, mapping: Columns) -> set[str]:
    """The texts that say what a cell says."""
    if dict(mapping.columns).get(column, "meta") == "meta":
        return {_kept(column, cell)}
    ways = {cell, with_point(cell), cell.lower()}
    ways |= {key for key in [when_key(cell, mapping.dates)] if key}
    words = mapping.values.get(column, {})
    if len(set(words.values())) == len(words):
        ways |= {words[cell]} if words.get(cell) else set()
    return ways


def _kept(column: str, cell: str) -> str:
    return f"{column}\0{cell}"
