"""A line of a source file, cut to a width, and where a label stands under it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpicli.render.text import cell_width, escaped

if TYPE_CHECKING:
    from kpicli.linter import LocatedLabel

_TAB = " " * 4
_MARGIN = 3


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The line as shown, and the cells from its start that the label underlines."""

    text: str
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class _Window:
    """Some characters of a line as shown, with the span among them; `more` was left out."""

    pieces: list[str]
    first: int
    last: int
    more_before: bool
    more_after: bool


def excerpt(label: LocatedLabel, width: int, ellipsis: str) -> Excerpt:
    """The line of a label in at most `width` cells, with the ellipsis where it goes on.

    At least one cell is underlined, and none beyond the line unless the line is empty.
    """
    window = _window(label, width)
    cells = [cell_width(piece) for piece in window.pieces]
    if sum(cells) <= width and not window.more_before and not window.more_after:
        return _shown(window, cells, 0, len(cells), "", "")
    start, end = _kept(window, cells, width - 2 * len(ellipsis))
    before = ellipsis if start or window.more_before else ""
    after = ellipsis if end < len(cells) or window.more_after else ""
    return _shown(window, cells, start, end, before, after)


def _window(label: LocatedLabel, width: int) -> _Window:
    """The characters about the span that could be shown, so that no line is too long to draw."""
    line = label.line
    last_column = label.end.column if label.end.line == label.start.line else len(line) + 1
    first = max(min(label.start.column - 1, len(line) - 1), 0)
    last = max(min(last_column - 1, len(line)), first + 1)
    low, high = max(first - width, 0), min(first + 2 * width, len(line))
    pieces = [_TAB if character == "\t" else escaped(character) for character in line[low:high]]
    return _Window(pieces, first - low, min(last, high) - low, low > 0, high < len(line))


def _kept(window: _Window, cells: list[int], room: int) -> tuple[int, int]:
    """Which pieces fit: from the line's start if the span then does, else from shortly before it."""
    start = 0
    if window.more_before or sum(cells[: window.last]) > room:
        span = sum(cells[window.first : window.last])
        start = _back(cells, window.first, min(max(room - span, 0), room // _MARGIN))
    end, used = start, 0
    while end < len(cells) and used + cells[end] <= room:
        used += cells[end]
        end += 1
    return start, max(end, window.first + 1)


def _back(cells: list[int], start: int, room: int) -> int:
    while start and cells[start - 1] <= room:
        start -= 1
        room -= cells[start]
    return start


def _shown(  # noqa: PLR0913, PLR0917 - a window, its widths, and where it is cut
    window: _Window, cells: list[int], start: int, end: int, before: str, after: str
) -> Excerpt:
    offset = len(before) + sum(cells[start : window.first])
    length = sum(cells[window.first : min(window.last, end)])
    return Excerpt(before + "".join(window.pieces[start:end]) + after, offset, max(length, 1))
