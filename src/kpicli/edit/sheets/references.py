"""Which goal a cell means that names another one by its id, its key, its title or a link."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct, field

from kpicli.edit.sheets.ids import slug

if TYPE_CHECKING:
    from collections.abc import Iterable

_SPLITS = (r"\n", r";", r",")


class Known(Struct, frozen=True):
    """A goal that may be meant: its id, its title, and the cells of its row."""

    id: str
    title: str
    cells: frozenset[str] = frozenset()


class Meant(Struct, frozen=True):
    """The goals that a cell means, whether the cell says just that, or why none is found."""

    ids: tuple[str, ...]
    is_whole: bool
    reason: str = ""


class Finder(Struct, frozen=True):
    """Goals by all that they may be called."""

    names: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    anchors: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))

    def meant(self, cell: str) -> Meant:
        """The goals that a cell names, one or several with line breaks, `;` or `,` between."""
        whole = self._one(cell)
        if isinstance(whole, Known):
            return Meant((whole.id,), cell in {whole.id, whole.title})
        for mark in _SPLITS:
            parts = [part for item in re.split(mark, cell) if (part := item.strip())]
            found = [self._one(part) for part in parts]
            known = [part for part in found if isinstance(part, Known)]
            if len(parts) > 1 and known:
                return self._several(parts, found)
        return Meant((), is_whole=False, reason=str(whole))

    def _several(self, parts: list[str], found: list[Known | str]) -> Meant:
        pairs = list(zip(parts, found, strict=True))
        ids = dict.fromkeys(part.id for _, part in pairs if isinstance(part, Known))
        reason = next((part for _, part in pairs if isinstance(part, str)), "")
        is_whole = all(
            isinstance(part, Known) and text in {part.id, part.title} for text, part in pairs
        )
        return Meant(tuple(ids), is_whole and len(ids) == len(parts), reason)

    def _one(self, text: str) -> Known | str:
        """The goal that a text names, or why there is none."""
        found = self.names.get(text) or self.names.get(text.casefold(), [])
        if not found and "#" in text:
            found = self._linked(text)
        if len(found) == 1:
            return found[0]
        if found:
            return f"`{text[:60]}` may be any of {len(found)} goals"
        return f"no goal is called `{text[:60]}`"

    def _linked(self, text: str) -> list[Known]:
        """The goals at the place of a page that a link leads to."""
        page, _, anchor = text.partition("#")
        found = self.anchors.get(slug(anchor), [])
        on_page = [part for part in found if page and page in part.cells]
        return on_page or found


def finder_of(goals: Iterable[Known], keys: Iterable[tuple[str, Known]]) -> Finder:
    """A finder for goals, which may be called by keys besides."""
    finder = Finder()
    for goal in goals:
        for name in {goal.id, goal.title, goal.title.casefold()}:
            finder.names[name].append(goal)
        finder.anchors[slug(goal.title)].append(goal)
    for key, goal in keys:
        if goal not in finder.names[key]:
            finder.names[key].append(goal)
    return finder
