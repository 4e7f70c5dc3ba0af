"""A line of a source file, cut to a width, and where a label stands under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.render.text import carried, cell_width, escaped, is_plain

if TYPE_CHECKING:
    from kpicli.linter import LocatedLabel

_TAB = " " * 4
_MARGIN = 3


class Excerpt(Struct, frozen=True):
    """The line as shown, and the cells from its start that the label underlines."""

    text: str
    offset: int
    length: int


class _Window(Struct, frozen=True):
    """Some characters of a line as shown, each in its cells, with the span among them.

    `more_before` and `more_after` tell whether the line goes on there.
    """

    pieces: list[str]
    cells: list[int]
    first: int
    last: int
    more_before: bool
    more_after: bool


def excerpt(label: LocatedLabel, width: int, ellipsis: str, encoding: str = "utf-8") -> Excerpt:
    """The line of a label in at most `width` cells, with the ellipsis where it goes on.

    What the encoding cannot carry takes the cells of what is written for it. At least one cell is
    underlined, and none beyond the line unless the line is empty.
    """
    window = _window(label, width, encoding)
    whole = not window.more_before and not window.more_after
    if whole and sum(window.cells) <= width:
        return _shown(window, 0, len(window.cells), "", "")
    start = _start(window, width - 2 * len(ellipsis))
    before = ellipsis if start or window.more_before else ""
    end = _end(window, start, width - len(before) - len(ellipsis))
    after = ellipsis if end < len(window.cells) or window.more_after else ""
    return _shown(window, start, end, before, after)


def _window(label: LocatedLabel, width: int, encoding: str) -> _Window:
    """The characters about the span that could be shown, so that no line is too long to draw."""
    line = label.line
    last_column = label.end.column if label.end.line == label.start.line else len(line) + 1
    first = max(min(label.start.column - 1, len(line) - 1), 0)
    last = max(min(last_column - 1, len(line)), first + 1)
    low, high = max(first - width, 0), min(first + 2 * width, len(line))
    pieces, cells = _in_cells(line[low:high], encoding)
    span = first - low, min(last, high) - low
    return _Window(pieces, cells, *span, low > 0, high < len(line))


def _in_cells(text: str, encoding: str) -> tuple[list[str], list[int]]:
    """The characters of a text as shown, and how many cells each takes."""
    if is_plain(text):
        return list(text), [1] * len(text)
    shown = (_TAB if character == "\t" else escaped(character) for character in text)
    pieces = [carried(piece, encoding) for piece in shown]
    return pieces, [cell_width(piece) for piece in pieces]


def _start(window: _Window, room: int) -> int:
    """The first piece to show: the line's first if the span then fits, else one before the span."""
    if not window.more_before and sum(window.cells[: window.last]) <= room:
        return 0
    span = sum(window.cells[window.first : window.last])
    return _back(window.cells, window.first, min(max(room - span, 0), room // _MARGIN))


def _end(window: _Window, start: int, room: int) -> int:
    """The piece before which the room ends, after the first of the span at least."""
    end = start
    while end < len(window.cells) and window.cells[end] <= room:
        room -= window.cells[end]
        end += 1
    return max(end, window.first + 1)


def _back(cells: list[int], start: int, room: int) -> int:
    while start and cells[start - 1] <= room:
        start -= 1
        room -= cells[start]
    return start


def _shown(window: _Window, start: int, end: int, before: str, after: str) -> Excerpt:
    offset = len(before) + sum(window.cells[start : window.first])
    length = sum(window.cells[window.first : min(window.last, end)])
    return Excerpt(before + "".join(window.pieces[start:end]) + after, offset, max(length, 1))
