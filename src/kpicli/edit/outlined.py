"""A goal file with its nodes and the ends of its entries: where something can be put in."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.documents.broken import BrokenTextError
from kpicli.documents.compose import Composer
from kpicli.documents.events import read
from kpicli.documents.outline_events import Outliner

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpicli.documents.nodes import Entry, Node
    from kpicli.source import Key, SourceFile, Span


class Detour(Struct, frozen=True):
    """A part that is written elsewhere: the offset of it, and whether a merge leads there."""

    offset: int
    is_merged: bool


class Outlined(Struct, frozen=True, dict=True):
    """The text of a goal file, its root, and the entries that begin at an offset."""

    source: SourceFile
    root: Node

    @cached_property
    def entries(self) -> dict[int, list[Span]]:
        """The entries by where they begin; most fixes do without, so that the text is read late."""
        found: dict[int, list[Span]] = {}
        for entry in read(self.text, Outliner(self.text).read).entries:
            found.setdefault(entry.start, []).append(entry)
        return found

    @property
    def text(self) -> str:
        """The text."""
        return self.source.text

    def node(self, keys: Iterable[Key]) -> Node | Detour | None:
        """The node that keys lead to; a detour where it, or what holds it, stands elsewhere."""
        node = self.root
        for key in keys:
            below = _below(node, key)
            if below is None or isinstance(below, Detour):
                return below
            node = below
        return node

    def end(self, entry: Entry) -> int:
        """Where a key with its value ends, comments behind it left out."""
        start = entry.value.start
        if is_empty(entry.value) and self.text[entry.key.end : start].rstrip(" ") == ":":
            return start
        return self._trimmed(min(span.end for span in self.entries[entry.key.start]))

    def end_of_item(self, node: Node) -> int:
        """Where an item of a list ends."""
        return self._trimmed(max(span.end for span in self.entries[node.start]))

    def column(self, offset: int) -> int:
        """The column of an offset, counted from 0."""
        return self.source.position(offset).column - 1

    def _trimmed(self, end: int) -> int:
        # A block scalar ends after its empty lines.
        return len(self.text[:end].rstrip(" \t\r\n"))


def outlined(source: SourceFile) -> Outlined | None:
    """The outline of a goal file, none where the text is not YAML."""
    composer = Composer()
    try:
        read(source.text, composer.compose)
    except BrokenTextError:
        return None
    return Outlined(source, composer.root) if composer.root else None


def is_empty(node: Node) -> bool:
    """Whether a value is not written at all."""
    return node.start == node.end and node.style == ""


def is_aliased(entry: Entry) -> bool:
    """Whether a value is an alias: what it names stands before it."""
    return entry.value.start < entry.key.start


def own_entries(node: Node) -> list[tuple[str, Entry]]:
    """The keys of a mapping with their values, in the order of the text."""
    return sorted(node.entries.items(), key=lambda pair: pair[1].key.start)


def _below(node: Node, key: Key) -> Node | Detour | None:
    if isinstance(key, str):
        own = node.entries.get(key)
        if own is None:
            merged = node.entry(key)
            return Detour(merged.key.start, is_merged=True) if merged else None
        return Detour(own.value.start, is_merged=False) if is_aliased(own) else own.value
    if key >= len(node.items):
        return None
    item = node.items[key]
    is_elsewhere = item.start < node.start or any(item is other for other in node.items[:key])
    return Detour(item.start, is_merged=False) if is_elsewhere else item
