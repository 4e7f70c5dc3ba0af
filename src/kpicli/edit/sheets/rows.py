"""From the rows of a table to goals, under a mapping. No cell gets lost.

A cell becomes a field, as it is or so that it can be told from the field; every other one is kept
word for word in the goal's `meta`, under the name of its column.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kpicli.edit.sheets.actual_cells import read_actuals
from kpicli.edit.sheets.fields import DAYS, Reading, read_text
from kpicli.edit.sheets.imported import Imported, There
from kpicli.edit.sheets.mapping import META, Mapping
from kpicli.edit.sheets.naming import Named, Sheet, finder_for, named_groups, sheet_of
from kpicli.edit.sheets.parties import is_team_reference
from kpicli.fields.value import fields_of
from kpicli.models.goal import Objective
from kpicli.models.period import parse_period
from kpicli.reports.export import GOAL_FIELDS, KIND, Exported

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.edit.sheets.kept import Kept
    from kpicli.edit.sheets.references import Finder
    from kpicli.edit.sheets.table import Table
    from kpicli.reports.export import Record

_OBJECTIVE_FIELDS = frozenset(fields_of(Objective))
_ALONE = ("baseline.date", "target.commit", "target.stretch")
_LINKS = ("contributes_to", "guardrails")
_ELSEWHERE = frozenset({"id", "title", KIND, "team", "owner", "objective", *_LINKS})


def imported(table: Table, mapping: Mapping, there: There) -> Imported:
    """The goals of a table, beside what the goal repository has already.

    The mapping fits the table: `mistakes` of the two has found nothing.
    """
    sheet = sheet_of(table, mapping, there)
    if mapping.organization:
        sheet.teams.id_of(mapping.organization)
    named = named_groups(sheet)
    above = [sheet.objectives.serve(part.group, part.id, part.team, part.kept) for part in named]
    finder = finder_for(named, sheet, there)
    links = [_links(part, sheet, finder, key) for part, key in zip(named, above, strict=True)]
    records = [_record(part, sheet) | found for part, found in zip(named, links, strict=True)]
    actuals = [part for one in named for part in _actuals(one, sheet)]
    goals = tuple(
        _ordered(record | part.kept.meta) for record, part in zip(records, named, strict=True)
    )
    content = Exported(
        {
            "goals": (*sheet.objectives.records, *goals),
            "actuals": tuple(actuals),
            "teams": tuple(_teams(sheet)),
            "people": tuple(sheet.people.new),
        }
    )
    kept = Counter(column for part in named for column in part.kept.columns)
    unread = tuple(sorted(sheet.unread, key=lambda part: part.line))
    return Imported(content, unread, dict(kept), {part.id: part.group.line for part in named})


def _teams(sheet: Sheet) -> Iterator[Record]:
    """The new teams, those without a parent below the organisation."""
    top = sheet.teams.known.get(sheet.mapping.organization)
    for team in sheet.teams.new:
        if team["id"] == top:
            yield team | {"level": "organization"}
        else:
            yield team | ({"parent": top} if top else {})


def _record(part: Named, sheet: Sheet) -> Record:
    record: Record = {KIND: part.kind, "id": part.id, "title": part.title}
    if part.team:
        record["team"] = part.team
    record |= _owner(part, sheet)
    record |= _simple(part, sheet)
    for name, text in sheet.mapping.constants.items():
        if name not in record and name.partition(".")[0] not in {"team", "actual", "owner"}:
            reading = read_text(text, name, sheet.mapping)
            if reading.value is not None and _takes(part.kind, name):
                record[name] = reading.value
    return record


def _owner(part: Named, sheet: Sheet) -> Record:
    column = sheet.mapping.column("owner")
    cell = part.group.cell(column)
    words = sheet.mapping.values.get(column or "", {}).get(cell, cell)
    if not words:
        constant = sheet.mapping.constants.get("owner", "")
        return {"owner": constant} if constant else {}
    is_whole = words == cell
    if sheet.people.were_there and not is_team_reference(words):
        words, is_known = sheet.people.id_of(words)
        is_whole = is_whole and is_known
    if column and is_whole:
        part.kept.done(column)
    return {"owner": words}


def _links(part: Named, sheet: Sheet, finder: Finder, above: str) -> Record:
    record: Record = {}
    for name in _LINKS:
        column = sheet.mapping.column(name)
        ids: list[str] = []
        if column and part.group.cell(column):
            meant = finder.meant(part.group.cell(column))
            reason = meant.reason or ("it is the goal itself" if part.id in meant.ids else "")
            ids = [key for key in meant.ids if key != part.id]
            if reason:
                part.kept.refuse(column, reason)
            elif meant.is_whole:
                part.kept.done(column)
        if name == "contributes_to" and above and above not in {part.id, *ids}:
            ids.append(above)
        if ids and _takes(part.kind, name):
            record[name] = list(ids) if len(ids) > 1 else ids[0]
    return record


def _takes(kind: str, name: str) -> bool:
    return kind == "kpi" or name.partition(".")[0] in _OBJECTIVE_FIELDS


def _simple(part: Named, sheet: Sheet) -> Record:
    """The fields that are one cell each, and those that are made of several."""
    record: Record = {}
    parts: dict[str, tuple[str, Reading]] = {}
    for column, name in sheet.mapping.columns:
        first, _, rest = name.partition(".")
        if (
            not part.group.cell(column)
            or name == META
            or first in {*_ELSEWHERE, META, "actual", "actuals"}
        ):
            continue
        if not _takes(part.kind, name):
            part.kept.refuse(column, f"an objective has no `{first}`")
            continue
        if name in record or name in parts:
            part.kept.refuse(column, f"another column is the `{name}`")
            continue
        reading = part.kept.read(column, name, sheet.mapping)
        if reading.value is None:
            continue
        if name in {*_ALONE, *DAYS}:
            parts[name] = (column, reading)
        elif first == "interim_targets":
            part.kept.put_dated(record, first, rest, column, reading.value)
        else:
            record[name] = reading.value
    return _with_parts(record, parts, part.kept)


def _with_parts(record: Record, parts: dict[str, tuple[str, Reading]], kept: Kept) -> Record:
    record |= _period(record, {name: parts.pop(name) for name in DAYS if name in parts}, kept)
    for name, (column, reading) in parts.items():
        whole, _, key = name.partition(".")
        below = record.get(whole)
        if below is None:
            kept.refuse(column, f"there is no `{whole}` beside it")
            continue
        first = "target" if whole == "target" else "value"
        inner = below if isinstance(below, dict) else {first: below}
        record[whole] = {**inner, key: reading.value}
    return record


def _period(record: Record, days: dict[str, tuple[str, Reading]], kept: Kept) -> Record:
    """The period from its first to its last day; a cell without the other one is refused."""
    reason = ""
    if "period" in record:
        reason = "another column is the `period`"
    elif len(days) == 1:
        (other,) = set(DAYS) - days.keys()
        reason = f"there is no `{other}` beside it, without which it is no period"
    text = "/".join(str(reading.value) for _, reading in days.values())
    if len(days) > 1 and not reason and not parse_period(text):
        reason = f"`{text}` ends before it starts"
    if reason:
        for column, _ in days.values():
            kept.refuse(column, reason)
    return {"period": text} if days and not reason else {}


def _actuals(part: Named, sheet: Sheet) -> Iterator[Record]:
    if part.kind != "kpi":
        for column, name in sheet.mapping.columns:
            if name.startswith(("actuals.", "actual.")) and part.group.cell(column):
                part.kept.refuse(column, "an objective has no `actuals`")
        return iter(())
    return read_actuals(part.id, part.group, sheet.mapping, sheet.table, part.kept)


def _ordered(record: Record) -> Record:
    return {name: record[name] for name in GOAL_FIELDS if name in record}
