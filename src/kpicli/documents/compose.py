"""Nodes from events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.documents.construct import DEEPEST
from kpicli.documents.events import (
    ALIAS,
    COLLECTION_END,
    COLLECTION_START,
    DOCUMENT_END,
    MAPPING_START,
    NODE,
    SCALAR,
    STREAM_END,
    is_bare,
)
from kpicli.documents.memo import KEYS, MERGE
from kpicli.documents.nodes import Entry, Node, Repeat

if TYPE_CHECKING:
    from collections.abc import Callable

    from kpicli.documents.events import Event

_STOPS = {DOCUMENT_END, STREAM_END}


class _Met(Struct):
    """A node as the text has it: the name that it is as a key, and whether it is a merge key."""

    node: Node
    name: str | None = None
    merges: bool = False


class _Open(Struct):
    """A collection being read: the key whose value comes next, and the first merge key."""

    node: Node
    key: tuple[_Met, Node] | None = None
    merge: Node | None = None


class Composer:
    """Builds the nodes of the first document, as far as its text can be read."""

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self.root: Node | None = None
        self.repeats: list[Repeat] = []
        self._open: list[_Open] = []
        self._anchors: dict[str, _Met] = {}

    def compose(self, next_event: Callable[[], Event]) -> None:
        """Read the events from the start; what is read stays when the parser raises."""
        self._begin()
        while (event := next_event()).__class__ not in _STOPS and len(self._open) <= DEEPEST:
            if isinstance(event, COLLECTION_END):
                node = self._open.pop().node
                node.end = max(node.end, event.end_mark.index)
            elif isinstance(event, NODE):
                self._take(event)

    def _take(self, event: Event) -> None:
        met = _met(event)
        place = met.node
        if isinstance(event, ALIAS):
            met = self._aliased(event, met)
        elif event.anchor:
            self._anchors[event.anchor] = met
        if self._open:
            self._attach(self._open[-1], met, place)
        else:
            self.root = met.node
        if isinstance(event, COLLECTION_START):
            self._open.append(_Open(met.node))

    def _aliased(self, event: Event, otherwise: _Met) -> _Met:
        met = self._anchors.get(event.anchor or "", otherwise)
        is_open = any(met.node is collection.node for collection in self._open)
        return otherwise if is_open else _Met(met.node, met.name)

    def _attach(self, parent: _Open, met: _Met, place: Node) -> None:
        collection = parent.node
        collection.first = collection.first or place
        if not collection.is_mapping:
            collection.items.append(met.node)
        elif parent.key is None:
            parent.key = (met, place)
        else:
            key, key_place = parent.key
            parent.key = None
            self._enter(parent, key, key_place, met.node)

    def _enter(self, parent: _Open, key: _Met, place: Node, value: Node) -> None:
        mapping, name = parent.node, key.name
        if name is None:
            return
        known = mapping.entries.get(name)
        first = parent.merge if key.merges else known.first if known else None
        if first:
            self.repeats.append(Repeat(name, place, first))
        if key.merges:
            parent.merge = first or place
            mapping.bases.append(value)
        else:
            mapping.entries[name] = Entry(place, value, first or place)


def _met(event: Event) -> _Met:
    start, end = event.start_mark.index, event.end_mark.index
    if isinstance(event, ALIAS):
        return _Met(Node(start, end, "alias"))
    if isinstance(event, SCALAR):
        merges = is_bare(event) and event.value == MERGE
        return _Met(Node(start, end, event.style or ""), _name(event), merges)
    style = "flow" if event.flow_style else "block"
    return _Met(Node(start, end, style, isinstance(event, MAPPING_START)))


def _name(event: Event) -> str | None:
    """What a scalar is as a key; none for a null."""
    if is_bare(event):
        return MERGE if event.value == MERGE else KEYS[event.value]
    return None if event.tag and event.tag.endswith(":null") else event.value
