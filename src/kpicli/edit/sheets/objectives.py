"""The objectives that a sheet names by their titles, in columns from the top down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from kpicli.edit.sheets.fields import read_text
from kpicli.models.sections import DEFAULT_FIELDS

if TYPE_CHECKING:
    from kpicli.edit.sheets.groups import Group
    from kpicli.edit.sheets.ids import Names
    from kpicli.edit.sheets.kept import Kept
    from kpicli.edit.sheets.mapping import Mapping
    from kpicli.reports.export import Record


class Objectives(Struct):
    """The objectives so far, by team and by the titles from the top down to them.

    `rows` has those that are rows of their own, by their titles.
    """

    names: Names
    mapping: Mapping
    rows: dict[str, str] = field(default_factory=dict)
    records: list[Record] = field(default_factory=list)
    _ids: dict[tuple[str, ...], str] = field(default_factory=dict)

    def serve(self, group: Group, own: str, team: str, kept: Kept) -> str:
        """The id of the lowest objective that a row names but for its own; empty for none."""
        path: tuple[str, ...] = (team,)
        above = ""
        for column in self.mapping.objectives:
            title = group.cell(column)
            if title:
                kept.done(column)
                path = (*path, title)
                known = self._ids.get(path) or self.rows.get(title)
                if known != own:
                    above = known or self._add(path, team, above)
        return above

    def _add(self, path: tuple[str, ...], team: str, above: str) -> str:
        title = path[-1]
        key = self._ids[path] = self.names.give(title, team, "", "objective")
        record: Record = {"kind": "objective", "id": key, "title": title}
        for name, text in self.mapping.constants.items():
            if name in DEFAULT_FIELDS and name != "team":
                record[name] = read_text(text, name, self.mapping).value
        record |= {"team": team} if team else {}
        self.records.append(record | ({"contributes_to": above} if above else {}))
        return key
