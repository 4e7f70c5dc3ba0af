"""The names of a sheet's goals: which rows are one goal, its kind, id, title and team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from kpicli.edit.sheets.groups import Group, groups_in
from kpicli.edit.sheets.ids import Names, slug
from kpicli.edit.sheets.imported import There, Unread
from kpicli.edit.sheets.kept import Kept
from kpicli.edit.sheets.mapping import META, Mapping
from kpicli.edit.sheets.objectives import Objectives
from kpicli.edit.sheets.parties import Parties, parties
from kpicli.edit.sheets.references import Finder, Known, finder_of
from kpicli.models.text import is_id
from kpicli.reports.export import KIND

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpicli.edit.sheets.table import Table


class Named(Struct, frozen=True):
    """A group with what the others need to know of it."""

    group: Group
    kind: str
    id: str
    title: str
    team: str
    kept: Kept


class Sheet(Struct):
    """A table on its way to goals.

    `ids` are those that stand in the table and have not been given out.
    """

    table: Table
    mapping: Mapping
    names: Names
    teams: Parties
    people: Parties
    objectives: Objectives
    ids: set[str]
    unread: list[Unread] = field(default_factory=list)


def sheet_of(table: Table, mapping: Mapping, there: There) -> Sheet:
    """A table on its way, beside what the goal repository has already."""
    names = Names({goal.id for goal in there.goals} | there.absent)
    column = mapping.column("id")
    ids = {cell for cell in table.values(column) if is_id(cell)} if column else set()
    ids -= names.taken
    # An id that somebody chose goes before one that is made.
    names.taken |= ids
    teams, people = parties("title", there.teams), parties("name", there.people)
    return Sheet(table, mapping, names, teams, people, Objectives(names, mapping), ids)


def named_groups(sheet: Sheet) -> tuple[Named, ...]:
    """The goals of a table in the order of their rows, each with its id."""
    named = tuple(_named(group, sheet) for group in groups_in(sheet.table, sheet.mapping))
    sheet.objectives.rows |= {part.title: part.id for part in named if part.kind == "objective"}
    return named


def finder_for(named: Iterable[Named], sheet: Sheet, there: There) -> Finder:
    """What finds the goals of a table, its objectives and those that are there already."""
    known: list[Known] = []
    keys: list[tuple[str, Known]] = []
    codes = {column for column in sheet.table.columns if _is_code(column, sheet)}
    for part in named:
        goal = Known(part.id, part.title, frozenset(part.group.cells.values()))
        known.append(goal)
        keys += [(part.group.cells[name], goal) for name in codes if name in part.group.cells]
    known += [Known(str(record["id"]), str(record["title"])) for record in sheet.objectives.records]
    return finder_of([*known, *there.goals], keys)


def _named(group: Group, sheet: Sheet) -> Named:
    mapping = sheet.mapping
    kept = Kept(group, sheet.unread, dict(mapping.keyed(META)))
    team = _team(group, sheet, kept)
    title = _title(group, sheet, kept)
    kind = mapping.kind
    column = mapping.column(KIND)
    if group.cell(column):
        reading = kept.read(column or "", KIND, mapping)
        kind = str(reading.value or kind)
    key = _explicit_id(group, sheet, kept) or _made_id(group, sheet, title)
    return Named(group, kind, key, title, team, kept)


def _made_id(group: Group, sheet: Sheet, title: str) -> str:
    mapping = sheet.mapping
    above = group.cell(mapping.id_under)
    under = sheet.teams.known.get(above) or slug(above)
    words = " ".join(filter(None, map(group.cell, mapping.id_from))) or title
    return sheet.names.give(words, under, group.cell(mapping.id_key), "goal")


def _explicit_id(group: Group, sheet: Sheet, kept: Kept) -> str:
    column = sheet.mapping.column("id")
    cell = group.cell(column)
    if not column or not cell:
        return ""
    if not is_id(cell):
        kept.refuse(column, "it is no id: parts that begin with a small letter, joined by `.`")
        return ""
    if cell not in sheet.ids:
        kept.refuse(column, "another goal has this id already")
        return ""
    sheet.ids.discard(cell)
    kept.done(column)
    return cell


def _title(group: Group, sheet: Sheet, kept: Kept) -> str:
    column = sheet.mapping.column("title")
    if cell := group.cell(column):
        kept.done(column or "")
        return cell
    instead = group.cell(sheet.mapping.column("id")) or next(iter(group.cells.values()))
    reason = "the title is missing; another cell stands for it"
    sheet.unread.append(Unread(group.line, column or "title", "", reason))
    return instead


def _team(group: Group, sheet: Sheet, kept: Kept) -> str:
    column = sheet.mapping.column("team")
    cell = group.cell(column) or ""
    words = sheet.mapping.values.get(column or "", {}).get(cell, cell)
    if not words:
        constant = sheet.mapping.constants.get("team", "")
        return sheet.teams.id_of(constant)[0] if constant else ""
    key, is_whole = sheet.teams.id_of(words)
    if column and is_whole and words == cell:
        kept.done(column)
    return key


def _is_code(column: str, sheet: Sheet) -> bool:
    """Whether a column may hold what others call a goal: it is the id, or kept and never twice."""
    field = dict(sheet.mapping.columns).get(column, META)
    values = sheet.table.values(column)
    return field.partition(".")[0] in {"id", META} and len(set(values)) == len(values)
