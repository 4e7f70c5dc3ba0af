"""Comments of a goal file: where they really are comments, and which lines they speak of."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kpicli.documents.broken import BrokenTextError
from kpicli.source import Span

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator

    from kpicli.documents.events import Event
    from kpicli.source import SourceFile


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment, or the part of one from a sign on: its place, and the lines it speaks of.

    At the end of a line that is the line. On lines of its own it is the key or list item below
    with its whole value: `lines` begin at the comment, and are empty where nothing stands below
    that is indented at least as deep. `is_head` says that it stands alone above the first key.
    """

    span: Span
    lines: range
    is_head: bool = False


def comments(source: SourceFile, sign: re.Pattern[str]) -> tuple[Comment, ...]:
    """The comments that the sign begins, or stands in, in the order of the text.

    The sign begins with a `#` that nothing or white space precedes. What stands in quotes or in a
    block scalar is no comment. Where the text is not YAML there are none.
    """
    signs = [found.start() for found in sign.finditer(source.text)]
    outline = _outline(source.text) if signs else None
    if outline is None:
        return ()
    return tuple(
        _comment(source, offset, outline) for offset in signs if not outline.is_content(offset)
    )


@dataclass(slots=True)
class _Open:
    """A collection being read: where the entry begins whose parts come next, and its part."""

    is_mapping: bool
    start: int = -1
    has_key: bool = False


@dataclass(slots=True)
class _Outline:
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
        from kpicli.documents.events import (  # noqa: PLC0415 - see `_outline`
            COLLECTION_END,
            COLLECTION_START,
            DOCUMENT_END,
            MAPPING_START,
            NODE,
            SCALAR,
            STREAM_END,
        )

        self.scalars, self.entries, self._open, self._end = [], [], [], 0
        while (event := next_event()).__class__ not in {DOCUMENT_END, STREAM_END}:
            start, end = event.start_mark.index, event.end_mark.index
            if isinstance(event, COLLECTION_END):
                self._open.pop()
                self._complete(start, end)
            elif isinstance(event, NODE):
                self._begin(start)
                if isinstance(event, COLLECTION_START):
                    self._open.append(_Open(isinstance(event, MAPPING_START)))
                    continue
                if isinstance(event, SCALAR):
                    self.scalars.append(Span(self._content(event), end))
                self._complete(start, end)
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

    def _begin(self, start: int) -> None:
        if self._open and not self._open[-1].has_key:
            self._open[-1].start = start

    def _complete(self, start: int, end: int) -> None:
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


def _outline(text: str) -> _Outline | None:
    # Importing ruamel.yaml takes longer than a run that has nothing new to parse.
    from kpicli.documents.events import read  # noqa: PLC0415 - see above

    outline = _Outline(text)
    try:
        read(text, outline.read)
    except BrokenTextError:
        return None
    return outline


def _comment(source: SourceFile, offset: int, outline: _Outline) -> Comment:
    position = source.position(offset)
    line = source.line(position.line)
    span = Span(offset, offset - position.column + 1 + len(line))
    start = next(_signs(source, offset - position.column + 1, outline))
    if line[: start - offset + position.column - 1].strip(" \t-"):
        return Comment(span, range(position.line, position.line + 1))
    is_head = not outline.entries or offset < outline.entries[0].start
    return Comment(span, _lines_below(source, start, outline), is_head)


def _signs(source: SourceFile, start: int, outline: _Outline) -> Iterator[int]:
    """Where comments begin, from the start of a line on."""
    text = source.text
    while (start := text.index("#", start)) >= 0:
        if not text[max(start - 1, 0) : start].strip() and not outline.is_content(start):
            yield start
        start += 1


def _lines_below(source: SourceFile, start: int, outline: _Outline) -> range:
    own = source.position(start)
    entry = outline.entry_after(start)
    if entry is None or source.position(entry.start).column < own.column:
        return range(0)
    # A block scalar ends after its empty lines.
    end = len(source.text[entry.start : entry.end].rstrip()) + entry.start
    return range(own.line, source.position(end).line + 1)
