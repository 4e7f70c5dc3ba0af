"""Where the scalars, keys and list items of a text stand, for what is said between them."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from msgspec import Struct, field

from kpicli.documents.events import (
    COLLECTION_END,
    COLLECTION_START,
    DOCUMENT_END,
    MAPPING_START,
    NODE,
    SCALAR,
    STREAM_END,
)
from kpicli.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from kpicli.documents.events import Event

_STOPS = {DOCUMENT_END, STREAM_END}


class _Open(Struct):
    """A collection being read: where the entry begins whose parts come next, and its part."""

    is_mapping: bool
    start: int = -1
    has_key: bool = False


class Outline(Struct):
    """The scalars of a text, and its entries: keys with their values, and list items.

    Entries are in the order in which they begin, an outer one before those within.
    """

    text: str
    scalars: list[Span] = field(default_factory=list)
    entries: list[Span] = field(default_factory=list)
    _open: list[_Open] = field(default_factory=list)
    _end: int = 0

    def read(self, next_event: Callable[[], Event]) -> None:
        """Read the events of the first document."""
        self.scalars, self.entries, self._open, self._end = [], [], [], 0
        while (event := next_event()).__class__ not in _STOPS:
            if isinstance(event, NODE):
                self._begin(event)
            elif isinstance(event, COLLECTION_END):
                self._open.pop()
                self._complete(event)
        self.entries.sort(key=lambda entry: (entry.start, -entry.end))

    def is_content(self, offset: int) -> bool:
        """Whether a scalar takes in the offset."""
        before = bisect_right(self.scalars, offset, key=lambda scalar: scalar.start)
        return before > 0 and offset < self.scalars[before - 1].end

    def entry_after(self, offset: int) -> Span | None:
        """The outermost of the entries that begin first after the offset."""
        index = bisect_right(self.entries, offset, key=lambda entry: entry.start)
        return self.entries[index] if index < len(self.entries) else None

    def _content(self, event: Event) -> int:
        """Where the content begins: a comment may stand behind the sign of a block scalar."""
        start = event.start_mark.index
        if event.style not in {"|", ">"}:
            return start
        indicator = self.text.index(event.style, start)
        breaks = (self.text.find(sign, indicator, event.end_mark.index) for sign in "\r\n")
        return min((offset for offset in breaks if offset >= 0), default=event.end_mark.index)

    def _begin(self, event: Event) -> None:
        start = event.start_mark.index
        if self._open and not self._open[-1].has_key:
            self._open[-1].start = start
        if isinstance(event, COLLECTION_START):
            self._open.append(_Open(isinstance(event, MAPPING_START)))
            return
        if isinstance(event, SCALAR):
            self.scalars.append(Span(self._content(event), event.end_mark.index))
        self._complete(event)

    def _complete(self, event: Event) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        # An empty value and the end of a block have no text: parsers put them before what follows.
        self._end = end if end > start else self._end
        if not self._open:
            return
        parent = self._open[-1]
        if parent.is_mapping and not parent.has_key:
            parent.has_key = True
            return
        parent.has_key = False
        self.entries.append(Span(parent.start, max(parent.start, self._end)))
