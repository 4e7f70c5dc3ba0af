"""Comments of a goal file: where they really are comments, and which lines they speak of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.documents.branches import EVERYTHING
from kpicli.documents.broken import BrokenTextError
from kpicli.documents.outline import outline_of
from kpicli.documents.usual_nodes import usual_root
from kpicli.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.documents.outline import Outline
    from kpicli.source import SourceFile

_DASH = re.compile(r"[\r\n][ \t]*(?P<sign>-)\s")


class Comment(Struct, frozen=True):
    """A comment, or the part of one from a sign on: its place, and the lines it speaks of.

    At the end of a line that is the line. On lines of its own it is the key or list item below
    with its whole value: `lines` begin at the comment, and are empty where nothing stands below
    that is indented at least as deep, a list item by its dash. `is_head` says that it stands alone
    above the first key.
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


def _outline(text: str) -> Outline | None:
    root = usual_root(text, EVERYTHING)
    if root is not None:
        return outline_of(text, root)
    # Importing ruamel.yaml takes longer than a run that has nothing unusual to parse.
    from kpicli.documents.events import read  # noqa: PLC0415 - see above
    from kpicli.documents.outline_events import Outliner  # noqa: PLC0415 - see above

    try:
        return read(text, Outliner(text).read)
    except BrokenTextError:
        return None


def _comment(source: SourceFile, offset: int, outline: Outline) -> Comment:
    position = source.position(offset)
    line = source.line(position.line)
    span = Span(offset, offset - position.column + 1 + len(line))
    start = next(_signs(source, offset - position.column + 1, outline))
    if line[: start - offset + position.column - 1].strip(" \t-"):
        return Comment(span, range(position.line, position.line + 1))
    is_head = not outline.entries or offset < outline.entries[0].start
    return Comment(span, _lines_below(source, start, outline), is_head)


def _signs(source: SourceFile, start: int, outline: Outline) -> Iterator[int]:
    """Where comments begin, from the start of a line on."""
    text = source.text
    while (start := text.index("#", start)) >= 0:
        if not text[max(start - 1, 0) : start].strip() and not outline.is_content(start):
            yield start
        start += 1


def _lines_below(source: SourceFile, start: int, outline: Outline) -> range:
    own = source.position(start)
    entry = outline.entry_after(start)
    if entry is None or _column(source, start, entry) < own.column:
        return range(0)
    # A block scalar ends after its empty lines.
    end = len(source.text[entry.start : entry.end].rstrip()) + entry.start
    return range(own.line, source.position(end).line + 1)


def _column(source: SourceFile, start: int, entry: Span) -> int:
    """Where the entry below a comment is indented: a list item by its dash."""
    dash = _DASH.search(source.text, start, entry.start)
    return source.position(dash.start("sign") if dash else entry.start).column
