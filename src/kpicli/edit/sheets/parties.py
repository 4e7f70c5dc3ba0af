"""Teams and people that a sheet names in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from kpicli.edit.sheets.ids import Names
from kpicli.models.text import is_id
from kpicli.workspace.namespaces import TEAM_PREFIX

if TYPE_CHECKING:
    from kpicli.reports.export import Record


class Parties(Struct):
    """The teams or the people of an import: those that were there, and those that come new.

    `name` is the field in which their words stand: `title` or `name`.
    """

    name: str
    names: Names
    were_there: bool = False
    """Whether the repository has any: without people an owner is just a name."""
    known: dict[str, str] = field(default_factory=dict)
    """Ids by the words for them: ids, titles, addresses."""
    new: list[Record] = field(default_factory=list)

    def id_of(self, words: str) -> tuple[str, bool]:
        """The id that words stand for, and whether the words can be told from its definition."""
        found = self.known.get(words)
        if found is not None:
            return found, True
        found = self.known.get(words.casefold())
        if found is not None:
            return found, False
        return self._add(words), True

    def _add(self, words: str) -> str:
        if is_id(words) and words not in self.names.taken:
            key = words
            self.names.taken.add(key)
            record: Record = {"id": key}
        else:
            key = self.names.give(words, "", "", "team" if self.name == "title" else "person")
            record = {"id": key, self.name: words}
        self.new.append(record)
        for word in (key, words, words.casefold()):
            self.known.setdefault(word, key)
        return key


def parties(name: str, there: dict[str, tuple[str, ...]]) -> Parties:
    """Parties with those that are there already: their ids with the words for them."""
    known = {word: key for key, words in there.items() for word in (key, *words)}
    known |= {word.casefold(): key for word, key in known.items() if word.casefold() not in known}
    return Parties(name, Names(set(there)), bool(there), known)


def is_team_reference(words: str) -> bool:
    """Whether an owner is written as a team: `team:sales`."""
    return words.startswith(TEAM_PREFIX)
