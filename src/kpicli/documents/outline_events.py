"""The outline of a text from the events of a parser."""

from __future__ import annotations

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
from kpicli.documents.outline import Outline
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


class Outliner(Struct):
    """Reads the outline of a text."""

    text: str
    outline: Outline = field(default_factory=Outline)
    _open: list[_Open] = field(default_factory=list)
    _end: int = 0

    def read(self, next_event: Callable[[], Event]) -> Outline:
        """The outline of the first document, from its events."""
        self.outline, self._open, self._end = Outline(), [], 0
        while (event := next_event()).__class__ not in _STOPS:
            if isinstance(event, NODE):
                self._begin(event)
            elif isinstance(event, COLLECTION_END):
                self._open.pop()
                self._complete(event)
        self.outline.sort()
        return self.outline

    def _begin(self, event: Event) -> None:
        start = event.start_mark.index
        if self._open and not self._open[-1].has_key:
            self._open[-1].start = start
        if isinstance(event, COLLECTION_START):
            self._open.append(_Open(isinstance(event, MAPPING_START)))
            return
        if isinstance(event, SCALAR):
            self.outline.add_scalar(self.text, Span(start, event.end_mark.index), event.style or "")
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
        self.outline.entries.append(Span(parent.start, max(parent.start, self._end)))
