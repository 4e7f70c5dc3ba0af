"""The text of one file and the positions in it."""

import re
from bisect import bisect_right
from functools import cached_property

from msgspec import Struct

_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_LINE_FEED = re.compile("\n")


class Position(Struct, frozen=True, order=True):
    """A place in a text: line and column, both counted from 1, columns in characters."""

    line: int
    column: int


class Span(Struct, frozen=True, order=True):
    """A range of a text: offsets in characters from 0, the end not included."""

    start: int
    end: int


class SourceFile(Struct, frozen=True, dict=True):
    """A file's text, with its path as shown to people: relative to the root, with slashes."""

    path: str
    text: str

    @cached_property
    def _starts(self) -> list[int]:
        breaks = _LINE_BREAK if "\r" in self.text else _LINE_FEED
        return [0, *map(re.Match.end, breaks.finditer(self.text))]

    @property
    def line_count(self) -> int:
        """How many lines the text has; an empty text has one."""
        return len(self._starts)

    def position(self, offset: int) -> Position:
        """The position of an offset; offsets past the end give the end."""
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1)

    def offset_of_line(self, number: int) -> int:
        """The offset at which a line starts, lines counted from 1; past the end, the last line."""
        return self._starts[min(number, len(self._starts)) - 1]

    def line(self, number: int) -> str:
        """The text of a line, counted from 1, without its line break."""
        start = self._starts[number - 1]
        end = self._starts[number] if number < len(self._starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")
