"""Nodes from events."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.documents.branches import EVERYTHING
from kpicli.documents.construct import DEEPEST
from kpicli.documents.events import (
    ALIAS,
    COLLECTION_END,
    COLLECTION_START,
    MAPPING_END,
    MAPPING_START,
    SCALAR,
    SEQUENCE_END,
    STREAM_END,
    is_bare,
)
from kpicli.documents.memo import KEYS, MERGE
from kpicli.documents.nodes import Entry, Node, Repeat

if TYPE_CHECKING:
    from collections.abc import Callable

    from kpicli.documents.branches import Branch
    from kpicli.documents.events import Event


class _Met(Struct):
    """A node as the text has it: the name that it is as a key, and whether it is a merge key.

    `place` is where it stands; of an alias, that is not where its node is written.
    """

    node: Node
    place: Node
    name: str | None = None
    merges: bool = False


class _TooDeepError(Exception):
    """The text is nested deeper than anything is read."""


class Composer:
    """Builds the nodes of the first document, as far as its text can be read.

    Where not everything is asked for, values that no route leads to are left out, and of items
    only the place is noted. Of each collection it is noted what it begins with.
    """

    def __init__(self, asked: Branch = EVERYTHING) -> None:
        self._asked = asked
        self._begin()

    def _begin(self) -> None:
        self.root: Node | None = None
        self.repeats: list[Repeat] = []
        self._open: list[Node] = []
        self._anchors: dict[str, _Met] = {}

    def compose(self, next_event: Callable[[], Event]) -> None:
        """Read the events from the start; what is read stays when the parser raises."""
        self._begin()
        self._next = next_event
        next_event()
        if next_event().__class__ is STREAM_END:
            return
        event = next_event()
        self.root = self._met(event).node
        with suppress(_TooDeepError):
            self._inside(event, self.root, self._asked)

    def _met(self, event: Event) -> _Met:
        node = _node(event)
        if event.__class__ is ALIAS:
            return self._aliased(event, node)
        name = _name(event) if event.__class__ is SCALAR else None
        met = _Met(node, node, name, name == MERGE and is_bare(event))
        if event.anchor:
            self._anchors[event.anchor] = met
        return met

    def _aliased(self, event: Event, place: Node) -> _Met:
        met = self._anchors.get(event.anchor or "")
        if met is None or any(met.node is collection for collection in self._open):
            return _Met(place, place)
        return _Met(met.node, place, met.name)

    def _inside(self, event: Event, node: Node, asked: Branch | None) -> None:
        """Read what a node holds that an event begins."""
        if not isinstance(event, COLLECTION_START):
            return
        if len(self._open) == DEEPEST:
            raise _TooDeepError
        self._open.append(node)
        if asked is None or asked.steps == {}:
            end = self._rest(node)
        elif node.is_mapping:
            end = self._mapping(node, asked.of_mapping())
        else:
            end = self._sequence(node, asked.of_sequence())
        node.end = max(node.end, end.end_mark.index)
        self._open.pop()

    def _sequence(self, sequence: Node, asked: Branch) -> Event:
        while (event := self._next()).__class__ is not SEQUENCE_END:
            met = self._met(event)
            sequence.first = sequence.first or met.place
            sequence.items.append(met.node)
            self._inside(event, met.node, asked.under(len(sequence.items) - 1))
        return event

    def _mapping(self, mapping: Node, asked: Branch) -> Event:
        merge: Node | None = None
        while (event := self._next()).__class__ is not MAPPING_END:
            key = self._met(event)
            mapping.first = mapping.first or key.place
            self._inside(event, key.node, asked.under(None))
            event = self._next()
            below = asked.under(key.name)
            if below is None:
                self._pass_over(event)
                continue
            value = self._met(event)
            if key.merges:
                self._repeat(key, merge)
                merge = merge or key.place
                mapping.bases.append(value.node)
            elif key.name is not None:
                known = mapping.entries.get(key.name)
                first = known.first if known else None
                self._repeat(key, first)
                mapping.entries[key.name] = Entry(key.place, value.node, first or key.place)
            self._inside(event, value.node, below)
        return event

    def _repeat(self, key: _Met, first: Node | None) -> None:
        if first and key.name is not None:
            self.repeats.append(Repeat(key.name, key.place, first))

    def _rest(self, collection: Node) -> Event:
        """Read what no route leads into; what it begins with is noted."""
        event = self._next()
        if isinstance(event, COLLECTION_END):
            return event
        collection.first = _node(event)
        self._inside(event, collection.first, None)
        return self._skip(len(self._open))

    def _pass_over(self, event: Event) -> None:
        if isinstance(event, COLLECTION_START):
            self._skip(len(self._open) + 1)

    def _skip(self, level: int) -> Event:
        """Read to the end of a collection at a level; the event that ends it."""
        next_event, outside = self._next, level - 1
        while outside < level <= DEEPEST:
            event = next_event()
            if event.__class__ is SCALAR:
                continue
            if isinstance(event, COLLECTION_END):
                level -= 1
            elif isinstance(event, COLLECTION_START):
                level += 1
        if level > outside:
            raise _TooDeepError
        return event


def _node(event: Event) -> Node:
    start, end = event.start_mark.index, event.end_mark.index
    if event.__class__ is ALIAS:
        return Node(start, end, "alias")
    if event.__class__ is SCALAR:
        return Node(start, end, event.style or "")
    style = "flow" if event.flow_style else "block"
    return Node(start, end, style, event.__class__ is MAPPING_START)


def _name(event: Event) -> str | None:
    """What a scalar is as a key; none for a null."""
    if is_bare(event):
        return MERGE if event.value == MERGE else KEYS[event.value]
    return None if event.tag and event.tag.endswith(":null") else event.value
